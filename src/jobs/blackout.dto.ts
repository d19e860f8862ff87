import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMinSize, IsArray, IsIn, Matches } from 'class-validator';
import { WEEKDAYS } from '../schedules/blackouts.js';
import type { Weekday } from '../schedules/blackouts.js';
import { IfGiven } from './optional.decorator.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * A time in which a job does not run, in the job's zone: a `date`, a span of dates (`from`, `to`, inclusive), or a weekly
 * window (`start`, `end`, on `days`; one that ends before it starts goes on past midnight).
 */
export class BlackoutDto {
  /** One whole day. */
  @ApiPropertyOptional({ example: '2026-12-25' })
  @IfGiven()
  @Matches(DATE, { message: 'date must be a date such as "2026-12-25"' })
  date?: string;

  /** First day of a span. */
  @ApiPropertyOptional({ example: '2026-12-24' })
  @IfGiven()
  @Matches(DATE, { message: 'from must be a date such as "2026-12-24"' })
  from?: string;

  /** Last day of the span. */
  @ApiPropertyOptional({ example: '2027-01-02' })
  @IfGiven()
  @Matches(DATE, { message: 'to must be a date such as "2027-01-02"' })
  to?: string;

  /** Days on which the window starts; all when left out. */
  @ApiPropertyOptional({ enum: WEEKDAYS, isArray: true, example: ['sat', 'sun'] })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(WEEKDAYS, { each: true })
  days?: Weekday[];

  /** The window's first minute, local time. */
  @ApiPropertyOptional({ example: '22:00' })
  @IfGiven()
  @Matches(TIME, { message: 'start must be a time such as "22:00"' })
  start?: string;

  /** Its end, no longer part of it; `24:00` is midnight. */
  @ApiPropertyOptional({ example: '06:00' })
  @IfGiven()
  @Matches(TIME, { message: 'end must be a time such as "06:00"' })
  end?: string;

  /** For people: why. */
  @ApiPropertyOptional({ example: 'Christmas' })
  @IfGiven()
  @Matches(/^[^\0]{1,200}$/, { message: 'note must be a text of at most 200 characters' })
  note?: string;
}
