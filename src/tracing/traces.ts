import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import type { OpenTelemetry } from './open-telemetry.js';
import type { TracedRun } from './run-spans.js';

/** Traces of requests and runs, when OTEL_EXPORTER_OTLP_ENDPOINT is set. Without, nothing is loaded and nothing is done. */
@Injectable()
export class Traces implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Traces');
  private open: OpenTelemetry | undefined;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_SERVICE_NAME'>) {}

  /** To be called once, before the application serves. */
  async start(fastify: FastifyInstance): Promise<void> {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName } = this.env;
    if (endpoint === undefined) return;
    const { startOpenTelemetry } = await import('./open-telemetry.js');
    this.open = startOpenTelemetry(endpoint, serviceName);
    this.open.requests.watch(fastify);
  }

  /** The request under way has started this run: it becomes part of the request's trace, if it runs on this node. */
  startedByRequest(runId: string): void {
    const span = this.open?.requests.span;
    if (!span) return;
    span.setAttribute('punctual.run.id', runId);
    this.open?.runs.remember(runId, span.spanContext());
  }

  runBegan(runId: string): void {
    this.open?.runs.began(runId);
  }

  /** Driver and actions are through, and the end is being written. @returns to be called when it is, or was refused */
  runWorked(run: TracedRun): ((accepted: boolean) => void) | undefined {
    const runs = this.open?.runs;
    if (!runs) return undefined;
    const workedUntilMs = Date.now();
    return (accepted) => runs.ended(run, workedUntilMs, accepted);
  }

  runTakenOver(runId: string): void {
    this.open?.runs.forget(runId);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.open
      ?.close()
      .catch((error: Error) => this.logger.warn(`the last traces were not sent: ${error.message}`));
  }
}
