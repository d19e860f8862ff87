import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { ContentDiffDto } from '../jobs/job-content.dto.js';
import { OccurrenceDto } from '../jobs/schedule-preview.dto.js';

/** How to commit. */
export class CommitQueryDto {
  /** Replaces what others changed since the draft was made. */
  @ApiPropertyOptional({ type: 'boolean', default: false })
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'force must be true or false' })
  force?: boolean = false;
}

/** The coming run times, without the draft and with it; none while disabled. */
export class DraftOccurrencesDto {
  @ApiProperty({ type: [OccurrenceDto] })
  before: OccurrenceDto[];

  @ApiProperty({ type: [OccurrenceDto] })
  after: OccurrenceDto[];
}

/** What committing the draft would change. */
export class DraftDiffDto extends ContentDiffDto {
  occurrences: DraftOccurrencesDto;

  /** The job was changed since the draft was made: a commit is refused unless forced. */
  isStale: boolean;
}
