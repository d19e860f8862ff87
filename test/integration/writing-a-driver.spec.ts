import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DriverData } from '../../src/drivers/driver-data.js';
import { DriverRegistry } from '../../src/drivers/driver-registry.js';
import { DriversModule } from '../../src/drivers/drivers.module.js';
import type { TestRunner } from '../../src/testing/describe-job-driver.js';
import { recordedContext } from '../../src/testing/recorded-context.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(ROOT, 'docs/writing-a-driver.md'), 'utf8');
const blocks = page.match(/(?<=```ts\n)[^]*?(?=```)/g) ?? [];
const [code = ''] = blocks;
const conformance = blocks.find((block) => block.includes('describeJobDriver(')) ?? '';

describe('the driver in docs/writing-a-driver.md', () => {
  // Inside the repository, so that TypeScript and vitest treat it as one of its sources.
  let folder: string;
  let file: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(ROOT, 'test/.tmp-driver-'));
    file = path.join(folder, 'row-check.module.ts');
    writeFileSync(file, code.replaceAll("'../drivers/", "'../../src/drivers/"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has at most 30 lines', () => {
    expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  it('compiles', () => {
    const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (name) => ts.sys.readFile(name));
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [file], include: [] }, ts.sys, ROOT);
    const program = ts.createProgram([file], {
      ...options,
      noEmit: true,
      incremental: false,
      tsBuildInfoFile: undefined,
    });
    const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    expect(problems.map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, '\n'))).toEqual([]);
  });

  it('passes the conformance suite as the page calls it', async () => {
    const suite = path.join(folder, 'row-check.driver.mjs');
    const text = conformance
      .replace(/^import .* from 'vitest';\n/m, '')
      .replace("'punctual/testing'", "'../../src/testing/describe-job-driver.js'")
      .replace("'../src/row-check.module.js'", "'./row-check.module.js'");
    writeFileSync(
      suite,
      text.replace(
        'describeJobDriver({',
        'export const register = ({ describe, it, afterAll }) => describeJobDriver({',
      ),
    );
    const tests: (() => Promise<void>)[] = [];
    const closing: (() => Promise<void>)[] = [];
    const { register } = (await import(suite)) as { register: (runner: TestRunner) => void };
    register({
      describe: (_, body) => body(),
      it: (_, body) => void tests.push(body),
      afterAll: (body) => void closing.push(body),
    });
    expect(tests.length).toBeGreaterThan(15);
    for (const test of [...tests, ...closing]) await test();
  });

  it('is found, described, and runs', async () => {
    const { RowCheckModule } = (await import(file)) as { RowCheckModule: new () => object };
    const env = ConfigModule.forRoot(readEnv({ SECRETS_KEY: 'a key of at least thirty-two characters' }));
    const root = { module: class App {}, imports: [env, DriversModule, RowCheckModule] };
    const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
    try {
      const driver = app.get(DriverRegistry).get('row-check');
      expect(driver?.dataSchema).toMatchObject({ required: ['dataset', 'atLeast'], additionalProperties: false });
      const data = await app.get(DriverData).forRun('row-check', { dataset: 'sales', atLeast: 2 });
      const enough = recordedContext<object>({ data, datasets: { sales: [{ id: 1 }, { id: 2 }] } });
      await expect(driver?.handler.run(enough)).resolves.toEqual({ data: { rowCount: 2 } });
      expect(enough.lines).toEqual(['Set sales has 2 rows.']);
      const few = recordedContext<object>({ data, datasets: { sales: [{ id: 1 }] } });
      await expect(driver?.handler.run(few)).rejects.toMatchObject({
        code: 'TOO_FEW_ROWS',
        message: 'Set sales has only 1 rows.',
      });
    } finally {
      await app.close();
    }
  });
});
