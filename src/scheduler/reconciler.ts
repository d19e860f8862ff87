import { Injectable, Logger } from '@nestjs/common';
import { ActiveRunsRepository } from './active-runs.repository.js';
import { NodeService } from './node.service.js';
import { RunRegistry } from './run-registry.js';

const EVERY_MS = 2_000;
/** Every so many comparisons, runs of dead nodes are looked for, in case whoever declared them dead died before taking over. */
const SWEEP_EVERY = 5;

/**
 * Compares the runs of this process with what the database says of them, since notifications and answers can be lost: a
 * run whose row is gone was taken over, one that somebody wants canceled is canceled, and one that this process knows
 * nothing of (the answer to a claim's commit never came) is given up, so that its occurrence runs again.
 */
@Injectable()
export class Reconciler {
  private readonly logger = new Logger('Reconciler');
  private timer?: NodeJS.Timeout;
  private strays = new Set<string>();
  private count = 0;

  constructor(
    private readonly registry: RunRegistry,
    private readonly active: ActiveRunsRepository,
    private readonly node: NodeService,
  ) {}

  start(): void {
    this.arm();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private arm(): void {
    this.timer = setTimeout(() => {
      void this.runOnce().finally(() => this.timer && this.arm());
    }, EVERY_MS);
  }

  private async runOnce(): Promise<void> {
    try {
      await this.compare(this.registry.ids(), this.node.id);
      this.count += 1;
      if (this.count % SWEEP_EVERY === 0) await this.node.takeOver();
    } catch (error) {
      this.logger.debug(`runs could not be compared with the database: ${(error as Error).message}`);
    }
  }

  private async compare(known: string[], nodeId: string): Promise<void> {
    const present = await this.active.ofNode(nodeId);
    if (nodeId !== this.node.id) return;
    for (const runId of known) {
      const row = present.get(runId);
      if (!row) this.registry.abort(runId, 'fenced');
      else if (row.cancelRequested) this.registry.abort(runId, 'canceled');
    }
    const running = new Set(this.registry.ids());
    const strays = [...present.keys()].filter((runId) => !running.has(runId));
    const still = strays.filter((runId) => this.strays.has(runId));
    this.strays = new Set(strays);
    if (still.length > 0) await this.node.takeOver(undefined, still);
  }
}
