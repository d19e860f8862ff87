import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { MASK } from '../secrets/mask.js';
import { SecretBox } from '../secrets/secret-box.js';
import { HttpSourceDto, InlineSourceDto, SqlSourceDto } from './dataset-source.dto.js';
import type { DatasetSourceDto } from './dataset-source.dto.js';
import type { DatasetSource, HttpSource, SqlSource } from './dataset-source.js';
import { checkHeaders, checkPath, checkUrl } from './http-source-rules.js';
import {
  connectionForbidden,
  connectionUnknown,
  maskUnknown,
  rowsMissing,
  secretDestinationChanged,
} from './source.errors.js';

/** A source as people entered it, turned into what is stored. */
export interface EnteredSource {
  source: DatasetSource;
  /** Of an inline source; undefined: the stored ones stay. */
  rows?: Record<string, unknown>[];
}

/** Judges sources that people enter: may they use them, and what of them is secret. */
@Injectable()
export class DatasetSources {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'SQL_CONNECTIONS'>,
    private readonly secrets: SecretBox,
  ) {}

  /**
   * What to store; `stored` is the present source when one is changed.
   * @throws DomainError ROWS_MISSING, SOURCE_URL_REFUSED, SOURCE_HEADERS_REFUSED, SOURCE_PATH_REFUSED,
   * SECRET_DESTINATION_CHANGED, SECRET_UNKNOWN, UNKNOWN_CONNECTION, CONNECTION_FORBIDDEN
   */
  read(entered: DatasetSourceDto, caller: Caller, stored?: DatasetSource): EnteredSource {
    if (entered instanceof HttpSourceDto) return { source: this.readHttp(entered, stored) };
    if (entered instanceof SqlSourceDto) return { source: this.readSql(entered, caller, stored) };
    const rows = entered instanceof InlineSourceDto ? entered.rows : undefined;
    if (!rows && stored?.kind !== 'inline') throw rowsMissing();
    return { source: { kind: 'inline' }, ...(rows ? { rows } : {}) };
  }

  /** What people see: header values are masked. */
  show(source: DatasetSource): DatasetSource {
    if (source.kind !== 'http' || !source.headers) return source;
    return { ...source, headers: Object.fromEntries(Object.keys(source.headers).map((name) => [name, MASK])) };
  }

  private readHttp({ url, format, headers, path }: HttpSourceDto, stored?: DatasetSource): HttpSource {
    const target = checkUrl(url);
    if (headers) checkHeaders(headers);
    if (path) checkPath(path, format);
    const before = stored?.kind === 'http' ? stored : undefined;
    const sealed = Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      value === MASK ? keptHeader(name, target, before) : this.secrets.seal(value),
    ]);
    return {
      kind: 'http',
      url,
      format,
      ...(sealed.length > 0 ? { headers: Object.fromEntries(sealed) as Record<string, string> } : {}),
      ...(path ? { path } : {}),
    };
  }

  private readSql({ connection, query }: SqlSourceDto, caller: Caller, stored?: DatasetSource): SqlSource {
    const isSame = stored?.kind === 'sql' && stored.connection === connection && stored.query === query;
    if (isSame) return stored;
    if (!this.env.SQL_CONNECTIONS || !Object.hasOwn(this.env.SQL_CONNECTIONS, connection))
      throw connectionUnknown(connection);
    if (!caller.superuser && !caller.permissions.has(`permission.connections.${connection}`))
      throw connectionForbidden(connection);
    return { kind: 'sql', connection, query };
  }
}

/** A stored secret goes only where it went before: the one who sends the mask may not know it. */
function keptHeader(name: string, target: URL, before: HttpSource | undefined): string {
  const entry = Object.entries(before?.headers ?? {}).find(([stored]) => stored.toLowerCase() === name.toLowerCase());
  if (!before || !entry) throw maskUnknown(name);
  if (new URL(before.url).origin !== target.origin) throw secretDestinationChanged(name);
  return entry[1];
}
