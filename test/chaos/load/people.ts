import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosNode } from '../cluster/chaos-node.js';
import type { Cluster } from '../cluster/cluster.js';
import { Random } from '../random.js';
import { isConfirmed, isRefused, markOf } from './deeds.js';
import type { Deed, DeedKind } from './deeds.js';
import { planJob, planOnce, planSchedule, planStart } from './job-plan.js';
import type { JobPlan } from './job-plan.js';

const ANSWER_WITHIN_MS = 12_000;
const WEIGHTS: Record<Exclude<DeedKind, 'create'>, number> = {
  edit: 24,
  disable: 8,
  enable: 8,
  delete: 3,
  run: 16,
  runAsync: 14,
  cancel: 27,
};

interface KnownJob {
  id: string;
  name: string;
  /** People keep their hands off it. */
  isKiller: boolean;
}

/** People who make jobs, and then edit, run, cancel, disable and delete them through whichever node they get hold of. */
export class People {
  readonly deeds: Deed[] = [];
  private readonly jobs: KnownJob[] = [];
  private plan!: JobPlan;
  private readonly headers: Record<string, string>;

  constructor(private readonly cluster: Cluster) {
    this.headers = { Authorization: `Bearer ${cluster.token()}`, 'Content-Type': 'application/json' };
  }

  /** Makes the jobs, `width` at a time; none has a schedule yet. */
  async makeJobs(seed: number, count: number, killers: number, width = 12): Promise<void> {
    const random = Random.of(seed, 'jobs');
    const bodies = Array.from({ length: count }, (_, index) => planJob(random, index + 1, index < killers));
    await together(bodies, width, async (body) => {
      const name = String(body['name']);
      const job = { id: null, name };
      const request = { kind: 'create' as const, job, method: 'POST', path: '/api/jobs', body };
      const deed = await this.ask(this.anyNode(random), request);
      const isKiller = body['type'] === 'chaos-killer';
      if (isConfirmed(deed)) this.jobs.push({ id: String(deed.jobId), name, isKiller });
    });
  }

  /** Gives every job a schedule, in spite of faults. */
  async startJobs(seed: number, plan: JobPlan, width = 8): Promise<void> {
    this.plan = plan;
    const random = Random.of(seed, 'schedules');
    await together([...this.jobs], width, async (job) => {
      while (Date.now() < plan.endOn.getTime()) {
        const body = job.isKiller ? planOnce(random, plan) : planStart(random, plan);
        const request = { kind: 'enable' as const, job, method: 'PUT', path: `/api/jobs/${job.id}`, body };
        const deed = await this.ask(this.anyNode(random), request);
        if (isConfirmed(deed) || isRefused(deed)) return;
        await pause(200);
      }
    });
  }

  /** Edits and so on until `untilMs`. */
  async goOn(
    seed: number,
    { untilMs, width = 6, restMs = 120 }: { untilMs: number; width?: number; restMs?: number },
  ): Promise<void> {
    const somebody = async (number: number): Promise<void> => {
      const random = Random.of(seed, `person ${number}`);
      while (Date.now() < untilMs) {
        await this.doSomething(random);
        await pause(random.between(0, 2 * restMs));
      }
    };
    await Promise.all(Array.from({ length: width }, (_, number) => somebody(number)));
  }

  private async doSomething(random: Random): Promise<void> {
    const kind = random.weighted(WEIGHTS);
    const node = this.anyNode(random);
    const job = random.pick(this.jobs.filter(({ isKiller }) => !isKiller));
    const jobPath = `/api/jobs/${job.id}`;
    switch (kind) {
      case 'edit':
        return void (await this.ask(node, { kind, job, method: 'PUT', path: jobPath, body: this.editOf(random) }));
      case 'disable':
      case 'enable':
        return void (await this.ask(node, {
          kind,
          job,
          method: 'PUT',
          path: jobPath,
          body: { enabled: kind === 'enable' },
        }));
      case 'delete':
        this.jobs.splice(this.jobs.indexOf(job), 1);
        return void (await this.ask(node, { kind, job, method: 'DELETE', path: jobPath, body: null }));
      case 'run':
        return void (await this.ask(node, { kind, job, method: 'POST', path: jobPath, body: {} }));
      case 'runAsync':
        return this.runAsync(node, job, random);
      case 'cancel':
        return this.cancelSomething(node, random);
    }
  }

