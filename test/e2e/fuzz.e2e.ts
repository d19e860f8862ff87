import { createSecretKey } from 'node:crypto';
import fs from 'node:fs';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Fuzzer } from '../fuzz/fuzzer.js';
import type { ApiDocument } from '../fuzz/openapi.js';
import { plant } from '../fuzz/plant.js';
import { ApiClient } from '../support/api-client.js';
import { createTestDatabase } from '../support/database.js';
import type { TestDatabase } from '../support/database.js';
import { Installation } from '../support/product-process.js';
import type { ProductProcess } from '../support/product-process.js';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1_500);
const SEED = Number(process.env.FUZZ_SEED ?? 4_711);
const JWT_SECRET = 'a-secret-for-the-fuzzer-that-is-long-enough';
const PERMISSIONS = ['permission.jobs.create', 'permission.datasets.create', 'permission.projects.create'];
/** They would stop everything else, or never end. */
const WITHOUT = ['POST /api/operations/_pause'];

let database: TestDatabase;
let installation: Installation;
let product: ProductProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  installation = new Installation({
    DATABASE_URL: database.url,
    JWT_SECRET,
    SECRETS_KEY: 'a-key-for-the-fuzzer-that-is-long-enough-012',
    LOG_LEVEL: 'error',
    TOKEN_FAILURES_PER_MINUTE: '0',
    SHUTDOWN_GRACE_MS: '1000',
    METRICS_TOKEN: 'a-token-of-the-fuzzer',
  });
  product = await installation.start();
});
afterAll(async () => {
  await product?.stop();
  await installation?.remove();
  await database?.drop();
});

const key = createSecretKey(Buffer.from(JWT_SECRET));
function token(user: string): string {
  const claims = { permissions: PERMISSIONS, teams: ['ops'], ...(user === 'root' ? { superuser: true } : {}) };
  // Made anew each time: a request may have revoked all older ones.
  return jwt.sign({ sub: user, ...claims }, key, { algorithm: 'HS256', expiresIn: '1h' });
}

it(`no generated request gets a 5xx, and every answer is as /openapi.json declares it (seed ${SEED}, ${REQUESTS} requests)`, async () => {
  const document = (await (await fetch(`${product.url}/openapi.json`)).json()) as ApiDocument;
  const fuzzer = new Fuzzer({
    url: product.url,
    document,
    token,
    users: ['root', 'root', 'alice', 'bob'],
    // Requests disable and delete users: others take their place.
    generation: (index) => Math.floor(index / 2_000),
    requests: REQUESTS,
    seed: SEED,
    without: WITHOUT,
    plant: async (index) => {
      // By somebody new, whom no request has disabled yet; what is planted is shared with the team that all are in.
      const answers = await plant(new ApiClient(product.url, token(`gardener-${index}`)), index);
      // At first nobody comes between.
      expect(index === 0 ? answers.filter(({ status }) => status >= 400) : []).toEqual([]);
      return answers.map(({ body }) => body as unknown);
    },
    onProgress: (done, findings) =>
      REQUESTS > 5_000 && process.stderr.write(`${done} requests, ${findings} findings\n`),
  });
  await fuzzer.run();
  const told = fuzzer.findings.map(({ problem, request }) => {
    const { operation, user, url, headers, body } = request;
    return `${operation.method} ${operation.path}: ${problem}\n    as ${user}: ${url} ${JSON.stringify(headers)} ${body?.slice(0, 500) ?? ''}`;
  });
  const statuses = Object.fromEntries([...fuzzer.statuses].sort(([one], [other]) => one - other));
  if (process.env.FUZZ_REPORT) fs.writeFileSync(process.env.FUZZ_REPORT, [...told, product.stdout].join('\n'));
  if (REQUESTS > 5_000) console.log(`statuses ${JSON.stringify(statuses)}, ${fuzzer.unanswered} took too long`);
  expect(told.slice(0, 20).join('\n')).toBe('');
  expect(product.stderr).toBe('');
  // Requests that all fail at the first check would find nothing.
  expect((statuses[200] ?? 0) + (statuses[201] ?? 0)).toBeGreaterThan(REQUESTS / 10);
}, 3_600_000);
