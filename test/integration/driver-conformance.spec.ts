import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DatabaseModule } from '../../src/database/database.module.js';
import { ApiCallDriverModule } from '../../src/drivers/api-call/api-call-driver.module.js';
import { DatasetDriversModule } from '../../src/drivers/datasets/dataset-drivers.module.js';
import { EmailDriverModule } from '../../src/drivers/email/email-driver.module.js';
import { NoopDriverModule } from '../../src/drivers/noop/noop-driver.module.js';
import { OpenfnDriverModule } from '../../src/drivers/openfn/openfn-driver.module.js';
import { describeJobDriver } from '../../src/testing/describe-job-driver.js';
import type { DriverSubject } from '../../src/testing/driver-subject.js';
import { startDatasetApp } from '../support/dataset-app.js';
import { startMailServer } from '../support/mail-server.js';
import { startEchoServer } from '../support/openfn/echo-server.js';
import { startSourceServer } from '../support/source-server.js';

const LOCAL = { ALLOW_PRIVATE_NETWORK: 'true' };
const runner = { describe, it, afterAll };
const covered: string[] = [];

function conforms(type: string, prepare: () => DriverSubject | Promise<DriverSubject>): void {
  covered.push(type);
  describeJobDriver(runner, type, prepare);
}

conforms('noop', () => ({
  imports: [NoopDriverModule],
  works: { data: { sleepMs: 5, progress: 2 } },
  fails: { data: { fail: 'Told to.' }, code: 'NOOP_FAILED' },
  lasts: { data: { sleepMs: 60_000 } },
  huge: { data: { progress: 900 } },
  wrong: [
    { data: { sleepMs: -1 }, path: 'data.sleepMs' },
    { data: { fail: 1 }, path: 'data.fail' },
  ],
}));

conforms('api-call', async () => {
  const server = await startSourceServer();
  // Answers with what it was sent: the credentials must not come back.
  server.on('/echo', (request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(request.headers)),
  );
  server.on('/refused', (request, response) =>
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`No, ${request.headers.authorization}`),
  );
  server.on('/huge', (_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end('x'.repeat(3 << 20)),
  );
  server.on('/never', () => undefined);
  const call = (where: string) => ({ method: 'GET', url: `${server.url}${where}` });
  const basic = { type: 'basic', username: 'ana', password: 'hunter2 & co' };
  return {
    imports: [ApiCallDriverModule],
    env: LOCAL,
    works: { data: { ...call('/echo'), auth: { type: 'bearer', token: 'a-token-of-ana' } } },
    fails: { data: { ...call('/refused'), auth: basic }, code: 'UNEXPECTED_STATUS' },
    lasts: { data: { ...call('/never'), auth: basic } },
    huge: { data: call('/huge') },
    wrong: [
      { data: { ...call('/'), url: 'ftp://example.com' }, path: 'data.url' },
      { data: { ...call('/'), headers: { Host: 'x' } }, path: 'data.headers' },
    ],
    close: () => server.close(),
  };
});

conforms('email', async () => {
  const refused = Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 });
  const server = await startMailServer({
    onRcptTo({ address }, _session, done) {
      // Of slow@ it never says whether it takes the mail.
      if (!address.startsWith('slow')) done(address.startsWith('nobody') ? refused : undefined);
    },
  });
  const mail = { subject: '{{job.name}}', text: 'Rows: {{datasets.sales.rowCount}}' };
  const datasets = { sales: [{ region: 'EMEA', amount: 10 }] };
  return {
    imports: [EmailDriverModule],
    env: { SMTP_URL: server.url },
    works: { data: { ...mail, to: ['bob@example.com'], attachments: [{ dataset: 'sales', format: 'csv' }] }, datasets },
    fails: { data: { ...mail, to: ['nobody@example.com'] }, datasets, code: 'SMTP_RECIPIENTS_REFUSED' },
    lasts: { data: { ...mail, to: ['slow@example.com'] }, datasets },
    wrong: [
      { data: { ...mail, to: ['bob@example.com', 'bob'] }, path: 'data.to[1]' },
      { data: { subject: '{{#if' }, path: 'data.subject' },
    ],
    close: () => server.close(),
  };
});

conforms('openfn', async () => {
  const server = await startEchoServer();
  const adaptor = '@openfn/language-http@latest';
  const configuration = { baseUrl: server.url, username: 'ana', password: 'hunter2 & co' };
  const tell = 'console.log(s.configuration.password);';
  return {
    imports: [OpenfnDriverModule],
    env: { ...LOCAL, OPENFN_SANDBOX: 'process' },
    openSecrets: [server.url],
    works: {
      data: {
        adaptor,
        configuration,
        body: `get('/patients');\nfn(s => { ${tell} return { said: s.configuration.password }; });`,
      },
    },
    fails: {
      data: { adaptor, configuration, body: `fn(s => { ${tell} throw new Error(s.configuration.password); });` },
      code: 'OPENFN_JOB_FAILED',
    },
    lasts: { data: { adaptor, configuration, body: "get('/never');" }, stopAfterMs: 2_000 },
    huge: { data: { adaptor, body: "fn(() => ({ big: 'x'.repeat(2_000_000) }));" } },
    close: () => server.close(),
  };
});

/** Datasets of ana's: one that can be loaded, one whose source never answers. */
async function datasetSubject(): Promise<Pick<DriverSubject, 'imports' | 'env' | 'close'>> {
  const source = await startSourceServer();
  source.on('/rows', (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([{ region: 'EMEA' }])),
  );
  const datasets = await startDatasetApp(() => LOCAL);
  const ana = datasets.as('ana');
  source.on('/never', () => undefined);
  for (const id of ['rows', 'never'])
    await ana('POST', '/api/datasets', {
      id,
      name: id,
      source: { kind: 'http', url: `${source.url}/${id}`, format: 'json' },
    });
  const close = async (): Promise<void> => {
    await datasets.close();
    await source.close();
  };
  return { imports: [DatabaseModule.forRoot(datasets.databaseUrl, 3), DatasetDriversModule], env: LOCAL, close };
}

conforms('dataset-refresh', async () => ({
  ...(await datasetSubject()),
  works: { data: { datasetId: 'ana:rows' } },
  fails: { data: { datasetId: 'ana:gone' }, code: 'DATASET_NOT_FOUND' },
  lasts: { data: { datasetId: 'ana:never' } },
  wrong: [{ data: { datasetId: '' }, path: 'data.datasetId' }],
}));

conforms('snapshot-cleanup', async () => ({
  ...(await datasetSubject()),
  works: { data: { datasetId: 'ana:rows', keep: 1 } },
  fails: { data: { datasetId: 'ana:gone', keep: 1 }, code: 'DATASET_NOT_FOUND' },
  wrong: [{ data: { datasetId: 'ana:rows', keep: -1 }, path: 'data.keep' }],
}));

it('covers every driver that comes with Punctual', () => {
  const folder = path.resolve(import.meta.dirname, '../../src/drivers');
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.driver.ts'));
  const types = files.map((name) => /type: '([\w-]+)'/.exec(fs.readFileSync(path.join(folder, name), 'utf8'))?.[1]);
  expect(new Set(covered)).toEqual(new Set(types));
});
