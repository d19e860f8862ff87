import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { projectsOf } from '../auth/project-standing.js';
import { ENV } from '../config/config.module.js';
import type { Env } from '../config/env.js';
import { collectionDocument, resourceDocument } from './documents.js';
import type { CollectionDocument, Resource, ResourceDocument } from './documents.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import type { Slice } from './jsonapi.repository.js';
import { pageWithin, readPage } from './paging.js';
import { ProjectView, absent, assertMember, uuid } from './project-view.js';
import { projectResource, workflowResource } from './resources.js';
import type { WorkflowResourceRow } from './resources.js';
import { baseOf } from './view-request.js';
import type { ViewRequest } from './view-request.js';

/** Projects and workflows as JSON:API documents. */
@Injectable()
export class JsonapiService {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly repository: JsonapiRepository,
    private readonly view: ProjectView,
  ) {}

  async projects(request: ViewRequest, caller: Caller): Promise<CollectionDocument> {
    const ids = projectsOf(caller);
    return this.page(request, await this.repository.countProjects(ids), async (slice, base) =>
      (await this.repository.projects(ids, slice)).map((row) => projectResource(row, base)),
    );
  }

  async project(request: ViewRequest, id: string, caller: Caller): Promise<ResourceDocument> {
    return resourceDocument(projectResource(await this.view.project(id, caller), baseOf(this.env, request)));
  }

  async workflows(request: ViewRequest, projectId: string | undefined, caller: Caller): Promise<CollectionDocument> {
    const ids = projectId === undefined ? projectsOf(caller) : [(await this.view.project(projectId, caller)).id];
    return this.page(request, await this.repository.countWorkflows(ids), async (slice, base) =>
      (await this.repository.workflows(ids, slice)).map((row) => workflowResource(row, base)),
    );
  }

  async workflow(request: ViewRequest, id: string, caller: Caller): Promise<ResourceDocument> {
    return resourceDocument(workflowResource(await this.visibleWorkflow(id, caller), baseOf(this.env, request)));
  }

  /** @throws DomainError 400 `MALFORMED_ID`, 404 `WORKFLOW_NOT_FOUND`, 403 `NO_PROJECT_ACCESS` */
  async visibleWorkflow(id: string, caller: Caller): Promise<WorkflowResourceRow> {
    const workflow = await this.repository.workflow(uuid(id));
    if (!workflow) throw absent('workflow', id);
    assertMember(await this.repository.project(workflow.projectId), caller, { kind: 'workflow', id });
    return workflow;
  }

  private async page(
    request: ViewRequest,
    total: number,
    read: (slice: Slice, base: string) => Promise<Resource[]>,
  ): Promise<CollectionDocument> {
    const page = pageWithin(readPage(request.query), total);
    const base = baseOf(this.env, request);
    const data = await read({ offset: page.offset, limit: page.size }, base);
    return collectionDocument(data, page, new URL(base + request.url));
  }
}
