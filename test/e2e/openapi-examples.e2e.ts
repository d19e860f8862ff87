import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BODY_EXAMPLES } from '../../src/openapi.examples.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';

const DOCUMENT = path.resolve(import.meta.dirname, '../../openapi.json');

interface Operation {
  parameters?: { name: string; in: string; example?: string | number }[];
  requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
}

interface Answer {
  id?: string;
  accessToken?: string;
  warnings?: boolean | string[];
  success?: boolean;
}

/** What a success says all the same: a run that failed, what a job lacks. */
function complaints({ success, warnings }: Answer): unknown[] {
  return [success === false ? 'the run failed' : [], warnings || []].flat();
}

const { paths } = JSON.parse(fs.readFileSync(DOCUMENT, 'utf8')) as { paths: Record<string, Record<string, Operation>> };

/** The body's media type and its examples, as somebody finds them in Swagger UI. */
function offered(operation: string): { type: string; bodies: unknown[]; parameters: Operation['parameters'] } {
  const [method = '', address = ''] = operation.split(' ');
  const { parameters = [], requestBody } = paths[address]![method.toLowerCase()]!;
  const [type = '', { examples = {} } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return { type, bodies: Object.values(examples).map(({ value }) => value), parameters };
}

describe('the examples of Swagger UI, sent one after the other by a new superuser', () => {
  let service: TestApp;
  let token = '';
  /** Ids that only answers tell: of what the operation at this path made first. */
  const made = new Map<string, string>();

  beforeAll(async () => {
    const [{ password } = { password: '' }] = offered('POST /api/auth/login').bodies as { password: string }[];
    service = await startTestApp({ env: { ADMIN_PASSWORD: password } });
  });
  afterAll(() => service?.close());

  /** The address with what Swagger UI fills in, or what its user copies from an answer. */
  function address(operation: string): string {
    const template = operation.split(' ')[1]!;
    return template.replaceAll(/\{(\w+)\}/g, (field, name: string, at: number) => {
      const example = offered(operation).parameters?.find((parameter) => parameter.name === name)?.example;
      const copied = made.get(template.slice(0, at - 1));
      return String(example ?? copied ?? field);
    });
  }

  async function send(operation: string, type: string, body: unknown): Promise<Response> {
    const given =
      operation === 'POST /api/workflows' ? { ...(body as object), projectId: made.get('/api/projects') } : body;
    return fetch(new URL(address(operation), service.url), {
      method: operation.split(' ')[0]!,
      headers: { 'Content-Type': type, ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) },
      body: type === 'application/json' && typeof given !== 'string' ? JSON.stringify(given) : String(given),
    });
  }

  it.each(Object.keys(BODY_EXAMPLES))('%s succeeds', async (operation) => {
    const { type, bodies } = offered(operation);
    // Else: npm run openapi.
    expect(bodies).toEqual(BODY_EXAMPLES[operation]!.map(({ value }) => value));
    for (const body of bodies) {
      const response = await send(operation, type, body);
      const text = await response.text();
      const answer = JSON.parse(text || '{}') as Answer;
      expect(response.ok ? complaints(answer) : text).toEqual([]);
      if (operation === 'POST /api/auth/login') token = String(answer.accessToken);
      const template = operation.split(' ')[1]!;
      if (answer.id && !made.has(template)) made.set(template, answer.id);
    }
  });

  it('are there for every operation that takes JSON', () => {
    const without = Object.entries(paths).flatMap(([template, item]) =>
      Object.entries(item)
        .filter(([, { requestBody }]) => requestBody?.content['application/json'])
        .map(([method]) => `${method.toUpperCase()} ${template}`)
        .filter((operation) => offered(operation).bodies.length === 0),
    );
    expect(without).toEqual([]);
  });
});
