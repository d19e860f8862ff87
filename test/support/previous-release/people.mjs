// What people had done with the previous release when it was replaced: over HTTP, as the release itself stores it.
import jwt from 'jsonwebtoken';

export const JWT_SECRET = 'a-secret-for-tests-that-is-long-enough-0123456789';
export const SECRETS_KEY = 'a-key-for-tests-that-is-long-enough-0123456789';

const PERMISSIONS = ['permission.jobs.create', 'permission.datasets.create'];

/**
 * A client of the API for one user; throws when the answer is no success.
 * @param {string} url
 * @param {string} sub
 * @param {object} claims
 */
export function person(url, sub, claims = {}) {
  const token = jwt.sign({ sub, permissions: PERMISSIONS, ...claims }, JWT_SECRET, {
    algorithm: 'HS256',
    expiresIn: '1h',
  });
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {Record<string, string>} [headers]
   */
  const ask = async (method, path, body, headers) => {
    /** @type {Record<string, string>} */
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    /** @type {RequestInit} */
    const request = { method, headers: { Authorization: `Bearer ${token}`, ...json, ...headers } };
    if (body !== undefined) request.body = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(url + path, request);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
  };
  return ask;
}

/** Until `probe` answers with something; it is asked ten times a second. @param {() => Promise<unknown>} probe */
async function until(probe) {
  while (!(await probe())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/**
 * Leaves jobs that fall due in half a minute, one that runs, and runs that wait: kill the node when this returns.
 * @param {string} url of a node that serves the queue `default`
 */
export async function workOfPeople(url) {
  const alice = person(url, 'alice', { email: 'alice@example.com', timezone: 'Europe/Berlin' });
  const tom = person(url, 'tom', { teams: ['marketing'] });
  await alice('GET', '/api/auth/me');
  await tom('GET', '/api/auth/me');
  const job = (/** @type {object} */ fields) => alice('POST', '/api/jobs', { type: 'noop', ...fields });
  const history = async (/** @type {string} */ id) =>
    (await alice('GET', `/api/jobs/${id}/history`))._embedded['inf:job-history'];

  const rows = [
    { region: 'north', amount: 12.5 },
    { region: 'süd', amount: null },
  ];
  await alice('POST', '/api/datasets', { id: 'sales', name: 'Sales', source: { kind: 'inline', rows } });
  await alice('POST', '/api/datasets/alice:sales/snapshots');

  const report = await job({
    name: 'Daily report',
    description: 'Größe und Zahl',
    notes: 'ask Tom',
    interval: '30 8 * * *',
    datasets: { sales: 'sales' },
    data: { sleepMs: 1 },
  });
  await alice('PUT', `/api/jobs/${report.id}/shares/marketing`, { accessLevel: 2 });
  await alice('PUT', `/api/jobs/${report.id}/favorite`);
  const tag = await alice('POST', '/api/tags', { name: 'Month end' });
  await alice('PUT', `/api/jobs/${report.id}/tags/${tag.id}`);
  const mail = { to: ['reader@example.com'], subject: 'Files', text: 'See the attachments.' };
  const action = await alice('POST', `/api/jobs/${report.id}/actions`, {
    type: 'email',
    data: mail,
    condition: 'onFailure',
  });
  const attachments = `/api/jobs/${report.id}/actions/${action.id}/attachments`;
  const file = await alice('POST', attachments, { type: 'file', name: 'terms.txt' });
  await alice('PUT', `${attachments}/${file.id}/action-attachment-file-contents`, 'the terms', {
    'Content-Type': 'text/plain',
  });
  for (let count = 0; count < 3; count++) await alice('POST', `/api/jobs/${report.id}`);
  await alice('PUT', `/api/jobs/${report.id}`, { notes: 'ask Tom, or Ann' });
  const draft = await alice('POST', `/api/jobs/${report.id}/_edit`);
  await alice('PUT', `/api/jobs/${draft.id}`, { name: 'Daily report, with tables' });

  const failing = await job({ name: 'Fails', data: { fail: 'as it was told' } });
  await alice('POST', `/api/jobs/${failing.id}`);
  await job({
    name: 'Calls with a secret',
    type: 'api-call',
    data: { method: 'GET', url: 'https://api.example.com/', auth: { type: 'bearer', token: 'hunter2-hunter2' } },
  });

  // Run before, and due again when the next release starts.
  const often = await job({ name: 'Every five seconds', interval: '5 seconds', enabled: true });
  await until(async () => (await history(often.id)).length >= 2);
  const soon = new Date(Date.now() + 30_000).toISOString();
  const once = { enabled: true, intervalType: 'once', startOn: soon };
  await job({ name: 'Once', ...once });
  await job({ name: 'Once, in another queue', queue: 'reports', ...once });
  await job({ name: 'Not if late', catchUp: 'none', interval: '20 seconds', enabled: true });
  await job({ name: 'By the hour', interval: '0 * * * *', enabled: true });
  const waiting = await job({ name: 'Waits for its queue', queue: 'reports' });
  await alice('POST', `/api/jobs/${waiting.id}`, undefined, { Prefer: 'respond-async' });
  const now = () => ({ enabled: true, intervalType: 'once', startOn: new Date(Date.now() + 500).toISOString() });
  const retried = await job({
    name: 'Tries again',
    data: { fail: true },
    maxAttempts: 2,
    retryDelayMs: 15_000,
    ...now(),
  });
  await until(async () =>
    (await history(retried.id)).some((/** @type {{status: string}} */ run) => run.status === 'failed'),
  );
  const active = await job({ name: 'Runs when its node dies', data: { sleepMs: 8_000 }, ...now() });
  const manual = await job({ name: 'Runs by hand when its node dies', data: { sleepMs: 8_000 } });
  await alice('POST', `/api/jobs/${manual.id}`, undefined, { Prefer: 'respond-async' });
  await until(async () => (await history(active.id))[0]?.status === 'running');
  await until(async () => (await history(manual.id))[0]?.status === 'running');
}
