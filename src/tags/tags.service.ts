import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '../auth/caller.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { PageQueryDto } from '../hal/page-query.dto.js';
import { reachOf } from '../sharing/access-level.js';
import type { TagDto } from './tag.dto.js';
import { tagKey } from '../naming/tag-name.js';
import { presentTag } from './tag.presenter.js';
import { tagIdOf, tagNotFound } from './tags.errors.js';
import { TagsRepository } from './tags.repository.js';
import type { TagViewer } from './tags.repository.js';

const PATH = '/api/tags';

/** The words that jobs can be tagged with. */
@Injectable()
export class TagsService {
  constructor(private readonly tags: TagsRepository) {}

  async page({ start = 0, limit = 30 }: PageQueryDto, caller: Caller): Promise<HalPage<TagDto>> {
    const viewer = viewerOf(caller);
    const [rows, total] = await Promise.all([this.tags.list(viewer, { start, limit }), this.tags.count(viewer)]);
    const items = rows.map((tag) => presentTag(tag, PATH));
    return halPage({ rel: 'inf:tag', items, start, limit, total, path: PATH, template: ['limit', 'start'] });
  }

  /** @throws DomainError `TAG_NOT_FOUND` */
  async get(idText: string, caller: Caller): Promise<TagDto> {
    const tag = await this.tags.findVisible(viewerOf(caller), tagIdOf(idText));
    if (!tag) throw tagNotFound(idText);
    return presentTag(tag, PATH);
  }

  /** The tag of that name: a new one, or the one there is. */
  async make(name: string, caller: Caller): Promise<{ tag: TagDto; created: boolean }> {
    const wanted = { id: uuidv7(), name, key: tagKey(name), createdBy: caller.userId };
    const { tag, created } = await this.tags.make(wanted);
    return { tag: presentTag(tag, PATH), created };
  }
}

function viewerOf(caller: Caller): TagViewer {
  return caller.superuser ? null : reachOf(caller).principalIds;
}
