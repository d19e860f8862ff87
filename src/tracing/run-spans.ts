import { SpanStatusCode } from '@opentelemetry/api';
import type { SpanContext, Tracer } from '@opentelemetry/api';
import { parentOf } from './span-contexts.js';

/** A run with its end, as far as traces tell of it. */
export interface TracedRun {
  claimed: { id: string; jobId: string; trigger: string; attempt: number; scheduledFor: Date | null; startedAt: Date };
  type: string;
  outcome: { status: string; durationMs: number; error: { code: string } | null };
}

interface Begun {
  atMs: number;
  parent: SpanContext | undefined;
}

/** Requests whose runs never come to this node are forgotten beyond this. */
const MOST_REMEMBERED = 10_000;

/**
 * One span per run with three parts: claim (from its row's time to its begin here), driver, finish (until the end is
 * committed). They are made at the end, from what was noted on the way.
 */
export class RunSpans {
  private readonly parents = new Map<string, SpanContext>();
  private readonly begun = new Map<string, Begun>();

  constructor(private readonly tracer: Tracer) {}

  remember(runId: string, parent: SpanContext): void {
    this.parents.set(runId, parent);
    if (this.parents.size > MOST_REMEMBERED) this.parents.delete(this.parents.keys().next().value ?? '');
  }

  began(runId: string): void {
    this.begun.set(runId, { atMs: Date.now(), parent: this.parents.get(runId) });
    this.parents.delete(runId);
  }

  forget(runId: string): void {
    this.begun.delete(runId);
  }

  /** @param workedUntilMs when driver and actions were through; what came since was writing the end */
  ended({ claimed, type, outcome }: TracedRun, workedUntilMs: number, accepted: boolean): void {
    const begun = this.begun.get(claimed.id);
    this.begun.delete(claimed.id);
    if (!begun) return;
    const { trigger, attempt, scheduledFor } = claimed;
    // The database's clock may be ahead of ours.
    const claimedMs = Math.min(claimed.startedAt.getTime(), begun.atMs);
    const run = this.tracer.startSpan(
      `run ${type}`,
      {
        startTime: claimedMs,
        attributes: {
          'punctual.run.id': claimed.id,
          'punctual.job.id': claimed.jobId,
          'punctual.job.type': type,
          'punctual.run.trigger': trigger,
          'punctual.run.attempt': attempt,
          'punctual.run.status': accepted ? outcome.status : 'refused',
          ...(scheduledFor && { 'punctual.run.scheduled_for': scheduledFor.toISOString() }),
          ...(outcome.error && { 'error.type': outcome.error.code }),
        },
      },
      parentOf(begun.parent),
    );
    const within = parentOf(run.spanContext());
    const part = (name: string, fromMs: number, untilMs: number): void =>
      this.tracer.startSpan(name, { startTime: fromMs }, within).end(Math.max(fromMs, untilMs));
    part('claim', claimedMs, begun.atMs);
    part('driver', begun.atMs, begun.atMs + outcome.durationMs);
    part('finish', workedUntilMs, Date.now());
    if (outcome.status === 'failed' || outcome.status === 'timed_out') run.setStatus({ code: SpanStatusCode.ERROR });
    run.end();
  }
}
