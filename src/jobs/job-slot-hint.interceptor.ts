import { Injectable } from '@nestjs/common';
import type { CallHandler, NestInterceptor } from '@nestjs/common';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { SlotForecast } from '../forecast/slot-forecast.js';
import { compileSchedule } from '../schedules/schedule.js';
import type { IntervalType, ScheduleSpec } from '../schedules/schedule.js';
import type { JobDto } from './job.response.dto.js';

/** Adds to the answer of a saved job that its minute is crowded. Costs no statement, and never fails a request. */
@Injectable()
export class JobSlotHintInterceptor implements NestInterceptor {
  constructor(private readonly slots: SlotForecast) {}

  intercept(_: unknown, next: CallHandler<JobDto>): Observable<JobDto> {
    return next.handle().pipe(map((job) => this.withHint(job)));
  }

  private withHint(job: JobDto): JobDto {
    if (job.nextRunAt === null || job.lockedAt !== null || job.pausedAt !== null) return job;
    const { id: jobId, queue, jitterMs } = job;
    const startMs = Date.parse(job.nextRunAt);
    const hint = this.slots.hint({ jobId, queue, jitterMs, startMs, periodMs: periodOf(job, startMs) });
    return hint === undefined ? job : { ...job, warnings: [...(job.warnings ?? []), hint] };
  }
}

/** How long after one occurrence the next one comes; null: there is no next one, or nobody can tell. */
function periodOf(job: JobDto, atMs: number): number | null {
  const { interval, intervalType, timezone, startOn, endOn, createdAt } = job;
  if (intervalType === null) return null;
  const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
  const spec: ScheduleSpec = {
    interval,
    intervalType: intervalType as IntervalType,
    timezone,
    startOn: date(startOn),
    endOn: date(endOn),
    anchor: new Date(createdAt),
  };
  try {
    const next = compileSchedule(spec).next(atMs);
    return next === null ? null : next - atMs;
  } catch {
    return null;
  }
}
