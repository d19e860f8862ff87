import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Clock } from '../clock/clock.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { compileBlackouts } from '../schedules/blackouts.js';
import { parseDateInput } from '../schedules/dates.js';
import { describeSchedule } from '../schedules/describe.js';
import { previewSchedule, previewWarnings } from '../schedules/preview.js';
import { inferIntervalType } from '../schedules/schedule.js';
import type { ScheduleSpec } from '../schedules/schedule.js';
import { absent } from '../sharing/access.guard.js';
import { effectivePolicies } from './job-policies.js';
import type { JobDetailRow } from './job-rows.js';
import { scheduleSpecOf } from './job-schedules.js';
import { JobsRepository } from './jobs.repository.js';
import type { SchedulePreviewDto, SchedulePreviewInput } from './schedule-preview.dto.js';

/** Says when a schedule runs: a job's, or one that somebody is trying out. */
@Injectable()
export class SchedulePreviewService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly clock: Clock,
    private readonly jobs: JobsRepository,
  ) {}

  /** The coming occurrences of a job, as if it were enabled. */
  async ofJob(jobId: string, count: number): Promise<SchedulePreviewDto> {
    const job = await this.jobs.detail(jobId);
    if (!job) throw absent('job', jobId);
    const spec = scheduleSpecOf(job);
    if (!spec)
      return { description: null, occurrences: [], warnings: ['The job has no interval: it runs only by hand.'] };
    const preview = this.preview(spec, this.clock.now().getTime(), count);
    preview.warnings.unshift(
      ...reservations(
        job,
        preview.occurrences.map(({ at }) => Date.parse(at)),
      ),
    );
    return preview;
  }

  /** @throws ScheduleError `INVALID_INTERVAL`, `INVALID_TIMEZONE`, `INVALID_DATE`, `INVALID_RANGE` */
  ofInput(input: SchedulePreviewInput, caller: Caller): SchedulePreviewDto {
    const timezone = input.timezone ?? caller.timezone ?? this.env.DEFAULT_TIMEZONE;
    const after = input.after === undefined ? this.clock.now() : parseDateInput(input.after, timezone, 'start');
    const spec: ScheduleSpec = {
      intervalType: input.intervalType ?? inferIntervalType(input.interval ?? ''),
      interval: input.interval ?? null,
      timezone,
      startOn: input.startOn ? parseDateInput(input.startOn, timezone, 'start') : null,
      endOn: input.endOn ? parseDateInput(input.endOn, timezone, 'end') : null,
      anchor: after,
    };
    return this.preview(spec, after.getTime(), input.count ?? 10);
  }

  private preview(spec: ScheduleSpec, afterMs: number, count: number): SchedulePreviewDto {
    return {
      description: describeSchedule(spec),
      occurrences: previewSchedule(spec, afterMs, count),
      warnings: previewWarnings(spec),
    };
  }
}

/** What keeps the occurrences of a job from running at their instants. */
function reservations(job: JobDetailRow, occurrences: readonly number[]): string[] {
  const { jitterMs, blackouts } = effectivePolicies(job.policies);
  const isBlackedOut = compileBlackouts(blackouts, job.timezone);
  const skipped = occurrences.filter(isBlackedOut).map((at) => new Date(at).toISOString());
  return [
    ...(job.enabled ? [] : ['The job is disabled: these occurrences will not run until it is enabled.']),
    ...(job.pausedAt
      ? [`The job is paused: these occurrences will be skipped until it is resumed. ${job.pauseReason ?? ''}`.trim()]
      : []),
    ...(job.lockedAt
      ? ['A superuser has locked the job: these occurrences will be skipped until it is unlocked.']
      : []),
    ...(skipped.length > 0
      ? [`Skipped, since they lie in a blackout: ${skipped.slice(0, 10).join(', ')}${skipped.length > 10 ? ', …' : ''}`]
      : []),
    ...(jitterMs > 0 ? [`Each run starts up to ${jitterMs} ms after its instant (jitterMs).`] : []),
  ];
}
