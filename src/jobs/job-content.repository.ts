import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import type { ContentAction, JobParts, JobSnapshot } from './job-content.js';

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** A JobSnapshot as JSON, of the row `j` of jobs: versions store it, reads give it back. */
export const JOB_SNAPSHOT = `
  jsonb_build_object(
    'name', j.name, 'description', j.description, 'notes', j.notes, 'interval', j.interval,
    'intervalType', j.interval_type, 'timezone', j.timezone,
    'startOn', to_char(j.start_on AT TIME ZONE 'UTC', ${INSTANT}),
    'endOn', to_char(j.end_on AT TIME ZONE 'UTC', ${INSTANT}),
    'enabled', j.enabled, 'data', j.data, 'policies', j.policies, 'ownerId', j.owner_id,
    'workflowId', j.workflow_id, 'type', j.type,
    'datasets', coalesce((
      SELECT jsonb_agg(jsonb_build_object('alias', d.alias, 'datasetId', d.dataset_id, 'snapshotWhen', d.snapshot_when,
                                          'snapshotDatasetIds', d.snapshot_dataset_ids) ORDER BY d.index, d.alias)
      FROM job_datasets d WHERE d.job_id = j.id), '[]'),
    'actions', coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', a.id, 'type', a.type, 'name', a.name, 'data', a.data,
                                          'condition', a.condition, 'afterFailures', a.after_failures,
                                          'enabled', a.enabled, 'attachments', coalesce(t.attachments, '[]'))
                       ORDER BY a.index, a.id)
      FROM job_actions a
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('id', f.id, 'type', f.type, 'name', f.name, 'data', f.data,
                                            'fileId', f.file_id) ORDER BY f.id) AS attachments
        FROM action_attachments f WHERE f.job_action_id = a.id
      ) t ON true
      WHERE a.job_id = j.id), '[]'))`;

/** What belongs to a job in tables of its own, and to which. */
export interface PartsOfJob {
  jobId: string;
  parts: JobParts;
}

/** The content of jobs, as one value. */
@Injectable()
export class JobContentRepository {
  /** Undefined when there is no such job. In one statement, so that nothing in it is of different moments. */
  async read(session: SqlSession, jobId: string): Promise<JobSnapshot | undefined> {
    const row = await session.first<{ content: JobSnapshot }>({
      name: 'job-content.read',
      text: `SELECT ${JOB_SNAPSHOT} AS content FROM jobs j WHERE j.id = $1`,
      values: [jobId],
    });
    return row?.content;
  }

  /** Replaces dataset links, actions and attachments of a job whose row is locked. */
  async writeParts(session: SqlSession, jobId: string, parts: JobParts): Promise<void> {
    await session.execute({ text: 'DELETE FROM job_datasets WHERE job_id = $1', values: [jobId] });
    await session.execute({ text: 'DELETE FROM job_actions WHERE job_id = $1', values: [jobId] });
    await this.insertParts(session, [{ jobId, parts }]);
  }

  /** Of jobs that have none yet. */
  async insertParts(session: SqlSession, jobs: readonly PartsOfJob[]): Promise<void> {
    await this.insertLinks(
      session,
      jobs.filter(({ parts }) => parts.datasets.length > 0),
    );
    await this.insertActions(
      session,
      jobs.filter(({ parts }) => parts.actions.length > 0),
    );
  }

  private async insertLinks(session: SqlSession, jobs: readonly PartsOfJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await session.execute({
      text: `
        INSERT INTO job_datasets (job_id, alias, dataset_id, index, snapshot_when, snapshot_dataset_ids)
        SELECT j.job_id, l.link ->> 'alias', (l.link ->> 'datasetId')::uuid, l.position - 1, l.link ->> 'snapshotWhen',
               ARRAY(SELECT jsonb_array_elements_text(l.link -> 'snapshotDatasetIds')::uuid)
        FROM unnest($1::uuid[], $2::jsonb[]) AS j (job_id, links),
             jsonb_array_elements(j.links) WITH ORDINALITY AS l (link, position)`,
      values: [jobs.map(({ jobId }) => jobId), jobs.map(({ parts }) => JSON.stringify(parts.datasets))],
    });
  }

  private async insertActions(session: SqlSession, jobs: readonly PartsOfJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await session.execute({
      text: `
        INSERT INTO job_actions (id, job_id, type, name, data, condition, after_failures, index, enabled)
        SELECT (a.step ->> 'id')::uuid, j.job_id, a.step ->> 'type', a.step ->> 'name', a.step -> 'data',
               a.step ->> 'condition', (a.step ->> 'afterFailures')::int, a.position - 1, (a.step ->> 'enabled')::boolean
        FROM unnest($1::uuid[], $2::jsonb[]) AS j (job_id, steps),
             jsonb_array_elements(j.steps) WITH ORDINALITY AS a (step, position)`,
      values: [jobs.map(({ jobId }) => jobId), jobs.map(({ parts }) => JSON.stringify(parts.actions))],
    });
    await this.insertAttachments(
      session,
      jobs.flatMap(({ parts }) => parts.actions),
    );
  }

  private async insertAttachments(session: SqlSession, actions: readonly ContentAction[]): Promise<void> {
    const attached = actions.flatMap(({ id, attachments }) => attachments.map((attachment) => ({ id, attachment })));
    if (attached.length === 0) return;
    await session.execute({
      text: `
        INSERT INTO action_attachments (id, job_action_id, type, name, data, file_id)
        SELECT (f.attachment ->> 'id')::uuid, f.action_id, f.attachment ->> 'type', f.attachment ->> 'name',
               f.attachment -> 'data', (f.attachment ->> 'fileId')::uuid
        FROM unnest($1::uuid[], $2::jsonb[]) AS f (action_id, attachment)`,
      values: [attached.map(({ id }) => id), attached.map(({ attachment }) => JSON.stringify(attachment))],
    });
  }
}
