import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { IfGiven } from '../jobs/optional.decorator.js';
import { RUN_STATUSES, RUN_TRIGGERS } from '../ledger/run-vocabulary.js';
import type { RunStatus, RunTrigger } from '../ledger/run-vocabulary.js';
import { InstantParameter } from './instant-parameter.decorator.js';

/** `a,b`, or the same parameter several times. */
const toList = ({ value }: { value: unknown }): unknown =>
  [value].flat().flatMap((item) => (typeof item === 'string' ? item.split(',').map((word) => word.trim()) : [item]));

/** Which runs of many, page by page. */
export class RunFilterDto extends PageQueryDto {
  /** Only runs with one of these statuses, comma-separated. */
  @ApiPropertyOptional({ type: 'string', example: 'failed,timed_out' })
  @IfGiven()
  @Transform(toList)
  @IsIn(RUN_STATUSES, { each: true, message: `status must be a comma-separated list of ${RUN_STATUSES.join(', ')}` })
  status?: RunStatus[];

  /** Only runs that were started so, comma-separated. */
  @ApiPropertyOptional({ type: 'string', example: 'schedule,retry' })
  @IfGiven()
  @Transform(toList)
  @IsIn(RUN_TRIGGERS, { each: true, message: `trigger must be a comma-separated list of ${RUN_TRIGGERS.join(', ')}` })
  trigger?: RunTrigger[];

  /** Created at this instant or later. */
  @InstantParameter('from')
  from?: Date;

  /** Created before this instant. */
  @InstantParameter('to')
  to?: Date;
}
