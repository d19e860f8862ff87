import { Injectable } from '@nestjs/common';
import { Counter, Histogram } from 'prom-client';
import { MetricsRegistry } from './metrics-registry.js';

/** A run that this process has begun. */
export interface BegunRun {
  trigger: string;
  attempt: number;
  scheduledFor: Date | null;
  /** The database's clock. */
  startedAt: Date;
}

/** A run whose end is committed. */
export interface EndedRunFacts {
  type: string;
  outcome: { status: string; durationMs: number };
}

/** Due instants that did not run. `rangeCount`: the row stands for so many. */
export interface NotRun {
  status: string;
  reason: string;
  rangeCount: number | null;
}

const RUN_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800, 7_200];
const DELAY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 300];
const CLAIM_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/**
 * Counts what this process does with runs. Labels are triggers, fates, reasons and job types: their number is that of the
 * words in the code and of the drivers, whatever people make. What is counted is committed.
 */
@Injectable()
export class RunMetrics {
  private readonly begun: Counter<'trigger'>;
  private readonly delays: Histogram;
  private readonly claims: Histogram;
  private readonly ends: Counter<'type' | 'fate'>;
  private readonly durations: Histogram<'type'>;
  private readonly refused: Counter;
  private readonly lostRuns: Counter<'again'>;
  private readonly notRuns: Counter<'fate' | 'reason'>;

  constructor({ registry }: MetricsRegistry) {
    const registers = [registry];
    this.begun = new Counter({
      name: 'punctual_runs_claimed_total',
      help: 'Runs that this node has claimed and begun',
      labelNames: ['trigger'],
      registers,
    });
    this.delays = new Histogram({
      name: 'punctual_run_start_delay_seconds',
      help: 'From the occurrence to the start, of first attempts by schedule; jitter counts',
      buckets: DELAY_SECONDS,
      registers,
    });
    this.claims = new Histogram({
      name: 'punctual_claim_duration_seconds',
      help: 'How long this node took to claim due schedules, per claim that found some',
      buckets: CLAIM_SECONDS,
      registers,
    });
    this.ends = new Counter({
      name: 'punctual_runs_ended_total',
      help: 'Runs of this node whose end is written, by job type and fate',
      labelNames: ['type', 'fate'],
      registers,
    });
    this.durations = new Histogram({
      name: 'punctual_run_duration_seconds',
      help: 'How long runs took, by job type',
      labelNames: ['type'],
      buckets: RUN_SECONDS,
      registers,
    });
    this.refused = new Counter({
      name: 'punctual_runs_refused_total',
      help: 'Ends that were refused, since others had taken the run over',
      registers,
    });
    this.lostRuns = new Counter({
      name: 'punctual_runs_lost_total',
      help: 'Runs of dead nodes that this node took over',
      labelNames: ['again'],
      registers,
    });
    this.notRuns = new Counter({
      name: 'punctual_occurrences_not_run_total',
      help: 'Due instants that this node decided not to run: skipped, missed, coalesced or superseded',
      labelNames: ['fate', 'reason'],
      registers,
    });
  }

  began({ trigger, attempt, scheduledFor, startedAt }: BegunRun): void {
    this.begun.inc({ trigger });
    if (scheduledFor && trigger === 'schedule' && attempt === 1)
      this.delays.observe(Math.max(0, startedAt.getTime() - scheduledFor.getTime()) / 1000);
  }

  /** A claim of due schedules, and the instants among them that do not run. */
  claimed(durationMs: number, notRun: readonly NotRun[]): void {
    this.claims.observe(durationMs / 1000);
    for (const { status, reason, rangeCount } of notRun) this.notRuns.inc({ fate: status, reason }, rangeCount ?? 1);
  }

  /** A batch whose ends were offered to the ledger; `accepted` of them count. */
  ended(accepted: readonly EndedRunFacts[], refused: number): void {
    const counts = new Map<string, { type: string; fate: string; count: number }>();
    for (const { type, outcome } of accepted) {
      this.durations.observe({ type }, outcome.durationMs / 1000);
      const key = `${type} ${outcome.status}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { type, fate: outcome.status, count: 1 });
    }
    for (const { type, fate, count } of counts.values()) this.ends.inc({ type, fate }, count);
    if (refused > 0) this.refused.inc(refused);
  }

  /** @param again whether the occurrence runs once more */
  lost(again: boolean): void {
    this.lostRuns.inc({ again: String(again) });
  }
}
