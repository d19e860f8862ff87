import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { IfGiven } from '../jobs/optional.decorator.js';

const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** One page of a log, or all of it as it comes. */
export class RunLogQueryDto extends PageQueryDto {
  /** `true`: Server-Sent Events (`event: log`), then `event: end`; `Last-Event-ID` resumes. */
  @IfGiven()
  @Transform(toBoolean)
  @IsBoolean({ message: 'follow must be true or false' })
  follow?: boolean;
}

/** A line of a run's log. */
export class RunLogLineDto {
  @ApiProperty({ format: 'date-time' })
  at: string;

  /** At most 4 KiB. */
  message: string;

  /** Grows from line to line, with gaps: steps are counted, too. */
  @ApiProperty({ type: 'integer' })
  seq: number;
}

/** One page of a run's log, in order. */
export class RunLogPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:job-run-log', RunLogLineDto)
  _embedded: Record<string, RunLogLineDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
