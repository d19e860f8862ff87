import { UseInterceptors, applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * Honours `Idempotency-Key` on a handler that makes one thing. The handler takes `@Once() effect: SingleEffect`, calls
 * `effect.made` in the transaction that makes it, and makes nothing when `effect.madeBefore` is set. Its module imports
 * IdempotencyModule.
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Sent again with the same key within 24 hours, the request takes no effect and gets the same answer. ' +
        'Another request with the key: 422. The first one still under way: 409 with Retry-After.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    }),
  );
}
