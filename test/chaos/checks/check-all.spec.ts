import { describe, expect, it } from 'vitest';
import { checkAll } from './check-all.js';
import type { Evidence, JournalLine, LedgerRow, VersionRow } from '../evidence/evidence.js';
import type { Deed } from '../load/deeds.js';

const JOB = 'a-job';
const at = (seconds: number): Date => new Date(Date.UTC(2026, 5, 1) + seconds * 1_000);

/** A job that ran every 10 seconds from :10 to :30, as it should. */
function goodEvidence(): Evidence {
  return {
    seed: 1,
    deeds: [deed({ number: 0, kind: 'create', status: 201, sentMs: at(0).getTime() })],
    faults: [{ kind: 'stopAtTheEnd', node: null, fromMs: at(40).getTime(), toMs: null }],
    failures: [],
    boots: [],
    journal: [10, 20, 30].flatMap((due) => [
      line({ e: 'start', run: `run-${due}`, atMs: at(due).getTime() + 2, for: at(due).toISOString() }),
      line({ e: 'end', run: `run-${due}`, atMs: at(due).getTime() + 900, how: 'done' }),
    ]),
    jobs: [{ id: JOB, name: 'job', type: 'chaos-work', createdAt: at(1) }],
    versions: [version({})],
    ledger: [10, 20, 30].map((due) => row({ id: `run-${due}`, scheduledFor: at(due) })),
    nodes: [{ id: 'node', pid: 1, startedAt: at(0), endedAt: at(41) }],
    left: { running: [], waiting: [], due: [] },
  };
}

function row(rest: Partial<LedgerRow> & { scheduledFor: Date | null }): LedgerRow {
  const due = rest.scheduledFor ?? at(0);
  return {
    id: 'run',
    jobId: JOB,
    status: 'succeeded',
    reason: null,
    final: true,
    trigger: 'schedule',
    attempt: 1,
    createdAt: due,
    finishedAt: new Date(due.getTime() + 1_000),
    nodeId: 'node',
    idempotencyKey: 'key',
    errorCode: null,
    rangeTo: null,
    rangeCount: null,
    ...rest,
  };
}

function line(rest: Partial<JournalLine> & Pick<JournalLine, 'e' | 'run' | 'atMs'>): JournalLine {
  const start = rest.e === 'start' ? { attempt: 1, key: 'key', trigger: 'schedule' } : {};
  return { job: JOB, process: 'node1-0', ...start, ...rest };
}

function version(rest: Partial<VersionRow['content']>, head: Partial<VersionRow> = {}): VersionRow {
  const content = {
    notes: 'deed 0',
    interval: '*/10 * * * * *',
    intervalType: 'cron' as const,
    timezone: 'UTC',
    startOn: null,
    endOn: at(35).toISOString(),
    enabled: true,
    data: {},
    policies: {},
  };
  return { jobId: JOB, version: 1, savedAt: at(1), content: { ...content, ...rest }, ...head };
}

function deed(rest: Partial<Deed> & Pick<Deed, 'number' | 'kind' | 'status' | 'sentMs'>): Deed {
  return {
    jobName: 'job',
    jobId: JOB,
    runId: null,
    node: 'node1',
    body: null,
    answeredMs: rest.sentMs + 5,
    answer: null,
    ...rest,
  };
}

