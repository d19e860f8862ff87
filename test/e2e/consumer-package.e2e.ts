import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/version.js';
import { ConsumerPackage } from '../support/consumer-package.js';
import type { Said } from '../support/consumer-package.js';
import type { ApiClient } from '../support/api-client.js';
import { codeBlock } from '../support/markdown.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';

const NEW_KEY = 'another-key-for-tests-that-is-long-enough-01234';
const ROOT = path.resolve(import.meta.dirname, '../..');
const manifestOf = (folder: string): Record<string, Record<string, string>> =>
  JSON.parse(fs.readFileSync(path.join(ROOT, folder, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;

describe('a package that adds two drivers', { timeout: 240_000 }, () => {
  const consumer = new ConsumerPackage();
  const heard: { authorization: string | undefined; key: string | undefined }[] = [];
  const chat = http.createServer((request, response) => {
    const { authorization, 'idempotency-key': key } = request.headers;
    heard.push({ authorization, key: key as string | undefined });
    response.end();
  });
  const npxPunctual = (...args: string[]): Promise<Said> =>
    consumer.punctual(args, installation.directory, { DATA_DIR: installation.dataDir });
  const rotate = (keys: Record<string, string>): Promise<Said> =>
    consumer.punctual(['rotate-secrets'], installation.directory, { DATA_DIR: installation.dataDir, ...keys });
  let packed: string[];
  let installation: Installation;
  let product: ProductProcess;
  let admin: ApiClient;

  beforeAll(async () => {
    packed = await consumer.pack();
    await consumer.install();
    chat.listen(0, '127.0.0.1');
  }, 240_000);
  afterAll(async () => {
    await installation?.remove();
    await consumer.remove();
    chat.close();
  });

  it('takes from the tarball the build and its types, and neither sources, tests nor maps', () => {
    expect(packed).toContain('package/dist/src/punctual.js');
    expect(packed).toContain('package/dist/src/punctual-testing.d.ts');
    const strange = packed.filter((file) => !/^package\/(?:dist\/.*\.(?:m?js|d\.m?ts)|[^/]+)$/.test(file));
    expect(strange).toEqual([]);
    expect(packed.filter((file) => /spec|test\/|fixture|testdata/.test(file))).toEqual([]);
  });

  it('names the versions of Nest and class-validator that Punctual has, so that npm installs each once', () => {
    const ours = manifestOf('.');
    const theirs = manifestOf('examples/two-drivers');
    const names = { ...theirs['dependencies'], ...theirs['devDependencies'] };
    const { punctual, ...others } = names;
    const known = { ...ours['dependencies'], ...ours['devDependencies'] };
    expect(others).toEqual(Object.fromEntries(Object.keys(others).map((name) => [name, known[name]])));
    expect(punctual).toBe(`file:../../punctual-${ours['version'] as unknown as string}.tgz`);
    expect(theirs['allowScripts']).toEqual(ours['allowScripts']);
    expect(fs.existsSync(path.join(consumer.folder, 'node_modules/punctual/node_modules/@nestjs'))).toBe(false);
  });

  it('is made by the commands that its README lists', () => {
    const lines = codeBlock('examples/two-drivers/README.md', '(cd').trim().split('\n');
    // `npm start` is `node dist/src/main.js`, which is started below.
    expect(lines).toEqual([
      '(cd ../.. && npm ci && npm pack)',
      'npm install',
      'npm run build',
      'npm test',
      'npm start',
    ]);
    expect(manifestOf('examples/two-drivers')['scripts']!['start']).toBe('node dist/src/main.js');
  });

  it('compiles against the types of the package', async () => {
    await consumer.run('build');
    expect(fs.existsSync(path.join(consumer.folder, 'dist/src/main.js'))).toBe(true);
  });

  it('has drivers that pass the conformance suite, under a test runner of its own choice', async () => {
    const output = await consumer.run('test');
    expect(output).toMatch(/^(?:#|ℹ) fail 0$/m);
    expect(Number(/^(?:#|ℹ) pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(30);
  });

  it('has the command of the package, which says what it can do', async () => {
    installation = new Installation({ ALLOW_PRIVATE_NETWORK: 'true' }, path.join(consumer.folder, 'dist/src/main.js'));
    expect(await npxPunctual('--version')).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
    // The first of docs/operations.md; the others follow below.
    const [first = '', ...others] = codeBlock('docs/operations.md', 'npx punctual').trim().split('\n');
    expect(others).toEqual(['npx punctual migrate', 'npx punctual start']);
    const help = await npxPunctual(...first.split(' ').slice(2));
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/start[^]*migrate[^]*rotate-secrets/);
    const wrong = ['', 'run', 'migrate now', 'start --check', 'migrate --check=yes', '--port 80 start'];
    const said = await Promise.all(wrong.map((line) => npxPunctual(...line.split(' ').filter(Boolean))));
    expect(said.map(({ code, stdout, stderr }) => [code, stdout, stderr.split(': ')[1]])).toEqual([
      [1, '', 'say what to do'],
      [1, '', 'unknown command "run"'],
      [1, '', 'unknown argument "now"'],
      [1, '', 'unknown option "--check"'],
      [1, '', 'unknown option "--check"'],
      [1, '', 'unknown option "--port"'],
    ]);
  });

  it('migrates an embedded database by it, as a step of its own', async () => {
    expect(await npxPunctual('migrate', '--check')).toMatchObject({ code: 2 });
    expect(await npxPunctual('migrate')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ applied\.\n$/) as string,
    });
    expect(await npxPunctual('migrate', '--check')).toMatchObject({ code: 0, stdout: 'The schema is up to date.\n' });
    expect(installation.leftovers()).toEqual([]);
  });

  it('starts Punctual with its module, on that database', async () => {
    product = await installation.start({ MIGRATE_ON_START: 'false' });
    const { username, password } = product.superuser;
    admin = await product.login(username, password);
    const { body } = await admin.get('/api/job-drivers');
    const types = (body._embedded['inf:job-driver'] as { type: string }[]).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['chat-message', 'email', 'noop', 'stock-check']));
  });

  it('runs a job of the driver that reads a dataset', async () => {
    const rows = [{ article: 'bolts', pieces: 3 }];
    await admin.post('/api/datasets', { id: 'stock', name: 'Stock', source: { kind: 'inline', rows } });
    const job = {
      name: 'Stock',
      type: 'stock-check',
      datasets: { stock: 'stock' },
      data: { dataset: 'stock', atLeast: 2 },
    };
    const created = await admin.post('/api/jobs', job);
    expect(created).toMatchObject({ status: 201 });
    const enough = await admin.post(`/api/jobs/${created.body.id}`);
    expect(enough).toMatchObject({ status: 200, body: { success: true } });
    await admin.put(`/api/jobs/${created.body.id}`, { data: { dataset: 'stock', atLeast: 4 } });
    expect((await admin.post(`/api/jobs/${created.body.id}`)).body.success).toBe(false);
    const { body } = await admin.get(`/api/jobs/${created.body.id}/history?sort=createdAt`);
    const records = body._embedded['inf:job-history'] as { status: string; data: unknown; error: unknown }[];
    expect(records).toMatchObject([
      { status: 'succeeded', data: { articles: 1 } },
      { status: 'failed', error: { code: 'OUT_OF_STOCK', message: 'Fewer than 4 pieces: bolts. Order them.' } },
    ]);
  });

  it('runs a job of the driver that has a secret, and shows the secret to nobody', async () => {
    const url = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/chat`;
    const data = { url, token: 'token-of-the-chat', text: 'Good morning' };
    const { body: job } = await admin.post('/api/jobs', { name: 'Good morning', type: 'chat-message', data });
    expect(job.data).toEqual({ ...data, token: '•••' });
    expect((await admin.post(`/api/jobs/${job.id}`)).body).toMatchObject({ success: true });
    expect(heard).toEqual([{ authorization: 'Bearer token-of-the-chat', key: expect.stringMatching(/./) as string }]);
  });

  it('refuses data that the class of its driver does not allow', async () => {
    const answer = await admin.post('/api/jobs', {
      name: 'X',
      type: 'stock-check',
      data: { atLeast: 'many', shelf: 3 },
    });
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'DRIVER_DATA_INVALID' } });
  });

  it('changes the key of stored secrets by the command, beside the running node', async () => {
    const old = fs.readFileSync(path.join(installation.dataDir, 'secrets-key'), 'utf8').trim();
    const keys = { SECRETS_KEY: NEW_KEY, SECRETS_KEY_PREVIOUS: old };
    expect(await rotate(keys)).toMatchObject({ code: 0, stdout: '2 value(s) are sealed with the new key.\n' });
    expect(await rotate(keys)).toMatchObject({ code: 0, stdout: '0 value(s) are sealed with the new key.\n' });
    const lacking = await rotate({ SECRETS_KEY: NEW_KEY });
    expect(lacking).toMatchObject({ code: 1, stdout: '' });
    expect(lacking.stderr).toMatch(/^rotate-secrets: SECRETS_KEY_PREVIOUS is not set/);
  });

  it('stops on SIGTERM and leaves nothing behind', async () => {
    const { code } = await product.stop();
    expect(code).toBe(0);
    expect(installation.leftovers()).toEqual([]);
  });

  it('starts Punctual without its module by the command, which stops on SIGTERM as well', async () => {
    const plain = await installation.start({ SECRETS_KEY: NEW_KEY }, [consumer.command, 'start']);
    expect(await (await fetch(`${plain.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
    expect((await plain.stop()).code).toBe(0);
    expect(installation.leftovers()).toEqual([]);
  });
});
