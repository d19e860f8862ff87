import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UNFORESEEN, problemOf } from './problem.js';
import type { Problem } from './problem.js';

/** Turns every failure of a request into one body shape. What nobody foresaw is logged with its stack and told to nobody. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const problem = problemOf(error);
    if (!problem)
      this.logger.error(
        { err: error, method: request.method, route: request.routeOptions?.url, reqId: request.id },
        'request failed',
      );
    if (reply.raw.headersSent) reply.raw.destroy();
    else this.send(reply, problem ?? UNFORESEEN);
  }

  private send(reply: FastifyReply, problem: Problem): void {
    if (problem.statusCode === 401) void reply.header('WWW-Authenticate', challenge(problem));
    const retryAfterSeconds = (problem.details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds;
    if (typeof retryAfterSeconds === 'number') void reply.header('Retry-After', String(retryAfterSeconds));
    void reply.status(problem.statusCode).type('application/json; charset=utf-8').send(problem);
  }
}

/** RFC 6750: a bare challenge when no token was sent, the reason otherwise. */
function challenge(problem: Problem): string {
  if (problem.errorCode === 'TOKEN_MISSING') return 'Bearer';
  const description = problem.message.replaceAll(/[^\x20-\x7e]|["\\]/g, '');
  return `Bearer error="invalid_token", error_description="${description}"`;
}
