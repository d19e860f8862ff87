import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { projectPrincipal } from '../auth/project-role.js';
import { projectsOf } from '../auth/project-standing.js';
import { halPage } from '../hal/hal-page.js';
import type { HalLink, HalPage } from '../hal/hal-page.js';
import type { PageQueryDto } from '../hal/page-query.dto.js';
import type { Resource } from './documents.js';
import { JobDocumentsService } from './job-documents.service.js';
import { JsonapiJobsRepository } from './jsonapi-jobs.repository.js';
import { JsonapiRepository } from './jsonapi.repository.js';
import type { Slice } from './jsonapi.repository.js';
import { JsonapiService } from './jsonapi.service.js';
import { ProjectView } from './project-view.js';
import { jobResource, projectResource, workflowResource } from './resources.js';

/** A resource as HAL has it: its attributes beside its links, related resources as links. */
export type HalResource = Record<string, unknown> & { id: string; _links: Record<string, HalLink> };

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
      (await this.repository.projects(ids, slice)).map((row) => projectResource(row, '')),
    );
  }

  /** @throws DomainError as ProjectView does */
  async project(id: string, caller: Caller): Promise<HalResource> {
    return halResource(projectResource(await this.view.project(id, caller), ''));
  }

  /** @throws DomainError as ProjectView does */
  async jobs(projectId: string, query: PageQueryDto, caller: Caller): Promise<HalPage<HalResource>> {
    const { id } = await this.view.project(projectId, caller);
    const principalIds = [projectPrincipal(id)];
    const total = await this.jobLists.count(principalIds);
    return page(query, `/api/projects/${id}/jobs`, total, async (slice) =>
      (await this.jobLists.jobs(principalIds, slice)).map((row) => jobResource(row, true, '')),
    );
  }

  /** @throws DomainError as the JSON:API view does */
  async job(ids: { id: string; projectId: string }, caller: Caller): Promise<HalResource> {
    return halResource(jobResource(await this.documents.visibleJob(ids, caller), true, ''));
  }

  async workflows(query: PageQueryDto, caller: Caller): Promise<HalPage<HalResource>> {
    const ids = projectsOf(caller);
    return page(query, '/api/workflows', await this.repository.countWorkflows(ids), async (slice) =>
      (await this.repository.workflows(ids, slice)).map((row) => workflowResource(row, '')),
    );
  }

  /** @throws DomainError as the JSON:API view does */
  async workflow(id: string, caller: Caller): Promise<HalResource> {
    return halResource(workflowResource(await this.jsonapi.visibleWorkflow(id, caller), ''));
  }
}

async function page(
  { start = 0, limit = 30 }: PageQueryDto,
  path: string,
  total: number,
  read: (slice: Slice) => Promise<Resource[]>,
): Promise<HalPage<HalResource>> {
  const items = (await read({ offset: start, limit })).map(halResource);
  const rel = path.endsWith('jobs') ? 'inf:job' : path.endsWith('projects') ? 'inf:project' : 'inf:workflow';
  return halPage({ rel, items, start, limit, total, path, template: ['limit', 'start'] });
}

function halResource({ type, id, attributes, relationships, links }: Resource): HalResource {
  const related = Object.entries(relationships).flatMap(([name, { data }]): [string, HalLink][] =>
    data === null ? [] : [[`inf:${name}`, { href: `/api/${data.type}/${data.id}` }]],
  );
  const jobs: Record<string, HalLink> =
    type === 'projects' ? { 'inf:project-jobs': { href: `${links.self}/jobs` } } : {};
  return { _links: { self: { href: links.self }, ...jobs, ...Object.fromEntries(related) }, id, ...attributes };
}
