import { IsOptional, ValidateIf } from 'class-validator';

/** May be left out or null (null clears the field); anything else is checked by the other decorators. */
export function IfNotNull(): PropertyDecorator {
  return IsOptional();
}

/** May be left out, but not null. */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
