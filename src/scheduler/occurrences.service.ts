import { Injectable } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import { instantsInWords } from '../schedules/instant-in-words.js';
import { absent } from '../sharing/access.guard.js';
import { EXACT_TOTAL } from './history-selects.js';
import { assertPeriod } from './instant.js';
import type { OccurrencePlanRow, OccurrenceRow, Period } from './occurrence-rows.js';
import type { JobOccurrenceDto, OccurrencesQueryDto } from './occurrences.dto.js';
import { knownOccurrence, unclaimedOccurrence } from './occurrences.presenter.js';
import type { OccurrenceView } from './occurrences.presenter.js';
import { OccurrencesRepository } from './occurrences.repository.js';
import { comingOccurrences } from './planned-occurrences.js';
import type { ComingOccurrences } from './planned-occurrences.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A page with its period, and why nothing is planned. */
export type OccurrencePage = HalPage<JobOccurrenceDto> & { from: string; to: string; warnings: string[] };

/** Every due instant of a job in one line of time: what became of it, what runs or waits, and what comes. */
@Injectable()
export class OccurrencesService {
  constructor(private readonly repository: OccurrencesRepository) {}

  /** @throws DomainError `JOB_NOT_FOUND` if it was deleted meanwhile, `EMPTY_PERIOD` */
  page(jobId: string, query: OccurrencesQueryDto): Promise<OccurrencePage> {
    const { start = 0, limit = 30 } = query;
    return this.repository.snapshot(async (session) => {
      const job = await this.repository.plan(session, jobId);
      if (!job) throw absent('job', jobId);
      const period = periodOf(query, job.now);
      const coming = comingOccurrences(job);
      const known = await this.repository.list(session, jobId, period, start + limit);
      const countOfKnown = await this.repository.count(session, jobId, period, EXACT_TOTAL + 1);
      const unclaimed = coming.in(period, Math.max(start + limit, EXACT_TOTAL + 1));
      const shown = inOneLine(known, unclaimed).slice(start, start + limit);
      const total = Math.min(countOfKnown + unclaimed.length, EXACT_TOTAL + 1);
      const items = await this.present(session, shown, { job, coming });
      const page = pageOf(jobId, items, { start, limit, total, period });
      return { ...page, ...asText(period), warnings: coming.warnings };
    });
  }

  private async present(
    session: SqlSession,
    shown: readonly (OccurrenceRow | number)[],
    { job, coming }: { job: OccurrencePlanRow; coming: ComingOccurrences },
  ): Promise<JobOccurrenceDto[]> {
    const known = shown.filter((one) => typeof one !== 'number');
    const attempts =
      known.length > 0 ? await this.repository.attempts(session, job.id, known) : new Map<string, number>();
    const view: OccurrenceView = {
      job,
      inWords: instantsInWords(coming.spec ? job.timezone : knownZone(job), coming.spec),
    };
    return shown.map((one) =>
      typeof one === 'number'
        ? unclaimedOccurrence(coming.describe(one), view)
        : knownOccurrence(one, attempts.get(one.idempotencyKey ?? '') ?? 0, view),
    );
  }
}

/** By default from a day ago to a week ahead. @throws DomainError `EMPTY_PERIOD` */
function periodOf({ from, to }: OccurrencesQueryDto, now: Date): Period {
  assertPeriod({ from, to });
  const nowMs = now.getTime();
  const fromMs = from?.getTime() ?? Math.min(nowMs, to?.getTime() ?? nowMs) - DAY_MS;
  return { from: new Date(fromMs), to: to ?? new Date(Math.max(nowMs, fromMs) + 7 * DAY_MS) };
}

/** Both are in order. A replay may have brought something into the ledger that lies in the future. */
function inOneLine(known: readonly OccurrenceRow[], unclaimed: readonly number[]): (OccurrenceRow | number)[] {
  const line: (OccurrenceRow | number)[] = [];
  let next = 0;
  for (const row of known) {
    while (next < unclaimed.length && unclaimed[next]! < row.at.getTime()) line.push(unclaimed[next++]!);
    line.push(row);
  }
  return [...line, ...unclaimed.slice(next)];
}

function pageOf(
  jobId: string,
  items: JobOccurrenceDto[],
  { start, limit, total, period }: { start: number; limit: number; total: number; period: Period },
): HalPage<JobOccurrenceDto> {
  const path = `/api/jobs/${jobId}/occurrences`;
  const page = halPage({
    rel: 'inf:job-occurrence',
    items,
    start,
    limit,
    total,
    totalExact: total <= EXACT_TOTAL,
    path,
    template: ['from', 'to', 'limit', 'start'],
    query: asText(period),
  });
  const last = items.at(-1);
  if (total <= EXACT_TOTAL || !last || start + limit <= EXACT_TOTAL) return page;
  // Deep pages cost more and more: from here on the line is followed by its instants.
  const search = new URLSearchParams({ from: last.at, to: period.to.toISOString(), start: '0', limit: String(limit) });
  return { ...page, _links: { ...page._links, next: { href: `${path}?${search.toString()}` } } };
}

function asText({ from, to }: Period): { from: string; to: string } {
  return { from: from.toISOString(), to: to.toISOString() };
}

/** The zone of a schedule that can't be computed may be what is wrong with it. */
function knownZone({ timezone }: OccurrencePlanRow): string {
  try {
    instantsInWords(timezone, undefined);
    return timezone;
  } catch {
    return 'UTC';
  }
}
