import { ApiHideProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsString, Matches, MaxLength } from 'class-validator';
import { JobFieldsDto } from './job-fields.dto.js';
import { IfGiven } from './optional.decorator.js';

/** Changes of a job: only what is given is changed. A body that came from GET may be sent back as it is. */
export class UpdateJobDto extends JobFieldsDto {
  /** Name for people; the slug stays as it is. */
  @ApiPropertyOptional({ example: 'Daily Sales Report' })
  @IfGiven()
  @IsString()
  @Matches(/\S/, { message: 'name must not be blank' })
  @MaxLength(255)
  name?: string;

  // Fields of an answer that may come back unchanged; a changed one is refused with its name.
  @ApiHideProperty() @Allow() id?: unknown;
  @ApiHideProperty() @Allow() type?: unknown;
  @ApiHideProperty() @Allow() slug?: unknown;
  @ApiHideProperty() @Allow() naturalId?: unknown;
  @ApiHideProperty() @Allow() ownerId?: unknown;
  @ApiHideProperty() @Allow() ownerName?: unknown;
  @ApiHideProperty() @Allow() nextRunAt?: unknown;
  @ApiHideProperty() @Allow() heartbeat?: unknown;
  @ApiHideProperty() @Allow() source?: unknown;
  @ApiHideProperty() @Allow() sourceId?: unknown;
  @ApiHideProperty() @Allow() editingId?: unknown;
  @ApiHideProperty() @Allow() createdAt?: unknown;
  @ApiHideProperty() @Allow() updatedAt?: unknown;
  @ApiHideProperty() @Allow() lastRunAt?: unknown;
  @ApiHideProperty() @Allow() lastStatus?: unknown;
  @ApiHideProperty() @Allow() pausedAt?: unknown;
  @ApiHideProperty() @Allow() pauseReason?: unknown;
  @ApiHideProperty() @Allow() version?: unknown;
  @ApiHideProperty() @Allow() warnings?: unknown;
  @ApiHideProperty() @Allow() permissions?: unknown;
  @ApiHideProperty() @Allow() _links?: unknown;
  @ApiHideProperty() @Allow() _embedded?: unknown;
}
