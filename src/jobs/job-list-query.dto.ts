import { Transform } from 'class-transformer';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { PageQueryDto } from '../hal/page-query.dto.js';
import { IfGiven } from './optional.decorator.js';

const toBoolean = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Search, order and filters of the job list. */
export class JobListQueryDto extends PageQueryDto {
  /** Words to find in name and description: every word must occur, a prefix is enough. */
  @IfGiven()
  @IsString()
  @MaxLength(500)
  q?: string;

  /** Fields to sort by, comma-separated, `-` for descending: name, type, ownerId, enabled, nextRunAt, createdAt, updatedAt, lastRunAt. */
  @IfGiven()
  @IsString()
  @MaxLength(200)
  sort?: string = 'name';

  /** Only jobs of this driver type. */
  @IfGiven()
  @IsString()
  @MaxLength(100)
  type?: string;

  /** Only jobs of this owner. */
  @IfGiven()
  @IsString()
  @MaxLength(300)
  ownerId?: string;

  /** Only enabled, or only disabled ones. */
  @IfGiven()
  @Transform(toBoolean)
  @IsBoolean({ message: 'enabled must be true or false' })
  enabled?: boolean;

  /** Only your favorites, or only the others. */
  @IfGiven()
  @Transform(toBoolean)
  @IsBoolean({ message: 'favorite must be true or false' })
  favorite?: boolean;

  /** Only jobs with this tag: its id, or its name without regard to case. */
  @IfGiven()
  @IsString()
  @MaxLength(200)
  tag?: string;

  /** Only jobs whose last run ended so. */
  @IfGiven()
  @IsString()
  @MaxLength(40)
  status?: string;
}
