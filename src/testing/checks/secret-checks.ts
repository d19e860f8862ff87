import assert from 'node:assert/strict';
import type { Type } from '@nestjs/common';
import { shapeOf } from '../../drivers/data/dto-shape.js';
import { isJsonObject, valueAt } from '../../drivers/data/json-value.js';
import { secretFields } from '../../drivers/data/secret-fields.js';
import { MASK } from '../../secrets/mask.js';
import type { DriverBench, EndedBenchRun } from '../driver-bench.js';
import type { DriverExample } from '../driver-subject.js';
import type { Check } from './check.js';
import { stopped } from './stop-checks.js';

/** Shorter text is found anywhere by chance. */
const MIN_SECRET = 6;

/** What holds for secrets; of a driver without any, everything. */
export const SECRET_CHECKS: Check[] = [
  {
    title: 'has examples of all its secrets, each of at least six characters',
    async holds(bench) {
      const { works, fails, huge, lasts } = bench.subject;
      const examples = [works, fails, huge, lasts].flatMap((example) => example ?? []);
      const fields = examples.flatMap(({ data }) => secretFields(bench.driver.dataType, data));
      const shown = new Set(fields.map(({ path }) => path.filter((step) => typeof step === 'string').join('.')));
      assert.deepEqual(
        declaredSecrets(bench.driver.dataType).filter((name) => !shown.has(name)),
        [],
      );
      for (const { path, value } of fields)
        assert.ok(
          textsIn(value).length > 0,
          `the example of the secret ${path.join('.')} is too short to be looked for`,
        );
    },
  },
  {
    title: 'has its secrets sealed in store and masked for people',
    async holds({ data, driver, subject, type }) {
      const stored = await data.prepareForStorage(type, subject.works.data, null);
      for (const secret of secretsOf(driver.dataType, subject.works.data))
        assert.ok(!JSON.stringify(stored).includes(secret), 'a secret is stored in clear');
      const shown = data.forPeople(type, stored);
      for (const { path } of secretFields(driver.dataType, stored)) assert.equal(valueAt(shown, path), MASK);
    },
  },
  {
    title: 'tells no secret in log, steps, result or error, whether it works, fails or is stopped',
    async holds(bench) {
      const ended = [...(await bench.endings()), ...(bench.subject.lasts ? [await stopped(bench, 'canceled')] : [])];
      for (const run of ended) assertSilent(run, mustNotBeTold(bench, run.example));
    },
  },
];

function assertSilent({ progress, outcome, returned }: EndedBenchRun, secrets: string[]): void {
  const places = { log: progress.lines, steps: progress.reported, result: returned, error: outcome.error };
  for (const [place, told] of Object.entries(places))
    for (const secret of secrets)
      for (const form of formsOf(secret))
        assert.ok(!(JSON.stringify(told) ?? '').includes(form), `a secret is told in the ${place} of a run`);
}

/** As it is, as it stands in JSON, in a URL, and in base64: encoded is not hidden. */
function formsOf(secret: string): string[] {
  const encoded = [JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  return [...new Set([secret, ...encoded, Buffer.from(secret).toString('base64').replace(/=+$/, '')])];
}

function mustNotBeTold({ driver, subject }: DriverBench, { data }: DriverExample): string[] {
  return secretsOf(driver.dataType, data).filter((text) => !subject.openSecrets?.includes(text));
}

function secretsOf(type: Type<object>, data: Record<string, unknown>): string[] {
  return secretFields(type, data).flatMap(({ value }) => textsIn(value));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= MIN_SECRET ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function declaredSecrets(type: Type<object>, trail: Type<object>[] = [], before = ''): string[] {
  return [...shapeOf(type).fields.values()].flatMap((field) => {
    const name = `${before}${field.name}`;
    if (field.secret) return [name];
    if (!field.nested || trail.includes(field.nested)) return [];
    return declaredSecrets(field.nested, [...trail, type], `${name}.`);
  });
}
