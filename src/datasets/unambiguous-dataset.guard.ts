import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { AccessibleRequest } from '../sharing/access.guard.js';
import { DatasetIdentity } from './dataset-identity.js';
import { isUuid } from './dataset-slug.js';

/** After the access guard: a bare slug that might mean another dataset just as well is refused rather than guessed. */
@Injectable()
export class UnambiguousDatasetGuard implements CanActivate {
  constructor(private readonly identity: DatasetIdentity) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { params, accessible, caller } = context.switchToHttp().getRequest<AccessibleRequest>();
    if (!accessible || accessible.ownerId === caller.userId || params.id.includes(':') || isUuid(params.id))
      return true;
    await this.identity.find(params.id, caller);
    return true;
  }
}
