import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Sql } from '../database/sql.js';
import type { SqlSession } from '../database/sql.js';
import { Replanner, changeOf } from './replanner.js';
import type { Replanned } from './replanner.js';
import { ZoneChangesRepository } from './zone-changes.repository.js';
import type { UsedZone } from './zone-fingerprints.repository.js';
import { ZoneFingerprintsRepository } from './zone-fingerprints.repository.js';
import { decideZone, watchEnd } from './zone-plans.js';
import type { ZoneDecision, ZonePlan } from './zone-plans.js';

/** A start waits no longer than this: what is late is done while jobs run. */
const START_WAITS_MS = 5_000;

/**
 * Notices when the rules of a zone that jobs use have changed (a Node upgrade brings new tz data) and re-plans the jobs
 * whose next run moves. Of nodes with tz data of different versions, the newest decides; see docs/scheduling.md.
 */
@Injectable()
export class ZoneRulesService implements OnModuleInit {
  private readonly logger = new Logger('ZoneRules');
  readonly tzVersion = process.versions.tz ?? '';

  constructor(
    private readonly sql: Sql,
    private readonly fingerprints: ZoneFingerprintsRepository,
    private readonly changes: ZoneChangesRepository,
    private readonly replanner: Replanner,
  ) {}

  /** Before this node claims anything. */
  async onModuleInit(): Promise<void> {
    await Promise.race([this.checkOrWarn(), pause(START_WAITS_MS, undefined, { ref: false })]);
  }

  @Cron('4-59/10 * * * *', { name: 'zone-rules', timeZone: 'UTC', waitForCompletion: true })
  async checkOrWarn(): Promise<void> {
    await this.check().catch((error: Error) =>
      this.logger.warn(`the rules of zones are compared in ten minutes again: ${error.message}`),
    );
  }

  /**
   * One transaction: compares the zones in use with what is written of them, re-plans, and writes down what is now. If the
   * process dies, nothing has happened. Another node at it: nothing is done.
   */
  async check(): Promise<Replanned> {
    const { plans, replanned } = await this.sql.transaction((session) => this.compare(session));
    for (const [timezone, { kind, tzFrom, differsFromMs }] of plans)
      if (kind === 'changed')
        this.logger.warn(
          `the rules of ${timezone} changed (tz data ${tzFrom} -> ${this.tzVersion}), first on ` +
            `${new Date(differsFromMs).toISOString()}: ${replanned.counts.get(timezone) ?? 0} job(s) re-planned`,
        );
    for (const { jobId, timezone, from, to } of replanned.first)
      this.logger.warn(
        { jobId },
        `job ${jobId} (${timezone}) was to run at ${written(from)}, and runs at ${written(to?.dueAt)}`,
      );
    const rest = [...replanned.counts.values()].reduce((sum, count) => sum + count, 0) - replanned.first.length;
    if (rest > 0) this.logger.warn(`${rest} more are listed at GET /api/operations/zone-changes`);
    return replanned;
  }

  private async compare(session: SqlSession): Promise<{ plans: Map<string, ZonePlan>; replanned: Replanned }> {
    if (!(await this.fingerprints.tryLock(session)))
      return { plans: new Map(), replanned: { counts: new Map(), first: [] } };
    const now = await this.fingerprints.now(session);
    const decisions = (await this.fingerprints.used(session)).flatMap((zone) => this.decide(zone, now));
    const fingerprints = decisions.flatMap(({ fingerprint }) => fingerprint ?? []);
    await this.fingerprints.save(session, fingerprints);
    const plans = new Map(decisions.flatMap(({ timezone, plan }) => (plan ? [[timezone, plan] as const] : [])));
    const replanned = await this.replanner.replan(session, plans, this.tzVersion);
    if (replanned.counts.size > 0) await this.fingerprints.watch(session, [...replanned.counts.keys()], watchEnd(now));
    const withoutJobs = [...plans].filter(([zone, { kind }]) => kind === 'changed' && !replanned.counts.has(zone));
    await this.changes.record(
      session,
      withoutJobs.map(([timezone, plan]) => changeOf(timezone, plan, { tzTo: this.tzVersion })),
    );
    await this.changes.prune(session);
    return { plans, replanned };
  }

  /** A zone that this node does not know is left to those that do. */
  private decide({ timezone, stored }: UsedZone, now: Date): ZoneDecision[] {
    try {
      return [decideZone(timezone, stored, { tzVersion: this.tzVersion, now })];
    } catch (error) {
      this.logger.warn(`the rules of ${timezone} can't be compared: ${(error as Error).message}`);
      return [];
    }
  }
}

function written(date: Date | null | undefined): string {
  return date?.toISOString() ?? 'no time';
}
