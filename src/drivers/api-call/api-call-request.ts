import type { OutboundRequest } from '../../outbound/outbound-request.js';
import type { JobContext } from '../job-context.js';
import type { ApiCallAuth, ApiCallData } from './api-call-data.dto.js';

/** The request of a run, with what lets the other side recognise a repeat. */
export function apiCallRequest(context: JobContext<ApiCallData>): OutboundRequest {
  const { job, run, attempt, idempotencyKey, signal } = context;
  const { method, url, headers, body, timeoutMs, auth } = job.data;
  const isText = typeof body === 'string';
  const hasBody = body !== undefined && body !== null && method !== 'GET' && method !== 'HEAD';
  const own = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method,
    url,
    signal,
    ...(timeoutMs ? { timeoutMs } : {}),
    ...(hasBody ? { body: isText ? body : JSON.stringify(body) } : {}),
    headers: {
      ...(hasBody ? { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json' } : {}),
      ...own,
      ...authorization(auth),
      'idempotency-key': idempotencyKey,
      'x-punctual-job': job.id,
      'x-punctual-attempt': String(attempt),
      ...(run.scheduledFor ? { 'x-punctual-scheduled-for': run.scheduledFor.toISOString() } : {}),
    },
  };
}

function authorization(auth: ApiCallAuth | null | undefined): Record<string, string> {
  if (!auth) return {};
  if (auth.type === 'bearer') return { authorization: `Bearer ${auth.token ?? ''}` };
  const clear = `${auth.username ?? ''}:${auth.password ?? ''}`;
  return { authorization: `Basic ${Buffer.from(clear).toString('base64')}` };
}
