import { Injectable } from '@nestjs/common';
import { Permission } from '../auth/permission.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import type { SqlSession } from '../database/sql.js';
import { assertMatches } from '../hal/etag.js';
import { absent } from '../sharing/access.guard.js';
import { AccessLevel } from '../sharing/access-level.js';
import type { Accessible } from '../sharing/access.repository.js';
import { refuseOnDraft } from '../sharing/draft-operation.js';
import { PresentAccess } from '../sharing/present-access.js';
import { JobChangeLog } from './job-change-log.js';
import type { JobEditRequest } from './job-edit-request.js';
import { handoverRefused, unknownOwner } from './job-owner.errors.js';
import { JobOwnerRepository } from './job-owner.repository.js';
import type { JobEditRow } from './job-rows.js';
import { JobSchedulesRepository } from './job-schedules.repository.js';
import { JobsRepository } from './jobs.repository.js';
import { freeSlug } from '../naming/slug.js';

/** A job on its way to another owner. */
interface Handover extends JobEditRequest {
  ownerId: string;
}

/**
 * Hands jobs from owner to owner. Who owns a job may hand it to anybody; whoever may only edit it must not take it from
 * its owner, by no way: only a team that the present owner administers can get it.
 */
@Injectable()
export class JobOwnerService {
  constructor(
    private readonly jobs: JobsRepository,
    private readonly owners: JobOwnerRepository,
    private readonly schedules: JobSchedulesRepository,
    private readonly changeLog: JobChangeLog,
    private readonly access: PresentAccess,
    private readonly principals: PrincipalsRepository,
  ) {}

  /** @throws DomainError `DRAFT_OPERATION` */
  ownerOf(job: Accessible): string {
    refuseOnDraft(job, 'its owner is a matter');
    return job.ownerId;
  }

  /**
   * Who holds what is looked up after the job is locked: of two who give it away at once, the second is refused.
   * @returns the canonical id of the new owner. @throws DomainError `DRAFT_OPERATION`, `UNKNOWN_PRINCIPAL`, `OWNER_CHANGE_REFUSED`, `VERSION_MISMATCH`
   */
  async change(edit: JobEditRequest, ownerText: string): Promise<string> {
    refuseOnDraft(edit.job, 'its owner is a matter');
    const target = await this.principals.resolve(ownerText);
    if (!target) throw unknownOwner(ownerText);
    for (;;) {
      try {
        const handover = { ...edit, ownerId: target.id };
        edit.job.version = await this.owners.transaction((session) => this.hand(session, handover));
        return target.id;
      } catch (error) {
        // The new owner took the slug between the look and the change: look again.
        if ((error as { constraint?: unknown }).constraint !== 'jobs_owner_id_slug_key') throw error;
      }
    }
  }

  /** @returns the version of the job afterwards */
  private async hand(session: SqlSession, handover: Handover): Promise<number> {
    const { job, ownerId, caller } = handover;
    const before = await this.jobs.lockForEdit(session, job.id);
    if (!before) throw absent('job', job.id);
    await this.assertMayHand(session, before, handover);
    if (!(await this.owners.holdPrincipal(session, ownerId))) throw unknownOwner(ownerId);
    if (before.ownerId === ownerId) return before.version;
    const slug = before.slug && freeSlug(before.slug, await this.jobs.takenSlugs(session, ownerId, before.slug));
    const change = { jobId: job.id, actorId: caller.userId, action: 'job.ownerChanged' };
    const also = slug === before.slug ? {} : { slug: { from: before.slug, to: slug } };
    await this.changeLog.remember(session, { ...change, also }, async () => {
      await this.owners.change(session, { jobId: job.id, ownerId, slug });
      await this.schedules.refreshConcurrency(session, [job.id]);
    });
    return before.version + 1;
  }

  private async assertMayHand(
    session: SqlSession,
    before: JobEditRow,
    { ownerId, caller, ifMatch }: Handover,
  ): Promise<void> {
    const { level } = await this.access.assert(session, Permission.JobChangeOwner, before.id, caller);
    assertMatches(ifMatch, before.version);
    if (level >= AccessLevel.Owner || ownerId === before.ownerId) return;
    if (!(await this.owners.isAdmin(session, before.ownerId, ownerId)))
      throw handoverRefused(before.name, before.ownerId, ownerId);
  }
}