  private editOf(random: Random): Record<string, unknown> {
    if (random.chance(0.6)) return { endOn: this.plan.endOn.toISOString(), ...planSchedule(random, this.plan) };
    return { priority: random.between(-5, 5), overlap: random.pick(['skip', 'queue', 'cancel', 'allow']) };
  }

  /** The same request under one key, to one node after another, until somebody answers for sure. */
  private async runAsync(node: ChaosNode, job: KnownJob, random: Random): Promise<void> {
    const number = this.deeds.length;
    const headers = { Prefer: 'respond-async', 'Idempotency-Key': `chaos-${number}` };
    let deed = await this.ask(node, {
      kind: 'runAsync',
      job,
      method: 'POST',
      path: `/api/jobs/${job.id}`,
      body: {},
      headers,
      number,
    });
    for (let tries = 0; tries < 5 && !isConfirmed(deed) && !isRefused(deed); tries += 1) {
      await pause(300);
      const again = {
        kind: 'runAsync' as const,
        job,
        method: 'POST',
        path: `/api/jobs/${job.id}`,
        body: {},
        headers,
        number,
      };
      deed = await this.ask(this.anyNode(random), again);
    }
  }

  private async cancelSomething(node: ChaosNode, random: Random): Promise<void> {
    const running = await this.send(node, 'GET', '/api/runs?status=running&limit=50');
    const found = (running?.body as RunsPage | undefined)?._embedded?.['inf:job-run'] ?? [];
    if (found.length === 0) return;
    const { id, jobId } = random.pick(found);
    const job = this.jobs.find((known) => known.id === jobId);
    if (!job || job.isKiller) return;
    const path = `/api/jobs/${jobId}/history/${id}/_cancel`;
    await this.ask(node, { kind: 'cancel', job, method: 'POST', path, body: null, runId: id });
  }

  private anyNode(random: Random): ChaosNode {
    const serving = this.cluster.nodes.filter((node) => node.url !== undefined);
    return random.pick(serving.length > 0 ? serving : this.cluster.nodes);
  }

  private async ask(node: ChaosNode, request: Request): Promise<Deed> {
    const { kind, job, method, path, headers, runId = null } = request;
    const number = request.number ?? this.deeds.length;
    const body = request.body && marked(kind, number, request.body);
    const deed: Deed = {
      number,
      kind,
      jobName: job.name,
      jobId: job.id,
      runId,
      node: node.name,
      body,
      sentMs: Date.now(),
      answeredMs: null,
      status: null,
      answer: null,
    };
    this.deeds.push(deed);
    const answer = await this.send(node, method, path, body, headers);
    if (!answer) return deed;
    deed.answeredMs = Date.now();
    deed.status = answer.status;
    deed.answer = answer.body;
    const id = (answer.body as { id?: string } | null)?.id ?? null;
    if (kind === 'create') deed.jobId = id;
    if (kind === 'run' || kind === 'runAsync') deed.runId = id;
    return deed;
  }

  /** Undefined: no answer. */
  private async send(
    node: ChaosNode,
    method: string,
    path: string,
    body: unknown = null,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown } | undefined> {
    try {
      const response = await fetch(`${node.url}${path}`, {
        method,
        headers:
          body === null
            ? { Authorization: this.headers['Authorization']!, ...headers }
            : { ...this.headers, ...headers },
        ...(body === null ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    } catch {
      return undefined;
    }
  }
}

interface Request {
  kind: DeedKind;
  job: { id: string | null; name: string };
  method: string;
  path: string;
  body: Record<string, unknown> | null;
  headers?: Record<string, string>;
  runId?: string;
  number?: number;
}

interface RunsPage {
  _embedded?: { 'inf:job-run'?: { id: string; jobId: string }[] };
}

/** The work on each item, `width` at a time. */
async function together<Item>(items: Item[], width: number, work: (item: Item) => Promise<void>): Promise<void> {
  const somebody = async (): Promise<void> => {
    for (let item = items.shift(); item !== undefined; item = items.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, somebody));
}

/** Edits are found again by their notes, runs by their parameters. */
function marked(kind: DeedKind, number: number, body: Record<string, unknown>): Record<string, unknown> {
  if (kind === 'run' || kind === 'runAsync') return { ...body, parameters: { op: number } };
  return { ...body, notes: markOf(number) };
}
