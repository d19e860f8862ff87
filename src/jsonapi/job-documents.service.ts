import { Inject, Injectable } from '@nestjs/common';
import type { Caller, PresumedRequest } from '../auth/caller.js';
import { projectPrincipal } from '../auth/project-role.js';
import { roleIn } from '../auth/project-standing.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { collectionDocument, resourceDocument } from './documents.js';
import type { CollectionDocument, ResourceDocument } from './documents.js';
import { JsonapiJobsRepository } from './jsonapi-jobs.repository.js';
import type { FoundJob, JobPage } from './jsonapi-jobs.repository.js';
import { pageWithin, readPage } from './paging.js';
import type { PageWish } from './paging.js';
import { ProjectView, absent, assertMember, isUuid, uuid } from './project-view.js';
import { jobResource } from './resources.js';
import { baseOf } from './view-request.js';
import type { ViewRequest } from './view-request.js';

/** Which job, and the project in which it must be. */
export interface JobIds {
  id: string;
  projectId?: string;
}

/**
 * Jobs as JSON:API documents. Who is presumed is confirmed by the statement that reads them; who asks for what that
 * statement does not read, or may be refused, is looked up first.
 */
@Injectable()
export class JobDocumentsService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly repository: JsonapiJobsRepository,
    private readonly view: ProjectView,
    private readonly access: AccessRepository,
  ) {}

  /** Jobs of one project, or of all that the caller sees. @throws DomainError as ProjectView does */
  async page(
    request: ViewRequest,
    projectId: string | undefined,
    presumed: PresumedRequest,
  ): Promise<CollectionDocument> {
    const wish = readPage(request.query);
    const { rows, total } =
      (await this.presumedPage(wish, projectId, presumed.caller)) ??
      (await this.confirmedPage(wish, projectId, await confirmed(presumed)));
    const base = baseOf(this.env, request);
    const data = rows.map((row) => jobResource(row, true, base));
    return collectionDocument(data, pageWithin(wish, total), new URL(base + request.url));
  }

  /** @throws DomainError 400, 403, 404 as the contract says, in that order */
  async job(request: ViewRequest, ids: JobIds, presumed: PresumedRequest): Promise<ResourceDocument> {
    const read = await this.presumedJob(ids, presumed.caller);
    const caller = read ? presumed.caller : await confirmed(presumed);
    const job = await this.visibleJob(ids, caller, read?.job);
    return resourceDocument(jobResource(job, await this.mayReadBody(job, caller), baseOf(this.env, request)));
  }

  /**
   * A job that is there, in the project if one is given; whether the caller may see it is for `mayReadBody` unless it is in
   * one. @param read the job, if it was read already
   */
  async visibleJob(ids: JobIds, caller: Caller, read?: FoundJob): Promise<FoundJob> {
    const projectId = ids.projectId === undefined ? undefined : await this.projectId(ids.projectId, caller);
    const job = read ?? (await this.repository.job(uuid(ids.id)));
    if (!job || job.isDraft || job.workflowDeleted) throw absent('job', ids.id);
    if (projectId !== undefined && job.projectId !== projectId) throw absent('job', ids.id);
    return job;
  }

  /** Undefined when there is nobody to presume, or it turns out that the caller is another by now. */
  private async presumedJob({ id }: JobIds, caller: Caller): Promise<{ job: FoundJob | undefined } | undefined> {
    if (caller.presumedFrom === undefined || !isUuid(id)) return undefined;
    const { callerText, job } = await this.repository.jobAndCaller(uuid(id), caller.userId);
    return callerText === caller.presumedFrom ? { job } : undefined;
  }

  private async presumedPage(
    wish: PageWish,
    projectId: string | undefined,
    caller: Caller,
  ): Promise<JobPage | undefined> {
    const { presumedFrom } = caller;
    const ids = projectId === undefined ? caller.projects.map(({ id }) => id) : [projectId.toLowerCase()];
    if (presumedFrom === undefined || caller.superuser || !ids.every((id) => roleIn(id, caller))) return undefined;
    const page = await this.repository.firstPage(ids.map(projectPrincipal), wish, caller.userId);
    return page?.callerText === presumedFrom ? page : undefined;
  }

  private async confirmedPage(wish: PageWish, projectId: string | undefined, caller: Caller): Promise<JobPage> {
    const ids =
      projectId === undefined ? await this.view.projectIds(caller) : [await this.projectId(projectId, caller)];
    const principalIds = ids.map(projectPrincipal);
    const first = await this.repository.firstPage(principalIds, wish, caller.userId);
    if (first) return first;
    const total = await this.repository.count(principalIds);
    const { offset, size: limit } = pageWithin(wish, total);
    return { total, rows: await this.repository.jobs(principalIds, { offset, limit }) };
  }

  /** Of a project whose jobs the caller sees. What they are a member of is there: it was read with them. */
  private async projectId(idText: string, caller: Caller): Promise<string> {
    if (!caller.superuser && isUuid(idText) && roleIn(uuid(idText), caller)) return uuid(idText);
    return (await this.view.project(idText, caller)).id;
  }

  /** A job of a project is its members' to see; one without is for whoever can read it anyway. */
  private async mayReadBody(job: FoundJob, caller: Caller): Promise<boolean> {
    if (job.projectId !== null) {
      const project = { id: job.projectId, scheduledDeletion: job.scheduledDeletion };
      assertMember(project, caller, { kind: 'job', id: job.id });
      return true;
    }
    const found = await this.access.find('job', job.id, caller);
    if (!found) throw absent('job', job.id);
    return found.level >= AccessLevel.Edit;
  }
}

async function confirmed({ caller, lookUpCaller }: PresumedRequest): Promise<Caller> {
  return caller.presumedFrom === undefined ? caller : lookUpCaller();
}
