import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConsumerPackage } from '../support/consumer-package.js';
import type { ApiClient } from '../support/api-client.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';

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

  it('compiles against the types of the package', async () => {
    await consumer.run('build');
    expect(fs.existsSync(path.join(consumer.folder, 'dist/src/main.js'))).toBe(true);
  });

  it('has drivers that pass the conformance suite, under a test runner of its own choice', async () => {
    const output = await consumer.run('test');
    expect(output).toMatch(/^(?:#|ℹ) fail 0$/m);
    expect(Number(/^(?:#|ℹ) pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(30);
  });

  it('starts Punctual with its module, on an embedded database', async () => {
    const env = { ALLOW_PRIVATE_NETWORK: 'true' };
    installation = new Installation(env, path.join(consumer.folder, 'dist/src/main.js'));
    product = await installation.start();
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

  it('stops on SIGTERM and leaves nothing behind', async () => {
    const { code } = await product.stop();
    expect(code).toBe(0);
    expect(installation.leftovers()).toEqual([]);
  });
});
