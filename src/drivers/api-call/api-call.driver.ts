import type { Readable } from 'node:stream';
import { DomainError } from '../../errors/domain-error.js';
import { OutboundHttp } from '../../outbound/outbound-http.js';
import type { OutboundResponse } from '../../outbound/outbound-request.js';
import { MASK } from '../../secrets/mask.js';
import type { DriverResult, JobContext } from '../job-context.js';
import { DriverError, JobDriver } from '../job-driver.js';
import type { JobDriverHandler } from '../job-driver.js';
import { ApiCallData } from './api-call-data.dto.js';
import type { ApiCallAuth } from './api-call-data.dto.js';
import { apiCallRequest } from './api-call-request.js';

const KEPT_BYTES = 4096;
const SHOWN_CHARACTERS = 200;

/** Calls an HTTP endpoint; fails when the answer's status is not one that was expected. */
@JobDriver({
  type: 'api-call',
  title: 'API call',
  description: 'Sends an HTTP request with an Idempotency-Key that is the same for every attempt at an occurrence.',
  data: ApiCallData,
})
export class ApiCallDriver implements JobDriverHandler<ApiCallData> {
  constructor(private readonly http: OutboundHttp) {}

  async run(context: JobContext<ApiCallData>): Promise<DriverResult> {
    const { signal, job } = context;
    const startedAt = performance.now();
    try {
      const response = await this.http.request(apiCallRequest(context));
      const body = withoutCredentials(await readableStart(response), job.data.auth);
      const durationMs = Math.round(performance.now() - startedAt);
      if (!isExpected(response.status, job.data.expectStatus)) throw unexpectedStatus(job.data, response.status, body);
      return { data: { status: response.status, durationMs, ...(body === undefined ? {} : { body }) } };
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof DomainError
        ? new DriverError(error.code, error.message, error.kind === 'impossible')
        : error;
    }
  }
}

function isExpected(status: number, expected: number[] | null | undefined): boolean {
  return expected && expected.length > 0 ? expected.includes(status) : status >= 200 && status < 300;
}

function unexpectedStatus(data: ApiCallData, status: number, body: string | undefined): DriverError {
  const { host, pathname } = new URL(data.url);
  const expected = data.expectStatus?.length ? data.expectStatus.join(', ') : '200-299';
  const start = body?.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_CHARACTERS);
  const what = `${data.method} ${new URL(data.url).protocol}//${host}${pathname} answered ${status} (expected ${expected})`;
  const isPermanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return new DriverError('UNEXPECTED_STATUS', start ? `${what}: ${start}` : what, isPermanent);
}

/** The first 4 KiB of a text; the rest is not waited for. NULs are dropped: the ledger can't keep them. */
async function readableStart({ headers, body }: OutboundResponse): Promise<string | undefined> {
  const isText = /^(text\/|application\/([\w.+-]*\+)?(json|xml))/i.test(headers['content-type'] ?? '');
  const start = isText ? await firstBytes(body) : undefined;
  body.on('error', () => undefined).destroy();
  return start?.toString('utf8').replaceAll('\0', '');
}

/** Some endpoints answer with what they were sent; a secret must not come back that way. */
function withoutCredentials(body: string | undefined, auth: ApiCallAuth | null | undefined): string | undefined {
  const { token, username = '', password } = auth ?? {};
  const basic = password && Buffer.from(`${username}:${password}`).toString('base64');
  return [token, password, basic].reduce((text, secret) => (secret ? text?.replaceAll(secret, MASK) : text), body);
}

async function firstBytes(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size >= KEPT_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES);
}
