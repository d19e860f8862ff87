import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { absent } from '../sharing/access.guard.js';
import type { Accessible } from '../sharing/access.repository.js';
import { refuseOnDraft } from '../sharing/draft-operation.js';
import type { FavoriteDto } from './favorite.dto.js';
import type { FavoriteKey } from './favorites.repository.js';
import { FavoritesRepository } from './favorites.repository.js';

/**
 * Jobs that a user wants at hand. Who loses access no longer finds the favorite, but keeps it: it is back with the
 * access. @throws DomainError `DRAFT_OPERATION` (409) for drafts, from every method
 */
@Injectable()
export class FavoritesService {
  constructor(private readonly favorites: FavoritesRepository) {}

  async get(job: Accessible, caller: Caller): Promise<FavoriteDto> {
    return { favorited: await this.favorites.has(keyOf(job, caller)) };
  }

  async add(job: Accessible, caller: Caller): Promise<FavoriteDto> {
    if (!(await this.favorites.add(keyOf(job, caller)))) throw absent('job', job.id);
    return { favorited: true };
  }

  async remove(job: Accessible, caller: Caller): Promise<void> {
    await this.favorites.remove(keyOf(job, caller));
  }
}

function keyOf(job: Accessible, caller: Caller): FavoriteKey {
  refuseOnDraft(job, 'favorites are');
  return { userId: caller.userId, jobId: job.id };
}
