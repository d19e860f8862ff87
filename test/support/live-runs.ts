import { expect } from 'vitest';
import type { ApiClient } from './api-client.js';
import { startTestApp } from './app.js';
import type { TestApp } from './app.js';
import { EventStreamClient } from './event-stream.js';
import { eventually } from './eventually.js';
import { ScriptedDriver } from './scripted-driver.js';
import { createJob } from './shares.js';

/** A run that somebody has started. */
export interface StartedRun {
  jobId: string;
  runId: string;
  path: string;
}

/** Two nodes on one database: one that runs what a test scripts, one that only serves the API. */
export class LiveRuns {
  readonly alice: ApiClient;

  private constructor(
    readonly service: TestApp,
    readonly api: TestApp,
    readonly driver: ScriptedDriver,
  ) {
    this.alice = service.as('alice');
  }

  static async begin(): Promise<LiveRuns> {
    const service = await startTestApp();
    const api = await startTestApp({ databaseUrl: service.databaseUrl, env: { NODE_ROLES: 'api' } });
    for (const name of ['viewer', 'runner', 'editor']) await service.as(name).get('/api/auth/me');
    return new LiveRuns(service, api, new ScriptedDriver(service));
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.service.close();
  }

  async start(by: ApiClient = this.alice, jobId?: string): Promise<StartedRun> {
    const id: string = jobId ?? (await createJob(this.alice)).id;
    const { status, body } = await by.post(`/api/jobs/${id}`, undefined, { Prefer: 'respond-async' });
    expect({ status, body }).toMatchObject({ status: 202 });
    return { jobId: id, runId: body.id, path: `/api/jobs/${id}/history/${body.id}` };
  }

  follow(run: StartedRun, by: ApiClient = this.alice, headers?: Record<string, string>): Promise<EventStreamClient> {
    return EventStreamClient.open(`${by.url}${run.path}/events`, by.token!, headers);
  }

  /** The record of the run, once it has ended. */
  async ended(run: StartedRun) {
    return eventually(
      async () => {
        const { body } = await this.alice.get(run.path);
        expect(body.duration[1]).not.toBeNull();
        return body;
      },
      { timeoutMs: 30_000 },
    );
  }

  /** How many events of this kind are stored. */
  async countOf(run: StartedRun, kind: 'progress' | 'log'): Promise<number> {
    const row = await this.service.sql.first<{ count: number }>({
      text: 'SELECT count(*)::int AS count FROM run_events WHERE run_id = $1 AND kind = $2',
      values: [run.runId, kind],
    });
    return row!.count;
  }
}
