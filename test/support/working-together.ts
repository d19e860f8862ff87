import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Sql } from '../../src/database/sql.js';
import type { Answer, ApiClient } from './api-client.js';

/** Shares a job by its route; the level has to be granted. */
export async function share(by: ApiClient, jobId: string, principalId: string, accessLevel: number): Promise<void> {
  expect((await by.put(`/api/jobs/${jobId}/shares/${principalId}`, { accessLevel })).status).toBe(200);
}

/** A dataset of the client's with one row. @returns its id */
export async function makeDataset(client: ApiClient): Promise<string> {
  const source = { kind: 'inline', rows: [{ region: 'north', amount: 1 }] };
  const { status, body } = await client.post('/api/datasets', { name: `Set ${randomUUID()}`, source });
  expect(status).toBe(201);
  return body.id;
}

/** The client's draft of a job, made now if there is none. */
export async function edit(client: ApiClient, jobId: string): Promise<Answer['body']> {
  const { status, body } = await client.post(`/api/jobs/${jobId}/_edit`);
  expect([200, 201]).toContain(status);
  return body;
}

export function commit(client: ApiClient, id: string, query = ''): Promise<Answer> {
  return client.post(`/api/jobs/${id}/_commit${query}`);
}

/** All saved edits, newest first. */
export async function versionsOf(client: ApiClient, jobId: string): Promise<{ version: number; savedBy: string }[]> {
  return (await client.get(`/api/jobs/${jobId}/versions?limit=1000`)).body._embedded['inf:job-version'];
}

/** What the audit trail tells of a job, oldest first. */
export function eventsOf(sql: Sql, jobId: string): Promise<{ action: string; changes: Record<string, unknown> }[]> {
  return sql.rows({
    text: 'SELECT action, changes FROM audit_events WHERE subject_id = $1 ORDER BY at, id',
    values: [jobId],
  });
}

/** Data of an api-call with a secret that no answer may show. */
export const SECRET_CALL = {
  method: 'POST',
  url: 'https://a.example/x',
  auth: { type: 'bearer', token: 'hunter2' },
};
