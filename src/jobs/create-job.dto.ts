import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsString, Matches, MaxLength } from 'class-validator';
import { JobFieldsDto } from './job-fields.dto.js';
import { IfGiven } from './optional.decorator.js';

/** A new job. */
export class CreateJobDto extends JobFieldsDto {
  /** Name for people; the slug is made from it. */
  @ApiProperty({ example: 'Daily Sales Report' })
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name: string;

  /** Driver type; `GET /api/job-drivers` lists them. */
  @ApiProperty({ example: 'email' })
  @IsString()
  @MaxLength(100)
  type: string;

  /** Owner: the caller (default), or a team in which the caller is at least memberPlus. */
  @IfGiven()
  @IsString()
  @MaxLength(300)
  ownerId?: string;

  /** Dataset links by alias: a dataset id, or `{datasetId, snapshots}`. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { sales: { datasetId: 'sales-2024', snapshots: { when: 'before', snapshotDatasets: ['sales-2024'] } } },
  })
  @IfGiven()
  @IsObject()
  datasets?: Record<string, unknown>;
}
