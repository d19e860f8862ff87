import { Injectable } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { Authenticator } from '../auth/authenticator.js';
import { DomainError } from '../errors/domain-error.js';
import type { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import type { StreamViewer } from './run-events-stream.js';

/** Looks again whether somebody who follows a run may still do so. */
@Injectable()
export class RunEventsAccess {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly access: AccessRepository,
  ) {}

  /** The follower as the database knows it now; undefined when the token, the account or the access is gone. */
  async again(context: ExecutionContext, jobId: string, needed: AccessLevel): Promise<StreamViewer | undefined> {
    try {
      const caller = await this.authenticator.again(context);
      const found = await this.access.find('job', jobId, caller);
      return found && found.level >= needed ? { userId: caller.userId, level: found.level } : undefined;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthenticated') return undefined;
      throw error;
    }
  }
}
