import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDate } from 'class-validator';
import { IfGiven } from '../jobs/optional.decorator.js';
import { toInstant } from './instant.js';

/** An optional query parameter that is one instant, with its offset. */
export function InstantParameter(name: string): PropertyDecorator {
  const message = `${name} must be one instant such as 2026-01-31T08:00:00Z or 2026-01-31T09:00:00+01:00`;
  return applyDecorators(
    ApiPropertyOptional({ type: 'string', format: 'date-time' }),
    IfGiven(),
    Transform(({ value }) => toInstant(value)),
    IsDate({ message }),
  );
}
