import { AsyncLocalStorage } from 'node:async_hooks';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Span, SpanContext, Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parentOf } from './span-contexts.js';

/** One span per request, which whatever it calls can find. A `traceparent` header makes it part of the caller's trace. */
export class RequestSpans {
  private readonly current = new AsyncLocalStorage<Span>();
  private readonly spans = new WeakMap<FastifyRequest, Span>();

  constructor(private readonly tracer: Tracer) {}

  /** Of the request under way. */
  get span(): Span | undefined {
    return this.current.getStore();
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, _reply, done) => this.current.run(this.begin(request), done));
    fastify.addHook('onResponse', (request, reply, done) => {
      end(this.spans.get(request), reply);
      done();
    });
  }

  private begin(request: FastifyRequest): Span {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const { method } = request;
    const attributes = { 'http.request.method': method, 'http.route': route, 'punctual.request.id': request.id };
    const parent = parentOf(contextIn(request.headers['traceparent']));
    const span = this.tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    this.spans.set(request, span);
    return span;
  }
}

function end(span: Span | undefined, reply: FastifyReply): void {
  span?.setAttribute('http.response.status_code', reply.statusCode);
  if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
  span?.end();
}

/** W3C Trace Context: `00-<trace id>-<span id>-<flags>`. */
function contextIn(header: string | string[] | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(String(header)) ?? [];
  if (!traceId || !spanId || !flags || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}
