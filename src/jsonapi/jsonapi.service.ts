import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { projectPrincipal } from '../auth/project-role.js';
import { projectsOf } from '../auth/project-standing.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { AccessLevel } from '../sharing/access-level.js';
import { AccessRepository } from '../sharing/access.repository.js';
import { collectionDocument, resourceDocument } from './documents.js';
import type { CollectionDocument, Resource, ResourceDocument } from './documents.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import type { FoundJob, Slice } from './jsonapi.repository.js';
import { pageWithin, readPage } from './paging.js';
import { ProjectView, absent, assertMember, uuid } from './project-view.js';
import { jobResource, projectResource, workflowResource } from './resources.js';
import type { WorkflowResourceRow } from './resources.js';

/** A request of this view: query parameters as they came, and the URL that links are made of. */
export interface ViewRequest {
  query: Record<string, unknown>;
  /** Path and query. */
  url: string;
  /** The host that the client named; links lead there unless PUBLIC_URL says otherwise. */
  origin: string;
}

/** Jobs, projects and workflows as JSON:API documents. */
@Injectable()
export class JsonapiService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly repository: JsonapiRepository,
    private readonly view: ProjectView,
    private readonly access: AccessRepository,
  ) {}

  /** Jobs of one project, or of all that the caller sees. @throws DomainError as ProjectView does */
  async jobs(request: ViewRequest, projectId: string | undefined, caller: Caller): Promise<CollectionDocument> {
    const ids =
      projectId === undefined ? await this.view.projectIds(caller) : [(await this.view.project(projectId, caller)).id];
    const principalIds = ids.map(projectPrincipal);
    return this.page(request, await this.repository.countJobs(principalIds), async (slice, base) =>
      (await this.repository.jobs(principalIds, slice)).map((row) => jobResource(row, true, base)),
    );
  }

  /** @param projectId the project in which it must be. @throws DomainError 400, 403, 404 as the contract says, in that order */
  async job(request: ViewRequest, ids: { id: string; projectId?: string }, caller: Caller): Promise<ResourceDocument> {
    const job = await this.visibleJob(ids, caller);
    return resourceDocument(jobResource(job, await this.mayReadBody(job, caller), this.base(request)));
  }

  /** A job that is there, in the project if one is given; whether the caller may see it is for `mayReadBody` unless it is in one. */
  async visibleJob(ids: { id: string; projectId?: string }, caller: Caller): Promise<FoundJob> {
    const project = ids.projectId === undefined ? undefined : await this.view.project(ids.projectId, caller);
    const job = await this.repository.job(uuid(ids.id));
    if (!job || job.isDraft || (project && job.projectId !== project.id)) throw absent('job', ids.id);
    if (job.workflowDeleted) throw absent('job', ids.id);
    return job;
  }

  async projects(request: ViewRequest, caller: Caller): Promise<CollectionDocument> {
    const ids = projectsOf(caller);
    return this.page(request, await this.repository.countProjects(ids), async (slice, base) =>
      (await this.repository.projects(ids, slice)).map((row) => projectResource(row, base)),
    );
  }

  async project(request: ViewRequest, id: string, caller: Caller): Promise<ResourceDocument> {
    return resourceDocument(projectResource(await this.view.project(id, caller), this.base(request)));
  }

  async workflows(request: ViewRequest, projectId: string | undefined, caller: Caller): Promise<CollectionDocument> {
    const ids = projectId === undefined ? projectsOf(caller) : [(await this.view.project(projectId, caller)).id];
    return this.page(request, await this.repository.countWorkflows(ids), async (slice, base) =>
      (await this.repository.workflows(ids, slice)).map((row) => workflowResource(row, base)),
    );
  }

  async workflow(request: ViewRequest, id: string, caller: Caller): Promise<ResourceDocument> {
    return resourceDocument(workflowResource(await this.visibleWorkflow(id, caller), this.base(request)));
  }

  /** @throws DomainError 400 `MALFORMED_ID`, 404 `WORKFLOW_NOT_FOUND`, 403 `NO_PROJECT_ACCESS` */
  async visibleWorkflow(id: string, caller: Caller): Promise<WorkflowResourceRow> {
    const workflow = await this.repository.workflow(uuid(id));
    if (!workflow) throw absent('workflow', id);
    assertMember(await this.repository.project(workflow.projectId), caller, { kind: 'workflow', id });
    return workflow;
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

  private async page(
    request: ViewRequest,
    total: number,
    read: (slice: Slice, base: string) => Promise<Resource[]>,
  ): Promise<CollectionDocument> {
    const page = pageWithin(readPage(request.query), total);
    const base = this.base(request);
    const data = await read({ offset: page.offset, limit: page.size }, base);
    return collectionDocument(data, page, new URL(base + request.url));
  }

  private base({ origin }: ViewRequest): string {
    return (this.env.PUBLIC_URL ?? origin).replace(/\/$/, '');
  }
}
