import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { IfGiven } from '../jobs/optional.decorator.js';
import { InstantParameter } from '../scheduler/instant-parameter.decorator.js';

/** Which time is looked at, and how finely. */
export class LoadQueryDto {
  /** From this instant on; now, at the beginning of its bucket, when left out. */
  @InstantParameter('from')
  from?: Date;

  /** Before this instant, rounded up to a whole bucket; 24 hours after `from` when left out. */
  @InstantParameter('to')
  to?: Date;

  /** Length of a bucket as a duration of days or less: `5 minutes`, `PT1H`, `1 day` (24 hours). Chosen by the period when left out. */
  @ApiPropertyOptional({ type: 'string', example: '15 minutes' })
  @IfGiven()
  @IsString()
  @MaxLength(100)
  bucket?: string;

  /** Only jobs of this worker pool. */
  @ApiPropertyOptional({ type: 'string', example: 'default' })
  @IfGiven()
  @IsString()
  @MaxLength(63)
  @Matches(/^[a-z0-9][a-z0-9_-]*$/, { message: 'queue must be the name of a worker pool' })
  queue?: string;
}

/** What is expected in one bucket. */
export class LoadBucketDto {
  /** Where it begins. */
  @ApiProperty({ format: 'date-time' })
  from: string;

  /** Runs that start in it. */
  @ApiProperty({ type: 'integer' })
  starts: number;

  /** Runs that go on at once, on average, by measured durations; null when none is measured yet. */
  @ApiProperty({ type: 'number', nullable: true })
  running: number | null;
}

/** What is expected of one worker pool. */
export class QueueLoadDto {
  /** Null: all pools that are not listed. */
  @ApiProperty({ type: 'string', nullable: true })
  queue: string | null;

  @ApiProperty({ type: 'integer' }) jobs: number;
  @ApiProperty({ type: 'integer' }) starts: number;

  /** The bucket with the most starts. */
  @ApiProperty({ type: LoadBucketDto })
  peak: LoadBucketDto;
}

/** The load to be expected from all enabled schedules. */
export class LoadDto {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/LinkDto' } })
  _links: Record<string, { href: string; templated?: boolean }>;

  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({ format: 'date-time' })
  to: string;

  @ApiProperty({ type: 'integer', example: 900_000 })
  bucketMs: number;

  /** Jobs that start in the period, those that you can't see included. */
  @ApiProperty({ type: 'integer' })
  jobs: number;

  /** Of these, so many with a measured duration; the others are taken to last as long as those on average. */
  @ApiProperty({ type: 'integer' })
  measuredJobs: number;

  /** Jobs whose schedules can't be computed any more; not counted. */
  @ApiProperty({ type: 'integer' })
  unreadableJobs: number;

  @ApiProperty({ type: 'integer' })
  starts: number;

  @ApiProperty({ type: [LoadBucketDto] })
  buckets: LoadBucketDto[];

  /** Coming buckets in which another job would disturb least, best first; at most ten. */
  @ApiProperty({ type: [LoadBucketDto] })
  freeSlots: LoadBucketDto[];

  /** The ten worker pools with the most jobs; for superusers, else empty. */
  @ApiProperty({ type: [QueueLoadDto] })
  queues: QueueLoadDto[];
}
