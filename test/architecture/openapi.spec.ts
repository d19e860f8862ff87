import fs from 'node:fs';
import path from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { sdkTypes } from '../../scripts/sdk-types.mjs';
import { ROOT } from './source-files.js';

const file = path.join(ROOT, 'openapi.json');

/** What Redocly's recommended rules say and we leave as it is, each with its reason. */
const LEFT: Record<string, string> = {
  'operation-4xx-response #/paths/~1health/get/responses':
    'whoever asks for health gets it: there is nothing to do wrong',
  'operation-4xx-response #/paths/~1health~1live/get/responses': 'the same',
};

/** `npm run check` compares openapi.json with what the built app serves. */
describe('openapi.json', () => {
  it('is valid by Redocly’s recommended rules, warnings included', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: fs.readFileSync(file, 'utf8'), absoluteRef: file, config });
    const said = problems.map(({ ruleId, message, location: [where] }) => ({
      at: `${ruleId} ${where?.pointer}`,
      message,
    }));
    expect(said.filter(({ at }) => !(at in LEFT))).toEqual([]);
    expect(Object.keys(LEFT).filter((at) => !said.some((problem) => problem.at === at))).toEqual([]);
  });

  it('is what the types of the SDK are made of', async () => {
    const written = fs.readFileSync(path.join(ROOT, 'test/sdk/punctual-api.d.ts'), 'utf8');
    expect(written === (await sdkTypes()), 'run npm run openapi').toBe(true);
  });

  it('gives every operation a summary, a tag, an id and the shape of its errors', () => {
    const { paths } = JSON.parse(fs.readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
    const poor = Object.entries(paths).flatMap(([route, item]) =>
      Object.entries(item)
        .filter(([, { summary, tags, operationId }]) => !summary || !tags?.length || !operationId)
        .map(([method]) => `${method} ${route}`),
    );
    expect(poor).toEqual([]);
    expect(Object.keys(paths).length).toBeGreaterThan(80);
  });
});

interface Operation {
  summary?: string;
  tags?: string[];
  operationId?: string;
}
