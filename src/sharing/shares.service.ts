import { Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import type { Caller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { PrincipalsRepository } from '../auth/principals.repository.js';
import type { SqlSession } from '../database/sql.js';
import { DomainError } from '../errors/domain-error.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { ResourceKind } from './access-sql.js';
import type { Accessible } from './access.repository.js';
import { refuseOnDraft } from './draft-operation.js';
import type { ShareRow } from './grants.repository.js';
import { GrantsRepository } from './grants.repository.js';
import { PresentAccess } from './present-access.js';
import type { ShareDto } from './shares.dto.js';

/** A thing whose shares are looked at or changed. */
export interface Shared {
  kind: ResourceKind;
  thing: Accessible;
}

const SHARE = { job: Permission.JobShare, dataset: Permission.DatasetShare };

/** Shares of jobs and datasets. Nobody grants more than they hold. */
@Injectable()
export class SharesService {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly principals: PrincipalsRepository,
    private readonly audit: AuditRepository,
    private readonly presentAccess: PresentAccess,
  ) {}

  async page(shared: Shared): Promise<HalPage<ShareDto>> {
    refuseOnDraft(shared.thing, 'shares are');
    const rows = await this.grants.shares(shared.kind, shared.thing.id);
    const items = rows.map((row) => present(shared, row));
    return halPage({
      rel: 'inf:share',
      items,
      start: 0,
      limit: Math.max(1, items.length),
      total: items.length,
      path: pathOf(shared),
      template: [],
    });
  }

  /** @throws DomainError `SHARE_NOT_FOUND` */
  async get(shared: Shared, principalText: string): Promise<ShareDto> {
    refuseOnDraft(shared.thing, 'shares are');
    const principal = await this.principals.resolve(principalText);
    const rows = await this.grants.shares(shared.kind, shared.thing.id);
    const row = rows.find((candidate) => candidate.principalId === principal?.id);
    if (!row) throw notShared(shared, principalText);
    return present(shared, row);
  }

  /** Upserts a share; level 0 removes it. @throws DomainError `UNKNOWN_PRINCIPAL` (422), `LEVEL_NOT_HELD` (403), `ALREADY_OWNER` (409) */
  async put(shared: Shared, share: { principalText: string; level: number }, caller: Caller): Promise<ShareDto> {
    refuseOnDraft(shared.thing, 'shares are');
    const principal = await this.principals.resolve(share.principalText);
    if (!principal) throw unknownPrincipal(share.principalText);
    await this.grants.transaction(async (session) => {
      const thing = await this.locked(session, shared, caller);
      if (share.level > thing.level) throw levelNotHeld({ kind: shared.kind, thing }, share.level);
      if (thing.ownerId === principal.id) throw alreadyOwner(shared, principal.id);
      const target = { id: shared.thing.id, principalId: principal.id, level: share.level };
      const before =
        share.level === 0
          ? await this.grants.remove(session, shared.kind, target)
          : await this.grants.put(session, shared.kind, target);
      if (before === share.level) return;
      await this.audit.record(
        session,
        this.entry(shared, caller, { principalId: principal.id, from: before, to: share.level }),
      );
    });
    return present(shared, { principalId: principal.id, principalName: principal.name, accessLevel: share.level });
  }

  /** @throws DomainError `SHARE_NOT_FOUND` */
  async remove(shared: Shared, principalText: string, caller: Caller): Promise<void> {
    refuseOnDraft(shared.thing, 'shares are');
    const principal = await this.principals.resolve(principalText);
    if (!principal) throw notShared(shared, principalText);
    await this.grants.transaction(async (session) => {
      await this.locked(session, shared, caller);
      const before = await this.grants.remove(session, shared.kind, { id: shared.thing.id, principalId: principal.id });
      if (before === 0) throw notShared(shared, principalText);
      await this.audit.record(session, this.entry(shared, caller, { principalId: principal.id, from: before, to: 0 }));
    });
  }

  /** The thing as it is by now, locked: who loses a share can finish no change of it after this transaction. */
  private async locked(session: SqlSession, { kind, thing }: Shared, caller: Caller): Promise<Accessible> {
    await this.grants.lock(session, kind, thing.id);
    return this.presentAccess.assert(session, SHARE[kind], thing.id, caller);
  }

  private entry(shared: Shared, caller: Caller, change: { principalId: string; from: number; to: number }) {
    return {
      actorId: caller.userId,
      subjectKind: shared.kind,
      subjectId: shared.thing.id,
      action: `${shared.kind}.${change.to === 0 ? 'unshared' : 'shared'}`,
      changes: { [change.principalId]: { from: change.from, to: change.to } },
    };
  }
}

function pathOf(shared: Shared): string {
  return `/api/${shared.kind}s/${shared.thing.id}/shares`;
}

function present(shared: Shared, row: ShareRow): ShareDto {
  return { _links: { self: { href: `${pathOf(shared)}/${encodeURIComponent(row.principalId)}` } }, ...row };
}

function notShared(shared: Shared, principal: string): DomainError {
  return new DomainError(
    'absent',
    'SHARE_NOT_FOUND',
    `The ${shared.kind} "${shared.thing.name}" is not shared with "${principal}".`,
  );
}

function unknownPrincipal(principal: string): DomainError {
  return new DomainError(
    'impossible',
    'UNKNOWN_PRINCIPAL',
    `There is no user or team "${principal}". Users are known once they have logged in.`,
    [{ path: 'principalId', message: 'is neither a user nor a team', value: principal }],
  );
}

function levelNotHeld(shared: Shared, level: number): DomainError {
  return new DomainError(
    'forbidden',
    'LEVEL_NOT_HELD',
    `You can't grant level ${level} on this ${shared.kind}: your own is ${shared.thing.level}.`,
  );
}

function alreadyOwner(shared: Shared, ownerId: string): DomainError {
  return new DomainError(
    'conflict',
    'ALREADY_OWNER',
    `"${ownerId}" owns this ${shared.kind} already; a share would add nothing.`,
  );
}
