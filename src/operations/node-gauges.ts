import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { Sql } from '../database/sql.js';
import { MetricsRegistry } from '../metrics/metrics-registry.js';
import { SchedulerService } from '../scheduler/scheduler.service.js';
import { InstallationLook } from './installation-look.js';

/** What is measured when somebody looks: the state of this node, of its database connections and of what waits. */
@Injectable()
export class NodeGauges {
  private readonly gauges: Record<GaugeName, Gauge>;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly metrics: MetricsRegistry,
    private readonly sql: Sql,
    private readonly scheduler: SchedulerService,
    private readonly installation: InstallationLook,
  ) {
    this.gauges = Object.fromEntries(
      Object.entries(GAUGES).map(([name, [help, ...labelNames]]) => [
        name,
        new Gauge({ name: `punctual_${name}`, help, labelNames, registers: [metrics.registry] }),
      ]),
    ) as Record<GaugeName, Gauge>;
  }

  /** All metrics as text. Answers without what the database knows when that does not answer. */
  async scrape(): Promise<{ contentType: string; text: string }> {
    this.readNode();
    await this.readDatabase();
    const { registry } = this.metrics;
    return { contentType: registry.contentType, text: await registry.metrics() };
  }

  private readNode(): void {
    const { used, idle, waiting } = this.sql.poolUse;
    this.gauges.db_pool_connections.set({ state: 'used' }, used);
    this.gauges.db_pool_connections.set({ state: 'idle' }, idle);
    this.gauges.db_pool_waiting.set(waiting);
    this.gauges.db_pool_size.set(this.env.DB_POOL);
    this.gauges.runs_running.set(this.scheduler.running);
    this.gauges.run_slots.set(this.env.NODE_ROLES.includes('scheduler') ? this.env.SCHEDULER_CONCURRENCY : 0);
    this.gauges.node_beat_lost.set(this.scheduler.hasLostItsBeat ? 1 : 0);
  }

  private async readDatabase(): Promise<void> {
    const { due_lag_seconds, due_jobs, waiting_runs, scheduler_paused, nodes, database_up } = this.gauges;
    const look = await this.installation.take();
    database_up.set(look ? 1 : 0);
    // Old figures would look like new ones.
    if (!look) for (const gauge of [due_lag_seconds, due_jobs, waiting_runs, nodes]) gauge.reset();
    if (!look) return;
    for (const { queue, dueLagSeconds, dueJobs, waitingRuns } of look.queues) {
      due_lag_seconds.set({ queue }, dueLagSeconds);
      due_jobs.set({ queue }, dueJobs);
      waiting_runs.set({ queue }, waitingRuns);
    }
    scheduler_paused.set(look.paused ? 1 : 0);
    nodes.set({ state: 'alive' }, look.nodes.alive);
    nodes.set({ state: 'silent' }, look.nodes.silent);
  }
}

const GAUGES = {
  due_lag_seconds: ['How long the oldest due schedule of a worker pool of this node has been due', 'queue'],
  due_jobs: ['Schedules that are due and not claimed yet; counted up to 10,000', 'queue'],
  waiting_runs: ['Runs that wait although their time has come; counted up to 10,000', 'queue'],
  scheduler_paused: ['1 while a superuser has paused the whole scheduler'],
  nodes: ['Nodes of the installation: alive, or silent for over 10 seconds and not declared dead yet', 'state'],
  database_up: ['1 when the database answered this scrape'],
  node_beat_lost: ['1 while this node should run jobs but has no confirmed beat'],
  runs_running: ['Runs in this process'],
  run_slots: ['SCHEDULER_CONCURRENCY; 0 on a node that does not run jobs'],
  db_pool_connections: ['Database connections of this node', 'state'],
  db_pool_waiting: ['Callers that wait for a database connection'],
  db_pool_size: ['DB_POOL'],
} satisfies Record<string, [help: string, ...labels: string[]]>;
type GaugeName = keyof typeof GAUGES;
