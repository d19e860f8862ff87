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