/** The rules that are broken when the evidence is changed like this. */
function broken(change: (evidence: Evidence) => void): string[] {
  const evidence = goodEvidence();
  change(evidence);
  return [...new Set(checkAll(evidence).flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
}

describe('the checks', () => {
  it('find nothing where all is well', () => expect(broken(() => undefined)).toEqual([]));

  it.each<[what: string, rules: string[], change: (evidence: Evidence) => void]>([
    ['an instant without a row', ['lost', 'unexplained run'], ({ ledger }) => void ledger.splice(1, 1)],
    [
      'two final rows of one instant',
      ['attempts', 'finished twice', 'overlap', 'repeated', 'twice'],
      ({ ledger }) => void ledger.push(row({ id: 'more', scheduledFor: at(20), status: 'canceled' })),
    ],
    [
      'a row for no instant',
      ['unpredicted'],
      ({ ledger }) =>
        void ledger.push(
          row({ id: 'stray', scheduledFor: at(15), status: 'canceled', createdAt: at(15), finishedAt: at(16) }),
        ),
    ],
    [
      'a row that waits for another that never came',
      ['lost', 'no end'],
      ({ ledger }) => void (ledger[1]!.final = false),
    ],
    [
      'a run that two processes started',
      ['started twice under one token'],
      ({ journal }) => void journal.push({ ...journal[0]!, process: 'node2-0' }),
    ],
    ['a success that no driver knows of', ['ledger and journal disagree'], ({ journal }) => void journal.splice(1, 1)],
    [
      'a failure that is told as a success',
      ['ledger and journal disagree'],
      ({ journal }) => void (journal[1]!.how = 'failed'),
    ],
    [
      'another occurrence than the driver was told',
      ['ledger and journal disagree'],
      ({ journal }) => void (journal[0]!.for = at(20).toISOString()),
    ],
    [
      'a repeat of what had ended',
      ['attempts', 'finished twice', 'ledger and journal disagree', 'repeated', 'twice'],
      ({ ledger }) =>
        void ledger.push(row({ id: 'again', scheduledFor: at(10), createdAt: at(12), finishedAt: at(13) })),
    ],
    [
      'a skip with nothing in the way',
      ['reason'],
      ({ ledger, journal }) => {
        ledger[0] = row({ id: 'run-10', scheduledFor: at(10), status: 'skipped', reason: 'overlap', attempt: 0 });
        journal.splice(0, 2);
      },
    ],
    ['a lost run that is the last word', ['given up'], ({ ledger }) => void (ledger[2]!.status = 'lost')],
    ['a node that died of nothing', ['declared dead while it lived'], ({ nodes }) => void (nodes[0]!.endedAt = at(20))],
    [
      'a job that vanished',
      ['answer', 'vanished'],
      (evidence) => {
        evidence.jobs = [];
        evidence.ledger = [];
        evidence.versions = [];
      },
    ],
    [
      'an edit that was answered and is not there',
      ['answer'],
      ({ deeds }) => void deeds.push(deed({ number: 7, kind: 'edit', status: 200, sentMs: at(12).getTime() })),
    ],
    [
      'a crash as an answer',
      ['answer'],
      ({ deeds }) => void deeds.push(deed({ number: 7, kind: 'edit', status: 500, sentMs: at(12).getTime() })),
    ],
    [
      'a run after the job was disabled',
      ['started while disabled', 'unpredicted'],
      (evidence) => {
        evidence.deeds.push(deed({ number: 7, kind: 'disable', status: 200, sentMs: at(25).getTime() }));
        evidence.versions.push(version({ enabled: false, notes: 'deed 7' }, { version: 2, savedAt: at(25) }));
      },
    ],
    ['something that never ends', ['left'], ({ left }) => void left.waiting.push(JOB)],
  ])('find %s', (_, rules, change) => expect(broken(change)).toEqual(rules));

  it('leave open what an edit in the middle of its request may have done', () => {
    const changed = (withRow: boolean): string[] =>
      broken((evidence) => {
        evidence.deeds.push(
          deed({ number: 7, kind: 'disable', status: 200, sentMs: at(29).getTime(), answeredMs: at(31).getTime() + 9 }),
        );
        evidence.versions.push(version({ enabled: false, notes: 'deed 7' }, { version: 2, savedAt: at(31) }));
        if (withRow) return;
        evidence.ledger.pop();
        evidence.journal.splice(4, 2);
      });
    expect(changed(true)).toEqual([]);
    expect(changed(false)).toEqual([]);
  });
});
