import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lastValueFrom, of } from 'rxjs';
import type { Observable } from 'rxjs';
import type { CallerRequest } from '../auth/caller.js';
import { IdempotencyKeys } from './idempotency-keys.service.js';
import { malformedKey } from './idempotency.errors.js';
import type { StoredAnswer } from './idempotency.repository.js';
import { requestHash } from './request-hash.js';
import type { SingleEffectRequest } from './single-effect.js';

const KEY = /^[\x21-\x7e]{1,255}$/;
const KEPT_HEADERS = ['location', 'etag', 'preference-applied'];

/** Runs after the guards: a repeated answer, too, is only for who may still ask for it. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly keys: IdempotencyKeys) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & CallerRequest & SingleEffectRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) throw malformedKey();
    const reply = http.getResponse<FastifyReply>();
    const hash = requestHash(request.method, request.url, request.body);
    const { answer, repeated } = await this.keys.once({ userId: request.caller.userId, key, hash }, async (effect) => {
      request.singleEffect = effect;
      return answerOf(reply, await lastValueFrom(next.handle()));
    });
    if (repeated) void reply.status(answer.status).headers({ ...answer.headers, 'Idempotency-Replayed': 'true' });
    return of(answer.body === null ? undefined : JSON.parse(answer.body));
  }
}

function answerOf(reply: FastifyReply, body: unknown): StoredAnswer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers),
    body: body === undefined ? null : JSON.stringify(body),
  };
}
