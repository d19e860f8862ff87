import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import type { SqlSession } from '../database/sql.js';
import { AccessRepository } from '../sharing/access.repository.js';
import type { Accessible } from '../sharing/access.repository.js';
import { isUuid } from './dataset-slug.js';
import { ambiguousDataset } from './datasets.errors.js';

/** Finds the one dataset that an id of any form means to a caller. */
@Injectable()
export class DatasetIdentity {
  constructor(private readonly access: AccessRepository) {}

  /**
   * Undefined when there is none or the caller can't see it.
   * @throws DomainError AMBIGUOUS_DATASET when a bare slug names several datasets of others at the same level
   */
  async find(idText: string, caller: Caller, session?: SqlSession): Promise<Accessible | undefined> {
    const [first, second, ...more] = await this.access.candidates('dataset', idText, caller, session);
    if (!first || !second || isUuid(idText) || idText.includes(':')) return first;
    if (first.ownerId === caller.userId || second.level < first.level) return first;
    throw ambiguousDataset(
      idText,
      [first, second, ...more].filter(({ level }) => level === first.level),
    );
  }
}
