import { expect } from 'vitest';
import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';

/** A record of a job's history, as far as tests look into it. */
export interface RunRecord {
  id: string;
  status: string;
  trigger: string;
  scheduledFor: string | null;
  attempt: number;
  reason: string | null;
  final: boolean;
  success: boolean | null;
  createdAt: string;
  error: { code: string; message: string } | null;
  progress: { task: { key: string }; result?: { key?: string; success: boolean } }[];
}

/** The whole history, oldest first. */
export async function historyOf(client: ApiClient, jobId: string): Promise<RunRecord[]> {
  const { status, body } = await client.get(`/api/jobs/${jobId}/history?limit=1000&sort=createdAt`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body._embedded['inf:job-history'];
}

/** Waits until a record of the history is as wanted, and returns it. */
export function record(client: ApiClient, jobId: string, wanted: Partial<RunRecord>): Promise<RunRecord> {
  return eventually(
    async () => {
      const history = await historyOf(client, jobId);
      const found = history.find((one) =>
        Object.entries(wanted).every(([key, value]) => one[key as keyof RunRecord] === value),
      );
      if (!found) throw new Error(`no ${JSON.stringify(wanted)} in ${JSON.stringify(history)}`);
      return found;
    },
    { timeoutMs: 50_000, intervalMs: 50 },
  );
}

/**
 * The ledger's promise: between the first and the last, every occurrence has exactly one final record.
 * @returns the occurrences, oldest first, as milliseconds
 */
export function expectEveryOccurrenceOnce(history: RunRecord[], everyMs: number): number[] {
  const finals = history.filter((one) => one.final && one.scheduledFor !== null);
  const instants = finals.map((one) => Date.parse(one.scheduledFor!)).toSorted((one, other) => one - other);
  const first = instants[0] ?? 0;
  expect(instants).toEqual(instants.map((_, index) => first + index * everyMs));
  return instants;
}

const PATIENCE = { timeoutMs: 30_000 };

/** A page of the history, records as they come. */
export interface HistoryPage {
  total: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into records
  records: any[];
}

export async function historyPage(client: ApiClient, jobId: string, query = ''): Promise<HistoryPage> {
  const { body } = await client.get(`/api/jobs/${jobId}/history${query}`);
  return { total: body.total, records: body._embedded['inf:job-history'] };
}

/** Starts a run without waiting for its end; the id of the run, which is under way by then. */
export async function startRun(client: ApiClient, jobId: string): Promise<string> {
  const { status, body } = await client.post(`/api/jobs/${jobId}`, undefined, { Prefer: 'respond-async' });
  expect(status).toBe(202);
  await eventually(async () => {
    expect((await client.get(`/api/jobs/${jobId}/history/${body.id}`)).body.status).toBe('running');
  }, PATIENCE);
  return body.id;
}

/** The record of a run once it has ended. */
export async function endedRun(client: ApiClient, jobId: string, runId: string) {
  return eventually(async () => {
    const { body } = await client.get(`/api/jobs/${jobId}/history/${runId}`);
    expect(body.duration[1]).not.toBeNull();
    return body;
  }, PATIENCE);
}
