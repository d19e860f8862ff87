import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosNode } from '../cluster/chaos-node.js';
import type { Cluster } from '../cluster/cluster.js';
import { planFaults } from './fault-plan.js';
import type { FaultKind, PlannedFault } from './fault-plan.js';
import { Random } from '../random.js';

/** A fault as it happened. Wall-clock milliseconds. */
export interface FaultRecord {
  kind: FaultKind | 'died' | 'stopAtTheEnd';
  /** Null: all of them, or PostgreSQL itself. */
  node: string | null;
  fromMs: number;
  toMs: number | null;
}

const ON_DATABASE: FaultKind[] = ['cutAll', 'swallowAll', 'restartFast', 'restartImmediate'];

/** Does to a cluster what the seed says. A node has one fault at a time; what would hit one that has, is left out. */
export class Faults {
  readonly records: FaultRecord[] = [];
  private readonly busy = new Set<ChaosNode | 'database'>();
  private readonly underWay = new Set<Promise<unknown>>();
  skipped = 0;
  /** What should never happen: nodes that do not start, PostgreSQL that does not come back. */
  readonly failures: string[] = [];
  private watcher: NodeJS.Timeout | undefined;

  constructor(private readonly cluster: Cluster) {}

  /** Starts again, as an init system would, what died by itself. */
  watch(): void {
    this.watcher = setInterval(() => {
      for (const node of this.cluster.places)
        if (node.boots.some(({ readyMs }) => readyMs !== null) && !node.isUp && !this.busy.has(node))
          this.track('died', node, () => node.startUntilUp());
    }, WATCH_EVERY_MS);
  }

  async stopWatching(): Promise<void> {
    clearInterval(this.watcher);
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Resolves when the last fault is over and every node serves. */
  async run(seed: number, plan: { lengthMs: number; everyMs: number }): Promise<void> {
    const startedMs = Date.now();
    this.watch();
    for (const fault of planFaults(Random.of(seed, 'faults'), { ...plan, nodes: this.cluster.nodes.length })) {
      await pause(Math.max(0, startedMs + fault.atMs - Date.now()));
      this.begin(fault);
    }
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Ends every node in order. @returns how each process ended */
  async stopAll(): Promise<string[]> {
    this.records.push({ kind: 'stopAtTheEnd', node: null, fromMs: Date.now(), toMs: null });
    return Promise.all(this.cluster.places.map((node) => node.terminate()));
  }

  private begin(fault: PlannedFault): void {
    const node = this.cluster.nodes[fault.node]!;
    const target = ON_DATABASE.includes(fault.kind) ? 'database' : node;
    if (this.busy.has(target)) this.skipped += 1;
    else this.track(fault.kind, target, () => this.act(fault, node));
  }

  private track(kind: FaultRecord['kind'], target: ChaosNode | 'database', work: () => Promise<void>): void {
    this.busy.add(target);
    const node = target === 'database' ? null : target.name;
    const record: FaultRecord = { kind, node, fromMs: Date.now(), toMs: null };
    this.records.push(record);
    const fail = (error: Error): number => this.failures.push(`${kind} of ${node ?? 'all'}: ${error.message}`);
    const done: Promise<unknown> = work()
      .catch(fail)
      .finally(() => {
        record.toMs = Date.now();
        this.busy.delete(target);
        this.underWay.delete(done);
      });
    this.underWay.add(done);
  }

  private async act({ kind, forMs }: PlannedFault, node: ChaosNode): Promise<void> {
    const everybody = this.cluster.nodes.map(({ cable }) => cable);
    switch (kind) {
      case 'kill':
        await node.kill();
        await pause(forMs);
        return node.startUntilUp();
      case 'terminate':
        await node.terminate();
        await pause(forMs);
        return node.startUntilUp();
      case 'freeze':
      case 'hiccup':
        node.process?.signal('SIGSTOP');
        await pause(forMs);
        node.process?.signal('SIGCONT');
        return;
      case 'cut':
      case 'cutAll':
        return this.pullCables(kind === 'cut' ? [node.cable] : everybody, 'refuse', forMs);
      case 'swallow':
      case 'swallowAll':
        return this.pullCables(kind === 'swallow' ? [node.cable] : everybody, 'swallow', forMs);
      case 'restartFast':
        return this.cluster.database.restart('fast');
      case 'restartImmediate':
        return this.cluster.database.restart('immediate');
      case 'stepClock':
        node.process?.signal('SIGUSR2');
    }
  }

  private async pullCables(cables: ChaosNode['cable'][], how: 'refuse' | 'swallow', forMs: number): Promise<void> {
    for (const cable of cables) cable[how]();
    await pause(forMs);
    for (const cable of cables) cable.pass();
    if (how === 'refuse') return;
    // The server's side of what was swallowed goes away much later, as by its keep-alive.
    setTimeout(() => cables.forEach((cable) => cable.forgetDead()), SERVER_KEEPS_DEAD_MS).unref();
  }
}

const SERVER_KEEPS_DEAD_MS = 20_000;
const WATCH_EVERY_MS = 200;
