import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { VERSION } from '../version.js';
import { RequestSpans } from './request-spans.js';
import { RunSpans } from './run-spans.js';

/** What makes spans, and sends them in batches. */
export interface OpenTelemetry {
  requests: RequestSpans;
  runs: RunSpans;
  /** Sends what is left. */
  close: () => Promise<void>;
}

/**
 * Spans to an OpenTelemetry collector, as JSON over HTTP. This file is loaded when it is needed and never before, so that
 * nobody pays for the packages without it. They read further standard variables (`OTEL_EXPORTER_OTLP_HEADERS`).
 * @param endpoint base URL of the collector; `/v1/traces` is appended
 */
export function startOpenTelemetry(endpoint: string, serviceName: string): OpenTelemetry {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': VERSION }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer: Tracer = provider.getTracer('punctual', VERSION);
  return { requests: new RequestSpans(tracer), runs: new RunSpans(tracer), close: () => provider.shutdown() };
}
