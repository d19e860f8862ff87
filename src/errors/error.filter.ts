import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UNFORESEEN, problemOf } from './problem.js';
import type { Problem } from './problem.js';

/**
 * Turns every failure of a request into one body shape; in the JSON:API view, whose clients know no other, into the bare
 * reason phrase. What nobody foresaw is logged with its stack and told to nobody.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  /** @param wantsReason whether the client is one of the JSON:API view */
  constructor(private readonly wantsReason: (request: IncomingMessage) => boolean = () => false) {}

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
    else this.send(reply, problem ?? UNFORESEEN, this.wantsReason(request.raw));
  }

  private send(reply: FastifyReply, problem: Problem, asReason: boolean): void {
    if (problem.statusCode === 401) void reply.header('WWW-Authenticate', challenge(problem));
    const retryAfterSeconds = (problem.details as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds;
    if (typeof retryAfterSeconds === 'number') void reply.header('Retry-After', String(retryAfterSeconds));
    const body = asReason ? { error: STATUS_CODES[problem.statusCode] } : problem;
    void reply.status(problem.statusCode).type('application/json; charset=utf-8').send(body);
  }
}

/** RFC 6750: a bare challenge when no token was sent, the reason otherwise. */
function challenge(problem: Problem): string {
  if (problem.errorCode === 'TOKEN_MISSING') return 'Bearer';
  const description = problem.message.replaceAll(/[^\x20-\x7e]|["\\]/g, '');
  return `Bearer error="invalid_token", error_description="${description}"`;
}
