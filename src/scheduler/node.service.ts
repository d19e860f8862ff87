import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { RunMetrics } from '../metrics/run-metrics.js';
import { VERSION } from '../version.js';
import { Heartbeat } from './heartbeat.js';
import type { HeartbeatMessage } from './heartbeat.js';
import { NodesRepository } from './nodes.repository.js';
import { RescueRepository } from './rescue.repository.js';

const COME_BACK_MS = 1_000;
/** Others take over one second after the lease has run out: runs are aborted well before. */
const WATCH_EVERY_MS = 250;

/** What the scheduler wants to hear of this node's life. */
export interface NodeEvents {
  /** Others have taken this node for dead: its runs are theirs now, and it goes on under a new id. */
  onReplaced: () => void;
  /** No beat was confirmed for too long: others will take over, so its runs must end. Told again and again. */
  onUnconfirmed: () => void;
  /** Runs of a dead node wait to be started. */
  onRescued: () => void;
}

/** This node among others: its id, its beat, and the rescue of runs whose node died. */
@Injectable()
export class NodeService {
  private readonly logger = new Logger('Node');
  private heartbeat?: Heartbeat;
  private nodeId = '';
  private events?: NodeEvents;
  private stopped = false;
  private watchdog?: NodeJS.Timeout;

  constructor(
    @Inject(ENV) private readonly env: Env,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly nodes: NodesRepository,
    private readonly rescue: RescueRepository,
    private readonly metrics: RunMetrics,
  ) {}

  get id(): string {
    return this.nodeId;
  }

  /** The worker pools whose jobs this node runs. */
  get queues(): string[] {
    return this.env.NODE_QUEUES;
  }

  /** Whether this node may claim and its runs count: its beat is confirmed. */
  isAlive(): boolean {
    return this.heartbeat?.isConfirmed() ?? false;
  }

  async start(events: NodeEvents): Promise<void> {
    this.events = events;
    await this.register();
    this.watchdog = setInterval(() => {
      if (!this.isAlive()) this.events?.onUnconfirmed();
    }, WATCH_EVERY_MS);
    await this.takeOver();
  }

  /** Ends this node in order. Its runs must have come to their end before. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.watchdog);
    await this.heartbeat?.stop();
    if (this.nodeId) await this.nodes.end(this.nodeId);
  }

  private async register(): Promise<void> {
    const id = uuidv7();
    const { queues } = this;
    await this.nodes.register({
      id,
      name: `${os.hostname()}:${process.pid}`,
      roles: this.env.NODE_ROLES,
      queues,
      version: VERSION,
    });
    this.nodeId = id;
    const { url } = this.dataSource.options as { url: string };
    this.heartbeat = new Heartbeat({ url, nodeId: id, onMessage: (message) => void this.hear(id, message) });
  }

  private async hear(nodeId: string, message: HeartbeatMessage): Promise<void> {
    if (this.stopped || nodeId !== this.nodeId) return;
    try {
      if (message.kind === 'ended') await this.comeBack();
      else if (await this.nodes.declareDead(message.nodeId, message.beat)) await this.takeOver(message.nodeId);
    } catch (error) {
      this.logger.warn(`rescue will be tried again: ${(error as Error).message}`);
    }
  }

  private async comeBack(): Promise<void> {
    const old = this.heartbeat;
    this.heartbeat = undefined;
    this.logger.warn('this node was taken for dead; its runs are aborted and it goes on under a new id');
    this.events?.onReplaced();
    await old?.stop();
    // It was taken for dead because of some trouble, and that may still be there.
    while (!this.stopped && !(await this.hasRegistered())) await pause(COME_BACK_MS);
    await this.takeOver();
  }

  private async hasRegistered(): Promise<boolean> {
    try {
      await this.register();
      return true;
    } catch (error) {
      this.logger.warn(`this node can't come back yet: ${(error as Error).message}`);
      return false;
    }
  }

  /** Nodes that ended long ago are of no interest to anybody. */
  @Cron('43 * * * *', { name: 'nodes-prune', timeZone: 'UTC', waitForCompletion: true })
  async prune(): Promise<void> {
    await this.nodes.prune().catch((error: Error) => this.logger.warn(`old nodes were not pruned: ${error.message}`));
  }

  /** Also finds runs that a dead node had claimed just before it was declared dead. */
  async takeOver(deadNodeId?: string, strayRunIds: readonly string[] = []): Promise<void> {
    const rescued = await this.rescue.takeOver(strayRunIds);
    if (deadNodeId) this.logger.warn(`node ${deadNodeId} is dead`);
    for (const run of rescued) {
      this.metrics.lost(run.again);
      this.logger.warn(
        { runId: run.runId, jobId: run.jobId },
        `run ${run.runId} of job ${run.jobId} was lost with node ${run.nodeId}${run.again ? '; it runs again' : ''}`,
      );
    }
    if (rescued.length > 0) this.events?.onRescued();
  }
}
