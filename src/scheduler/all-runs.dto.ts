import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { ApiEmbedded } from '../hal/api-embedded.decorator.js';
import { IfGiven } from '../jobs/optional.decorator.js';
import { RunFilterDto } from './history-filter.dto.js';
import { HistoryRecordDto } from './history.dto.js';

const JOB_ID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[^\0]+:[^:\0]+)$/i;

/** Which runs across jobs. */
export class AllRunsQueryDto extends RunFilterDto {
  /** Only runs of this job: its UUID, or its natural id `<ownerId>:<slug>`. */
  @IfGiven()
  @IsString()
  @MaxLength(600)
  @Matches(JOB_ID, { message: 'jobId must be a UUID or a natural id such as alice:daily-report' })
  jobId?: string;

  /** Only runs that wait or run in this worker pool. */
  @IfGiven()
  @IsString()
  @MaxLength(100)
  // oxlint-disable-next-line no-control-regex -- NUL is what PostgreSQL can't take
  @Matches(/^[^\0]+$/, { message: 'queue must be the name of a worker pool' })
  queue?: string;

  /** Only runs of this node. */
  @IfGiven()
  @IsUUID(undefined, { message: 'nodeId must be a UUID' })
  nodeId?: string;
}

/** A run of any job. */
export class JobRunDto extends HistoryRecordDto {
  jobName: string;
}

/** One page of runs across jobs. */
export class JobRunPageDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string }>;

  @ApiEmbedded('inf:job-run', JobRunDto)
  _embedded: Record<string, JobRunDto[]>;

  @ApiProperty({ type: 'integer' }) start: number;
  @ApiProperty({ type: 'integer' }) count: number;
  @ApiProperty({ type: 'integer' }) total: number;
}
