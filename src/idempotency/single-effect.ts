import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { SqlSession } from '../database/sql.js';

/** What a request may do once, however often it is sent: the parameter `@Once()` of a handler with `@Idempotent()`. */
export interface SingleEffect {
  /** Id of what an earlier request with the key has made without answering. Then nothing is to be made, only answered. */
  readonly madeBefore: string | undefined;
  /**
   * To be called in the transaction that makes it, so that both are written or neither.
   * @throws DomainError `IDEMPOTENCY_IN_PROGRESS` (and so rolls back) when another request has taken the key over
   */
  made(session: SqlSession, id: string): Promise<void>;
}

/** Of a request without a key: nobody keeps count. */
export const UNCOUNTED: SingleEffect = { madeBefore: undefined, made: () => Promise.resolve() };

/** A request after the idempotency interceptor. */
export interface SingleEffectRequest {
  singleEffect?: SingleEffect;
}

/** The one effect of this request. */
export const Once = createParamDecorator(
  (_: unknown, context: ExecutionContext): SingleEffect =>
    context.switchToHttp().getRequest<SingleEffectRequest>().singleEffect ?? UNCOUNTED,
);
