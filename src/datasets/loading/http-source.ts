import { Injectable } from '@nestjs/common';
import { OutboundHttp } from '../../outbound/outbound-http.js';
import { SecretBox } from '../../secrets/secret-box.js';
import type { HttpSource } from '../dataset-source.js';
import { csvRows } from './csv-rows.js';
import { jsonRows } from './json-rows.js';
import { LOAD_LIMITS, LOAD_TIMEOUT_MS } from './load-limits.js';
import { sourceStatus } from './loading.errors.js';
import type { SourceRow } from './source-row.js';

/** Reads the rows of a URL. */
@Injectable()
export class HttpSourceReader {
  constructor(
    private readonly outbound: OutboundHttp,
    private readonly secrets: SecretBox,
  ) {}

  /** @throws DomainError SOURCE_HTTP_STATUS, SOURCE_UNREADABLE, SOURCE_TOO_LARGE and those of OutboundHttp */
  async *rows(source: HttpSource, signal?: AbortSignal): AsyncGenerator<SourceRow> {
    const sealed = Object.entries(source.headers ?? {});
    const headers = Object.fromEntries(sealed.map(([name, value]) => [name, this.secrets.open(value)]));
    const answer = await this.outbound.request({
      method: 'GET',
      url: source.url,
      headers: { accept: source.format === 'csv' ? 'text/csv, */*;q=0.5' : 'application/json, */*;q=0.5', ...headers },
      timeoutMs: LOAD_TIMEOUT_MS,
      maxBodyBytes: LOAD_LIMITS.totalBytes,
      signal,
    });
    if (answer.status < 200 || answer.status > 299) {
      answer.body.destroy();
      throw sourceStatus(new URL(source.url).host, answer.status);
    }
    yield* source.format === 'csv' ? csvRows(answer.body) : jsonRows(answer.body, source.path);
  }
}
