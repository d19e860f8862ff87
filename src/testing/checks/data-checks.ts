import assert from 'node:assert/strict';
import { DomainError } from '../../errors/domain-error.js';
import type { ProblemDetail } from '../../errors/domain-error.js';
import { isJsonObject } from '../../drivers/data/json-value.js';
import type { DriverBench } from '../driver-bench.js';
import { refusalOf } from './check.js';
import type { Check } from './check.js';

/** A value that is of none of the named types. */
const ANOTHER: Record<string, unknown> = {
  string: 7,
  integer: 'seven',
  number: 'seven',
  boolean: 'perhaps',
  array: 'no list',
  object: 'no object',
};

const UNSTORABLE: [what: string, data: unknown][] = [
  ['a list', []],
  ['null', null],
  ['text', 'data'],
];

/** What holds when a job is written. */
export const DATA_CHECKS: Check[] = [
  {
    title: 'is found, with a title and a schema of its data',
    async holds({ driver }) {
      assert.ok(driver.title.trim(), 'it has no title');
      assert.equal(driver.dataSchema['additionalProperties'], false, 'its schema takes unknown keys');
    },
  },
  {
    title: 'takes the data of every example',
    async holds({ subject, data, type }) {
      for (const { data: given } of [subject.works, subject.fails, subject.lasts, subject.huge].flatMap(
        (one) => one ?? [],
      ))
        await data.prepareForStorage(type, given, null);
      const stored = await data.prepareForStorage(type, subject.works.data, null);
      assert.ok(isJsonObject(await data.forRun(type, stored)), 'the data of `works` is not complete');
    },
  },
  {
    title: 'refuses bad data: unknown keys, other types, what is no object or too large',
    async holds(bench) {
      const { data } = bench.subject.works;
      await refuses(bench, { ...data, 'no-such-key': 1 }, 'data.no-such-key');
      for (const [name, type] of typedFields(bench))
        await refuses(bench, { ...data, [name]: ANOTHER[type] }, `data.${name}`);
      for (const [what, value] of UNSTORABLE)
        assert.ok(await refusalOf(bench.data.prepareForStorage(bench.type, value, null)), `takes ${what} for data`);
      for (const wrong of bench.subject.wrong ?? []) await refuses(bench, wrong.data, wrong.path);
    },
  },
  {
    title: 'lets people save a job without data, and says what a run would miss',
    async holds(bench) {
      const { data, type, driver } = bench;
      const stored = await data.prepareForStorage(type, {}, null);
      const required = (driver.dataSchema['required'] ?? []) as string[];
      const said = await data.missing(type, stored);
      for (const name of required)
        assert.ok(
          said.some((sentence) => sentence.includes(`data.${name}`)),
          `nothing says that data.${name} is missing`,
        );
      if (required.length > 0) assert.equal(codeOf(await refusalOf(data.forRun(type, stored))), 'DATA_INCOMPLETE');
    },
  },
  {
    title: 'judges data that is not complete, or of an older version, without throwing',
    async holds({ data, type, subject }) {
      const keys = Object.keys(subject.works.data);
      const partial = keys.map((left) => Object.entries(subject.works.data).filter(([key]) => key !== left));
      const nulls = keys.map((key) => [[key, null]]);
      for (const entries of [[], ...partial, ...nulls]) {
        const said = await data.missing(type, Object.fromEntries(entries) as Record<string, unknown>);
        const thrown = said.filter((sentence) => sentence.includes("can't judge this data"));
        assert.deepEqual(
          thrown,
          [],
          `missing() or warnings() throws for the keys ${entries.map(([key]) => key).join(', ')}`,
        );
      }
    },
  },
];

async function refuses({ data, type }: DriverBench, bad: unknown, path: string): Promise<void> {
  const refusal = await refusalOf(data.prepareForStorage(type, bad, null));
  assert.equal(codeOf(refusal), 'DRIVER_DATA_INVALID', `takes bad data under ${path}`);
  const paths = ((refusal as DomainError).details as ProblemDetail[]).map((problem) => problem.path);
  assert.ok(
    paths.some((found) => found.startsWith(path)),
    `refuses bad data under ${path}, but names ${paths.join(', ')}`,
  );
}

function typedFields({ driver }: DriverBench): [name: string, type: string][] {
  const properties = driver.dataSchema['properties'] as Record<string, { type?: unknown }>;
  return Object.entries(properties).flatMap(([name, { type }]) =>
    typeof type === 'string' && type in ANOTHER ? [[name, type]] : [],
  );
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof DomainError ? thrown.code : undefined;
}
