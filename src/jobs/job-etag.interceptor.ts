import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';
import { etagOf } from '../hal/etag.js';
import type { AccessibleRequest } from '../sharing/access.guard.js';

/**
 * Gives answers about what belongs to a job (its actions, links, owner) the ETag of the job, whose version counts their
 * edits. It was read before them: whoever sends it back as `If-Match` overwrites nothing unseen.
 */
@Injectable()
export class JobEtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method, accessible } = context.switchToHttp().getRequest<AccessibleRequest & { method: string }>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap(() => {
        if (accessible && method !== 'DELETE') void reply.header('ETag', etagOf(accessible.version));
      }),
    );
  }
}
