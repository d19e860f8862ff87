import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEnv } from '../../src/config/env.js';
import { Adaptors } from '../../src/drivers/openfn/adaptors/adaptors.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { codeBlock, codeBlocks, page } from '../support/markdown.js';
import { startEchoServer } from '../support/openfn/echo-server.js';
import { possibleSandboxes } from '../support/openfn/sandboxes.js';
import { createJob } from '../support/shares.js';
import { ShellSession } from '../support/shell-session.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from '../support/temporary-directory.js';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const PERMISSIONS = ['permission.jobs.create', 'permission.drivers.openfn'];
const METRICS_TOKEN = 'a-metrics-token-for-tests-0123456789';
const DAY_MS = 86_400_000;

type Answer = Record<string, unknown>;

/** What the pages beside the README and docs/projects.md show, as their readers would try it. */
describe('the examples in the documentation', () => {
  const directory = makeTemporaryDirectory();
  let service: TestApp;
  let shell: ShellSession;
  let token: string;

  beforeAll(async () => {
    const [sandbox = 'process'] = await possibleSandboxes();
    service = await startTestApp({ env: { OPENFN_SANDBOX: sandbox, METRICS_TOKEN } });
    token = service.token('ann', { permissions: PERMISSIONS, timezone: 'UTC' });
    shell = new ShellSession(directory);
    await shell.paste(`TOKEN=${token} METRICS_TOKEN=${METRICS_TOKEN}`);
  }, 300_000);
  afterAll(async () => {
    await shell?.close();
    await service?.close();
    await removeTemporaryDirectory(directory);
  });

  const paste = (block: string): Promise<string> =>
    shell.paste(block.replaceAll(/(?<![\w.])localhost:3000/g, new URL(service.url).host));
  const pasteJson = async (block: string): Promise<Answer> => JSON.parse(await paste(block)) as Answer;

  describe.runIf(hasCurl)('docs/actions.md', () => {
    const FILE = 'docs/actions.md';
    const [failing = '', overdue = '', upload = '', ...others] = codeBlocks(FILE).map(({ content }) => content);
    let action: Answer;

    it('adds an action to a job, for failures and for what is overdue', async () => {
      const job = await createJob(service.as('ann'), {});
      await shell.paste(`JOB=${job.id}`);
      action = await pasteJson(failing);
      expect(action).toMatchObject({ jobId: job.id, type: 'email', condition: 'onFailure', afterFailures: 3 });
      expect(await pasteJson(overdue)).toMatchObject({ jobId: job.id, name: 'Overdue', condition: 'onOverdue' });
      expect(action['warnings'] ?? []).toEqual([]);
      expect(others).toEqual([]);
    });

    it('attaches a dataset and a file, and uploads the file', async () => {
      const bodies = Array.from(page(FILE).matchAll(/^- `(\{"type": .*?\})`/gm), ([, body = '']) => body);
      const answers = await Promise.all(
        bodies.map((body) =>
          service
            .as('ann')
            .post(`/api/jobs/${String(action['jobId'])}/actions/${String(action['id'])}/attachments`, JSON.parse(body)),
        ),
      );
      expect(answers.map(({ status, body }) => [status, body.type])).toEqual([
        [201, 'dataset'],
        [201, 'file'],
      ]);
      fs.writeFileSync(path.join(directory, 'terms.pdf'), '%PDF-1.4 terms');
      await shell.paste(`ACTION=${String(action['id'])} ATTACHMENT=${String(answers[1]!.body.id)}`);
      expect(await pasteJson(upload)).toMatchObject({
        type: 'file',
        name: 'terms.pdf',
        data: { contentType: 'application/pdf' },
      });
    });
  });

  describe('docs/openfn.md', () => {
    const FILE = 'docs/openfn.md';

    it('copies the names of patients from and to the address in its configuration', async () => {
      const clinic = await startEchoServer();
      try {
        const example = codeBlock(FILE, '{').replace('https://clinic.example.org', clinic.url);
        const { status, body: job } = await service
          .as('ann', { permissions: PERMISSIONS })
          .post('/api/jobs', JSON.parse(example));
        expect([status, job.warnings]).toEqual([201, []]);
        const run = await service.as('ann').post(`/api/jobs/${job.id}`);
        expect(run.body).toMatchObject({ success: true });
        expect(clinic.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /patients', 'POST /names']);
      } finally {
        await clinic.close();
      }
    });

    it('installs another adaptor from the registry, which its variables then allow', { timeout: 300_000 }, async () => {
      const folder = path.join(directory, 'openfn-adaptors');
      const here = (block: string): string => block.replaceAll('/opt/openfn-adaptors', folder);
      await shell.paste(`export npm_config_audit=false npm_config_fund=false`);
      await paste(here(codeBlock(FILE, 'npm install')));
      const lines = here(codeBlock(FILE, 'OPENFN_ADAPTORS_DIR')).trim().split('\n');
      const env = readEnv(Object.fromEntries(lines.map((line) => line.split('=') as [string, string])));
      const adaptors = new Adaptors(env);
      expect(adaptors.resolve('@openfn/language-fhir@latest')).toMatchObject({ version: '5.0.15' });
    });
  });

  describe('docs/operations.md', () => {
    const FILE = 'docs/operations.md';

    it.runIf(hasCurl)('reads the metrics with their token', async () => {
      expect(await paste(codeBlock(FILE, 'curl -H "Authorization: Bearer $METRICS_TOKEN"'))).toContain(
        'punctual_info{',
      );
    });

    it.runIf(hasCurl)('asks for the load of a day in quarters of an hour', async () => {
      const example = codeBlock(FILE, `curl -H "Authorization: Bearer $TOKEN" 'localhost:3000/api/operations/load`);
      // A forecast is of what comes; the days of the page will be over one day.
      const day = (add: number): string => new Date(Date.now() + add * DAY_MS).toISOString().slice(0, 10);
      const load = await pasteJson(example.replace('2027-03-01', day(1)).replace('2027-03-02', day(2)));
      expect(load['buckets']).toHaveLength(96);
    });

    it('lets Prometheus scrape each node with a token', () => {
      const { scrape_configs: jobs } = parse(codeBlock(FILE, 'scrape_configs'), { strict: true }) as Answer;
      expect(jobs).toEqual([
        {
          job_name: 'punctual',
          authorization: { credentials: '<METRICS_TOKEN>' },
          static_configs: [{ targets: ['node-1:3000', 'node-2:3000'] }],
        },
      ]);
    });
  });
});
