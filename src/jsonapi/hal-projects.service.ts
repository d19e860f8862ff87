import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { projectPrincipal } from '../auth/project-role.js';
import { projectsOf } from '../auth/project-standing.js';
import { halPage } from '../hal/hal-page.js';
import type { HalPage } from '../hal/hal-page.js';
import type { PageQueryDto } from '../hal/page-query.dto.js';
import { halJob, halProject, halWorkflow } from './hal-resources.js';
import type { HalResource } from './hal-resources.js';
import { JobDocumentsService } from './job-documents.service.js';
import { JsonapiJobsRepository } from './jsonapi-jobs.repository.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import type { Slice } from './jsonapi.repository.js';
import { JsonapiService } from './jsonapi.service.js';
import { ProjectView } from './project-view.js';

/** The same resources as the JSON:API view, with the same rules of access, in HAL. */
@Injectable()
export class HalProjectsService {
  constructor(
    private readonly repository: JsonapiRepository,
    private readonly jobLists: JsonapiJobsRepository,
    private readonly documents: JobDocumentsService,
    private readonly view: ProjectView,
    private readonly jsonapi: JsonapiService,
  ) {}

  async projects(query: PageQueryDto, caller: Caller): Promise<HalPage<HalResource>> {
    const ids = projectsOf(caller);
    return page(query, '/api/projects', await this.repository.countProjects(ids), async (slice) =>
      (await this.repository.projects(ids, slice)).map(halProject),
    );
  }

  /** @throws DomainError as ProjectView does */
  async project(id: string, caller: Caller): Promise<HalResource> {
    return halProject(await this.view.project(id, caller));
  }

  /** @throws DomainError as ProjectView does */
  async jobs(projectId: string, query: PageQueryDto, caller: Caller): Promise<HalPage<HalResource>> {
    const { id } = await this.view.project(projectId, caller);
    const principalIds = [projectPrincipal(id)];
    const total = await this.jobLists.count(principalIds);
    return page(query, `/api/projects/${id}/jobs`, total, async (slice) =>
      (await this.jobLists.jobs(principalIds, slice)).map(halJob),
    );
  }

  /** @throws DomainError as the JSON:API view does */
  async job(ids: { id: string; projectId: string }, caller: Caller): Promise<HalResource> {
    return halJob(await this.documents.visibleJob(ids, caller));
  }

  async workflows(query: PageQueryDto, caller: Caller): Promise<HalPage<HalResource>> {
    const ids = projectsOf(caller);
    return page(query, '/api/workflows', await this.repository.countWorkflows(ids), async (slice) =>
      (await this.repository.workflows(ids, slice)).map(halWorkflow),
    );
  }

  /** @throws DomainError as the JSON:API view does */
  async workflow(id: string, caller: Caller): Promise<HalResource> {
    return halWorkflow(await this.jsonapi.visibleWorkflow(id, caller));
  }
}

async function page(
  { start = 0, limit = 30 }: PageQueryDto,
  path: string,
  total: number,
  read: (slice: Slice) => Promise<HalResource[]>,
): Promise<HalPage<HalResource>> {
  const items = await read({ offset: start, limit });
  const rel = path.endsWith('jobs') ? 'inf:job' : path.endsWith('projects') ? 'inf:project' : 'inf:workflow';
  return halPage({ rel, items, start, limit, total, path, template: ['limit', 'start'] });
}
