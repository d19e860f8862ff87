import { randomUUID } from 'node:crypto';
import { ApiClient } from './api-client.js';
import type { Answer } from './api-client.js';
import type { Claims, TestApp } from './app.js';

const MAKER = ['permission.jobs.create', 'permission.projects.create'];

/** Under /api/projects and /api/workflows only those who ask for HAL are told what exactly is wrong. */
class HalClient extends ApiClient {
  override send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return super.send(method, path, body, { Accept: 'application/hal+json', ...headers });
  }
}

/** Somebody who speaks HAL. */
export function speaker(service: TestApp, userId: string, claims?: Claims): ApiClient {
  return new HalClient(service.url, service.token(userId, claims));
}

/** The same, who may make projects and jobs. */
export function maker(service: TestApp, userId: string): ApiClient {
  return speaker(service, userId, { permissions: MAKER });
}

/** A new project of that user, unless the fields say otherwise. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into what comes back
export function createProject(client: ApiClient, fields: Record<string, unknown> = {}): Promise<any> {
  return created(client, '/api/projects', { name: `p-${randomUUID()}`, ...fields });
}

/** A new workflow in a project. */
export function createWorkflow(
  client: ApiClient,
  projectId: string,
  fields: Record<string, unknown> = {},
  // oxlint-disable-next-line typescript/no-explicit-any
): Promise<any> {
  return created(client, '/api/workflows', { name: `Flow ${randomUUID()}`, projectId, ...fields });
}

/** Puts somebody who has been seen into a project. */
export async function addMember(owner: ApiClient, projectId: string, userId: string, role: string): Promise<void> {
  const { status, body } = await owner.put(`/api/projects/${projectId}/members/${userId}`, { role });
  if (status !== 200) throw new Error(`PUT of the member ${userId} answered ${status}: ${JSON.stringify(body)}`);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function created(client: ApiClient, path: string, fields: Record<string, unknown>): Promise<any> {
  const { status, body } = await client.post(path, fields);
  if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
