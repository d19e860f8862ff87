import { Injectable, ValidationPipe } from '@nestjs/common';
import type { ArgumentMetadata, ValidationError } from '@nestjs/common';
import { DomainError } from './domain-error.js';
import type { ProblemDetail } from './domain-error.js';
import { ValidQueries } from './valid-queries.js';

/** Details of one answer; the message counts the rest. */
const MAX_REPORTED = 50;

/**
 * Checks bodies, queries and path parameters against their DTOs and reports the problems at once, with their paths.
 * Unknown body fields are refused; unknown query parameters are dropped, as the contract says, but where a
 * misspelt one would do harm.
 */
@Injectable()
export class RequestValidationPipe extends ValidationPipe {
  private readonly lenient = new ValidationPipe({ transform: true, whitelist: true, exceptionFactory: malformed });
  private readonly validQueries = new ValidQueries();

  constructor() {
    super({ transform: true, whitelist: true, forbidNonWhitelisted: true, exceptionFactory: malformed });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    if (metadata.type === 'query') return this.query(value, metadata);
    if (metadata.type !== 'body') return this.lenient.transform(value, metadata);
    const body = value === undefined && mayBeAbsent(metadata) ? {} : value;
    if (!isObject(body) && this.toValidate(metadata))
      throw new DomainError('malformed', 'VALIDATION_FAILED', 'The body must be a JSON object.');
    return super.transform(body, metadata);
  }

  private async query(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    if (isStrict(metatype)) return super.transform(value, metadata);
    const key = metatype && this.toValidate(metadata) ? ValidQueries.keyOf(value) : undefined;
    if (!metatype || key === undefined) return this.lenient.transform(value, metadata);
    const known = this.validQueries.get(metatype, key);
    if (known) return known;
    const valid: unknown = await this.lenient.transform(value, metadata);
    if (isObject(valid)) this.validQueries.add(metatype, key, valid as object);
    return valid;
  }
}

/** A query class says with `static isStrict = true` that an unknown parameter is an error: a misspelt one would do harm. */
function isStrict(metatype: ArgumentMetadata['metatype']): boolean {
  return (metatype as { isStrict?: boolean } | undefined)?.isStrict === true;
}

/** A body class says with `static isOptionalBody = true` that its route works without a body. */
function mayBeAbsent({ metatype }: ArgumentMetadata): boolean {
  return (metatype as { isOptionalBody?: boolean } | undefined)?.isOptionalBody === true;
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function malformed(errors: ValidationError[]): DomainError {
  const problems = problemsOf(errors);
  const first = problems[0];
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see details)` : '';
  return new DomainError(
    'malformed',
    'VALIDATION_FAILED',
    `${first?.message ?? 'The request is not valid'}${more}.`,
    problems.slice(0, MAX_REPORTED),
  );
}

/** Flattens class-validator's tree: one entry per failed rule, with paths such as `datasets.sales.when`. */
export function problemsOf(errors: ValidationError[], parent = ''): ProblemDetail[] {
  return errors.flatMap((error) => {
    const path = /^\d+$/.test(error.property)
      ? `${parent}[${error.property}]`
      : parent
        ? `${parent}.${error.property}`
        : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      path,
      message: rule === 'whitelistValidation' ? `Unknown field "${path}"` : message,
      ...shown(error.property, error.value),
    }));
    return [...own, ...problemsOf(error.children ?? [], path)];
  });
}

function shown(property: string, value: unknown): { value?: unknown } {
  if (/pass|pwd|secret|token|key|auth|credential/i.test(property)) return {};
  if (typeof value === 'string') return { value: value.length > 100 ? `${value.slice(0, 100)}…` : value };
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? { value } : {};
}
