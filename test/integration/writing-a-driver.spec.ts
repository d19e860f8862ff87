import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { readEnv } from '../../src/config/env.js';
import { DriverData } from '../../src/drivers/driver-data.js';
import { DriverRegistry } from '../../src/drivers/driver-registry.js';
import { DriversModule } from '../../src/drivers/drivers.module.js';
import type { TestRunner } from '../../src/testing/describe-job-driver.js';
import { recordedContext } from '../../src/testing/recorded-context.js';
import { startTestApp } from '../support/app.js';
import { codeBlock, codeBlocks } from '../support/markdown.js';
import { ShellSession } from '../support/shell-session.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGE = 'docs/writing-a-driver.md';
const blocks = codeBlocks(PAGE).filter(({ language }) => language === 'ts');
const [code = ''] = blocks.map(({ content }) => content);
const conformance = blocks.find(({ content }) => content.includes('describeJobDriver('))?.content ?? '';

const hasCurl = spawnSync('curl', ['--version']).status === 0;

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
      const example = path.join(folder, 'example.mjs');
      const body = codeBlock(PAGE, 'const context = recordedContext(');
      writeFileSync(example, `export default async (recordedContext, driver, expect) => {\n${body}};\n`);
      const { default: run } = (await import(example)) as { default: (...names: unknown[]) => Promise<void> };
      await run(recordedContext, driver?.handler, expect);
    } finally {
      await app.close();
    }
  });

  it.runIf(hasCurl)('is what a job that is made by curl is of, when the application imports its module', async () => {
    const { RowCheckModule } = (await import(file)) as { RowCheckModule: new () => object };
    const [, added = ''] = /, (\w+)\],$/.exec(codeBlock(PAGE, 'imports: [').trim()) ?? [];
    expect(added).toBe(RowCheckModule.name);
    expect(readFileSync(path.join(ROOT, 'src/app.module.ts'), 'utf8')).toMatch(/imports: \[[^]*BuiltInDriversModule,/);
    const service = await startTestApp({
      root: ({ env, databaseUrl }) => ({
        module: class App {},
        imports: [AppModule.forRoot(env, databaseUrl), RowCheckModule],
      }),
    });
    const shell = new ShellSession(folder);
    try {
      const rows = [{ region: 'North' }];
      await service.as('ann').post('/api/datasets', { id: 'sales-2024', name: 'S', source: { kind: 'inline', rows } });
      const curl = codeBlock(PAGE, 'curl').replace('localhost:3000', new URL(service.url).host);
      const job = JSON.parse(await shell.paste(`TOKEN=${service.token('ann')}\n${curl}`)) as Record<string, unknown>;
      expect(job).toMatchObject({ type: 'row-check', data: { atLeast: 1 }, warnings: [] });
      expect((await service.as('ann').post(`/api/jobs/${String(job['id'])}`)).body).toMatchObject({ success: true });
    } finally {
      await shell.close();
      await service.close();
    }
  });

  it('has fields with secrets and references, as the page writes them', async () => {
    const fields = ['@IsString()\n@Secret(', '@IsString()\n@DatasetReference('].map((start) => codeBlock(PAGE, start));
    const other = path.join(folder, 'with-fields.module.ts');
    const names = `import { DatasetReference } from '../drivers/dataset-reference.decorator.js';
import { Secret } from '../drivers/secret.decorator.js';\n`;
    const text = code.replace(
      'class RowCheckData {',
      `class RowCheckData {\n@IsString() url: string;\n${fields.join('\n')}`,
    );
    writeFileSync(other, `${names}${text}`.replaceAll("'../drivers/", "'../../src/drivers/"));
    const { RowCheckModule } = (await import(other)) as { RowCheckModule: new () => object };
    const env = ConfigModule.forRoot(readEnv({ SECRETS_KEY: 'a key of at least thirty-two characters' }));
    const root = { module: class App {}, imports: [env, DriversModule, RowCheckModule] };
    const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
    const { dataSchema } = app.get(DriverRegistry).get('row-check')!;
    await app.close();
    expect(dataSchema['properties']).toMatchObject({ token: { writeOnly: true }, datasetId: { type: 'string' } });
  });

  it('is started from a package of its own as the example does it', () => {
    const main = codeBlock(PAGE, "import { PunctualModule, startPunctual } from 'punctual'");
    expect(main).toBe(readFileSync(path.join(ROOT, 'examples/two-drivers/src/main.ts'), 'utf8'));
  });
});
