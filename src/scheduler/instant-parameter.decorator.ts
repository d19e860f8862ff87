import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDate } from 'class-validator';
import { IfGiven } from '../jobs/optional.decorator.js';
import { toInstant } from './instant.js';

/** An optional query parameter that is one instant, with its offset. */
export function InstantParameter(name: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'string', format: 'date-time' }),
    IfGiven(),
    Transform(({ value }) => toInstant(value)),
    IsDate({ message: mustBeInstant(name) }),
  );
}

/** A field of a body that is one instant, with its offset. */
export function InstantField(name: string, example: string): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: 'string', format: 'date-time', example }),
    Transform(({ value }) => toInstant(value)),
    IsDate({ message: mustBeInstant(name) }),
  );
}

function mustBeInstant(name: string): string {
  return `${name} must be one instant such as 2026-01-31T08:00:00Z or 2026-01-31T09:00:00+01:00`;
}
