import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Caller, PresumedRequest } from '../auth/caller.js';
import { reachOf } from '../sharing/access-level.js';
import { JobFlatListRepository } from './job-flat-list.repository.js';
import type { FlatListPage, FlatListReader } from './job-flat-list.repository.js';
import type { JobListFilter } from './job-list-filter.js';
import type { JobListQuery } from './job-list-sql.js';
import type { JobListQueryDto } from './job-list-query.dto.js';
import { jobPageText } from './job-list.presenter.js';
import { JobListRepository } from './job-list.repository.js';
import type { JobListResult } from './job-list.repository.js';
import { parseJobSort } from './job-sort.js';
import { searchQuery } from '../naming/search-query.js';
import { tagKey } from '../naming/tag-name.js';

type Page = Pick<JobListQuery, 'sort' | 'start' | 'limit'>;

const FLAT_PAGE = 1_000;
const NOTHING: JobListResult = { items: '', count: 0, total: 0, exact: true };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Lists jobs. */
@Injectable()
export class JobListService {
  constructor(
    private readonly lists: JobListRepository,
    private readonly flatLists: JobFlatListRepository,
  ) {}

  /** One page of the jobs that the caller can see, as JSON text. @throws DomainError `INVALID_SORT` */
  async page(query: JobListQueryDto, { caller, lookUpCaller }: PresumedRequest): Promise<string> {
    const { start = 0, limit = 30 } = query;
    const page = { sort: parseJobSort(query.sort ?? 'name'), start, limit };
    const found = (await this.find(query, page, caller)) ?? (await this.find(query, page, await lookUpCaller()))!;
    return jobPageText(found, { start, limit, query: { ...query } });
  }

  /** Undefined when a caller who was presumed has to be looked up first. */
  private async find(query: JobListQueryDto, page: Page, caller: Caller): Promise<JobListResult | undefined> {
    const { presumedFrom } = caller;
    const filter = await this.filterOf(query, caller);
    if (!filter) return presumedFrom === undefined ? NOTHING : undefined;
    const principalIds = caller.superuser ? null : reachOf(caller).principalIds;
    return this.lists.find({ ...filter, ...page, principalIds, presumedFrom });
  }

  /**
   * Every job that the caller can see, briefly, in name order, as the text of one JSON array: a thousand at a time, as
   * fast as the client reads. A job that is renamed meanwhile may be missing or be there twice. When a later page fails
   * the stream does, so that nobody takes half a list for the whole.
   */
  async flatList(caller: Caller): Promise<Readable> {
    const reader = { reach: reachOf(caller), superuser: caller.superuser };
    // Before the answer has begun: a failure here is still an ordinary error.
    const first = await this.flatLists.page(reader, null, FLAT_PAGE);
    return Readable.from(this.flatText(reader, first), { objectMode: false, highWaterMark: 64 * 1024 });
  }

  private async *flatText(reader: FlatListReader, first: FlatListPage): AsyncGenerator<string> {
    yield '[';
    for (let page = first, separator = ''; page.count > 0; separator = ',') {
      yield separator + page.items;
      if (page.count < FLAT_PAGE) break;
      page = await this.flatLists.page(reader, page.last, FLAT_PAGE);
    }
    yield ']';
  }

  /** Undefined when nothing can be found. */
  private async filterOf(query: JobListQueryDto, caller: Caller): Promise<JobListFilter | undefined> {
    const { q, tag, type, ownerId, enabled, status, favorite } = query;
    const search = q === undefined ? undefined : searchQuery(q);
    if (q !== undefined && search === undefined) return undefined;
    const tagId = tag === undefined ? undefined : await this.lists.tagId(UUID.test(tag) ? tag : null, tagKey(tag));
    if (tag !== undefined && tagId === undefined) return undefined;
    return { userId: caller.userId, search, type, ownerId, enabled, status, favorite, tagId };
  }
}
