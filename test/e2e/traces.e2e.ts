import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceFiles } from '../architecture/source-files.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { insertJobs } from '../support/scheduler-fixtures.js';
import { createJob } from '../support/shares.js';

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number };
}
interface SentSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code?: number };
  attributes: Attribute[];
}
interface Sent {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SentSpan[] }[] }[];
}

/** What OTLP over HTTP is: a POST of JSON to /v1/traces. */
const sent: Sent[] = [];
const paths: string[] = [];
const collector = http.createServer((request, response) => {
  paths.push(request.url ?? '');
  void json(request).then((body) => {
    sent.push(body as Sent);
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
});
const spans = (): SentSpan[] =>
  sent.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
const valueOf = (span: SentSpan, key: string) => {
  const value = span.attributes.find((attribute) => attribute.key === key)?.value;
  return value?.stringValue ?? value?.intValue;
};
const spanWith = (name: string, key: string, value: string): Promise<SentSpan> =>
  eventually(() => {
    const found = spans().find((span) => span.name === name && valueOf(span, key) === value);
    expect(found, `${name} with ${key} ${value}`).toBeDefined();
    return found!;
  });
const partsOf = (run: SentSpan): SentSpan[] => spans().filter((span) => span.parentSpanId === run.spanId);

let service: TestApp;
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  service = await startTestApp({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/`, OTEL_SERVICE_NAME: 'punctual-test' },
  });
});
afterAll(async () => {
  await service?.close();
  collector.close();
});

describe('traces', () => {
  it('lead from a request to the run that it started: claim, driver, finish', async () => {
    const alice = service.as('alice');
    const { id } = await createJob(alice);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { body } = await alice.post(`/api/jobs/${id}`, undefined, {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    });
    const request = await spanWith('POST /api/jobs/:id', 'punctual.run.id', body.id);
    expect(request).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
    expect(valueOf(request, 'http.response.status_code')).toBe(200);
    const run = await spanWith('run noop', 'punctual.run.id', body.id);
    expect(run).toMatchObject({ traceId, parentSpanId: request.spanId });
    expect([valueOf(run, 'punctual.job.id'), valueOf(run, 'punctual.run.status')]).toEqual([id, 'succeeded']);
    const parts = await eventually(() => {
      expect(partsOf(run)).toHaveLength(3);
      return partsOf(run);
    });
    expect(parts.map(({ name }) => name)).toEqual(['claim', 'driver', 'finish']);
    for (const part of parts) {
      expect(BigInt(part.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(run.startTimeUnixNano));
      expect(BigInt(part.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(run.endTimeUnixNano));
    }
    expect(paths.every((path) => path === '/v1/traces')).toBe(true);
    expect(JSON.stringify(sent[0]!.resourceSpans[0]!.resource)).toContain('punctual-test');
  });

  it('lead there also when the answer does not wait for the run', async () => {
    const alice = service.as('alice');
    const { id } = await createJob(alice);
    const answer = await alice.post(`/api/jobs/${id}`, undefined, { Prefer: 'respond-async' });
    expect(answer.status).toBe(202);
    const run = await spanWith('run noop', 'punctual.job.id', id);
    const request = await spanWith('POST /api/jobs/:id', 'punctual.run.id', String(valueOf(run, 'punctual.run.id')));
    expect(run).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
  });

  it('begin with the run when it was due', async () => {
    const [jobId] = await insertJobs(service.sql);
    const run = await spanWith('run noop', 'punctual.job.id', jobId!);
    expect(run.parentSpanId ?? '').toBe('');
    expect(valueOf(run, 'punctual.run.trigger')).toBe('schedule');
  });

  it('mark runs that failed, by code and without a message', async () => {
    const alice = service.as('alice');
    const { id } = await createJob(alice, { data: { fail: 'a message that may hold anything' } });
    await alice.post(`/api/jobs/${id}`);
    const run = await spanWith('run noop', 'punctual.job.id', id);
    expect(run.status.code).toBe(2);
    expect(valueOf(run, 'error.type')).toMatch(/^[A-Z_]+$/);
    expect(JSON.stringify(sent)).not.toContain('may hold anything');
  });

  it('hold neither addresses with ids nor headers of requests', async () => {
    const alice = service.as('alice');
    await alice.get('/api/jobs/alice:something?q=secret-query');
    await spanWith('GET /api/jobs/:id', 'http.route', '/api/jobs/:id');
    expect(JSON.stringify(sent)).not.toMatch(/secret-query|alice:something|eyJ/);
  });

  it('cost nothing where they are not wanted: their packages are in no file that is loaded without them', () => {
    const files = sourceFiles();
    const needing = files.filter((file) => file.packages.some((name) => name.startsWith('@opentelemetry/')));
    const loading = files.filter((file) =>
      file.imports.some(({ path, typeOnly }) => !typeOnly && needing.some((needed) => needed.path === path)),
    );
    expect(needing.map((file) => file.module)).toEqual(needing.map(() => 'tracing'));
    const outside = loading.filter((file) => !needing.includes(file));
    expect(outside.map((file) => file.path)).toEqual(['src/tracing/traces.ts']);
    expect(outside[0]!.text).toContain("await import('./open-telemetry.js')");
    expect(outside[0]!.text).not.toMatch(/^import (?!type)[^;]*(?:open-telemetry|-spans)\.js/m);
  });
});
