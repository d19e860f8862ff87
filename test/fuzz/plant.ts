import type { Answer, ApiClient } from '../support/api-client.js';

/** Lists whose entries have addresses of their own, below a job. */
const BELOW_A_JOB = [
  '',
  '/actions',
  '/datasets',
  '/tags',
  '/shares',
  '/versions',
  '/history',
  '/draft',
  '/occurrences',
];

/**
 * Makes one of everything that can be asked about: generated bodies are seldom right, and what is not there is always
 * answered alike. `n` tells what is made from what was made before.
 * @returns all answers, in which its addresses are
 */
export async function plant(client: ApiClient, n: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  const made = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await client.send(method, path, body, headers);
    answers.push(answer);
    return answer.body as { id: string };
  };
  const dataset = await made('POST', '/api/datasets', {
    id: `rows-${n}`,
    name: `Rows ${n}`,
    source: { kind: 'inline', rows: [{ region: 'north', amount: 1 }, { region: 'south' }] },
  });
  await made('POST', `/api/datasets/${dataset.id}/snapshots`);
  const job = await made('POST', '/api/jobs', {
    type: 'noop',
    name: `Planted ${n}`,
    interval: '1 day',
    datasets: { rows: { datasetId: dataset.id, snapshots: { when: 'before' } } },
  });
  const self = `/api/jobs/${job.id}`;
  const action = await made('POST', `${self}/actions`, { type: 'noop', name: 'Afterwards' });
  const attachments = `${self}/actions/${action.id}/attachments`;
  const file = await made('POST', attachments, { type: 'file', name: 'terms.txt' });
  await made('PUT', `${attachments}/${file.id}/action-attachment-file-contents`, 'text', {
    'Content-Type': 'text/plain',
  });
  await made('GET', attachments);
  const tag = await made('POST', '/api/tags', { name: `planted ${n}` });
  await made('PUT', `${self}/tags/${tag.id}`);
  await made('PUT', `${self}/shares/ops`, { accessLevel: 3 });
  await made('PUT', `/api/datasets/${dataset.id}/shares/ops`, { accessLevel: 2 });
  await made('POST', self, undefined, { Prefer: 'respond-async' });
  await made('PATCH', self, { description: 'Changed once.' });
  await made('POST', `${self}/_edit`);
  const project = await made('POST', '/api/projects', { name: `planted-${n}` }, { Accept: 'application/hal+json' });
  const workflow = await made('POST', '/api/workflows', { name: `flow ${n}`, projectId: project.id });
  await made('POST', '/api/jobs', { type: 'noop', name: `planted-step-${n}`, workflowId: workflow.id });
  for (const list of BELOW_A_JOB) await made('GET', self + list);
  for (const list of ['', '/shares', '/snapshots', '/data']) await made('GET', `/api/datasets/${dataset.id}${list}`);
  for (const list of ['/api/jobs', '/api/datasets', '/api/tags', '/api/teams', '/api/job-drivers'])
    await made('GET', list);
  for (const path of [`/api/projects/${project.id}`, `/api/projects/${project.id}/jobs`, '/api/workflows'])
    await made('GET', path, undefined, { Accept: 'application/hal+json' });
  return answers;
}
