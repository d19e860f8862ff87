import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { describe, expect, it } from 'vitest';
import type { DriverResult, JobContext } from '../drivers/job-context.js';
import { DriverError, JobDriver } from '../drivers/job-driver.js';
import type { JobDriverHandler } from '../drivers/job-driver.js';
import { Secret } from '../drivers/secret.decorator.js';
import { describeJobDriver } from './describe-job-driver.js';
import type { DriverSubject } from './driver-subject.js';

class CourierData {
  @IsString()
  to: string;

  @IsOptional()
  @IsInt()
  parcels?: number;

  @IsOptional()
  @IsString()
  @Secret({ destination: ['to'] })
  doorCode?: string;
}

type Run = (context: JobContext<CourierData>) => Promise<DriverResult | void>;
type Missing = (data: Partial<CourierData>) => string[];

const delivers: Run = async ({ job, progress, signal }) => {
  const { to, parcels = 1 } = job.data;
  if (to === 'nowhere') throw new DriverError('NOBODY_HOME', `Nobody is at home at ${to}.`, true);
  if (to === 'the moon') await pause(60_000, undefined, { signal });
  progress({ key: 'job:progress.delivered', opts: { to } }, { success: true });
  return { data: { parcels, note: 'x'.repeat(Math.min(parcels, 1_000)) } };
};

/** A driver of its own class, so that each test has its own. */
function courier(run: Run, missing: Missing = () => []): DriverSubject {
  @JobDriver({ type: 'courier', title: 'Courier', data: CourierData })
  class Courier implements JobDriverHandler<CourierData> {
    run(context: JobContext<CourierData>): Promise<DriverResult | void> {
      return run(context);
    }

    missing(data: Partial<CourierData>): string[] {
      return missing(data);
    }
  }

  @Module({ providers: [Courier] })
  class CourierModule {}

  const doorCode = 'open sesame';
  return {
    imports: [CourierModule],
    works: { data: { to: 'ana', doorCode } },
    fails: { data: { to: 'nowhere', doorCode }, code: 'NOBODY_HOME' },
    lasts: { data: { to: 'the moon', doorCode }, stopAfterMs: 10 },
    huge: { data: { to: 'ana', parcels: 2_000_000 } },
    wrong: [{ data: { to: 'ana', parcels: 1.5 }, path: 'data.parcels' }],
  };
}

/** Runs the suite under a runner of our own: the titles and messages of what does not hold. */
async function broken(subject: DriverSubject, only = /./): Promise<string[]> {
  const tests: [title: string, body: () => Promise<void>][] = [];
  const closing: (() => Promise<void>)[] = [];
  const runner = {
    describe: (_: string, body: () => void) => body(),
    it: (title: string, body: () => Promise<void>) => void tests.push([title, body]),
    afterAll: (body: () => Promise<void>) => void closing.push(body),
  };
  describeJobDriver(runner, 'courier', () => subject);
  const found: string[] = [];
  for (const [title, body] of tests.filter(([name]) => only.test(name)))
    await body().catch(({ message }: Error) => found.push(`${title}: ${message}`));
  for (const close of closing) await close();
  expect(tests.length).toBeGreaterThan(15);
  return found;
}

describe('the conformance suite', () => {
  it('finds nothing wrong with a driver that is right', async () => {
    await expect(broken(courier(delivers))).resolves.toEqual([]);
  });

  it('finds nothing wrong with one that neither lasts nor meets much', async () => {
    const { lasts: _lasts, huge: _huge, ...subject } = courier(delivers);
    await expect(broken(subject)).resolves.toEqual([]);
  });

  it.each<[what: string, run: Run, holdsNot: RegExp]>([
    ['throws what is no DriverError', async () => Promise.reject(new Error('oh')), /^throws to fail.*DRIVER_FAILED/s],
    ['throws a text', async () => Promise.reject('oh'), /^throws to fail/],
    [
      'answers too much',
      async (run) => (await delivers(run), { data: { x: 'x'.repeat(70_000) } }),
      /^answers what is kept/,
    ],
    ['answers what is no JSON', async (run) => (await delivers(run), { data: { x: 1n } }), /^answers what is kept/],
    [
      'reports without end',
      async (run) => {
        for (let step = 0; step < 1_001; step += 1) run.progress({ key: 'step' });
        return delivers(run);
      },
      /^reports progress that is kept/,
    ],
    ['reports a step without words', async (run) => (run.progress({ key: '' }), delivers(run)), /^reports progress/],
    [
      'goes on after its end',
      async (run) => {
        void pause(5).then(() => run.log('late'));
        return delivers(run);
      },
      /^reports nothing after its end.*log line late/s,
    ],
    [
      'changes its data',
      async (run) => (Object.assign(run.job.data, { parcels: 9 }), delivers(run)),
      /^leaves the data/,
    ],
    [
      'logs its secret',
      async (run) => (run.log(`code ${run.job.data.doorCode}`), delivers(run)),
      /^tells no secret.*log/s,
    ],
    [
      'answers with its secret in base64',
      async (run) => {
        await delivers(run);
        return { data: { auth: Buffer.from(`${run.job.data.doorCode}`).toString('base64') } };
      },
      /^tells no secret.*result/s,
    ],
    [
      'puts its secret into an error',
      async (run) =>
        delivers(run).catch(() => Promise.reject(new DriverError('NOBODY_HOME', `${run.job.data.doorCode} is wrong.`))),
      /^tells no secret.*error/s,
    ],
    [
      'takes an abort for a success',
      async (run) => delivers(run).catch((error: Error) => (error.name === 'AbortError' ? {} : Promise.reject(error))),
      /^stops when its run is canceled.*ended as succeeded/s,
    ],
    [
      'has room for one run only',
      (() => {
        let isBusy = false;
        const run: Run = async (context) => {
          if (isBusy) throw new DriverError('BUSY', 'One at a time.');
          isBusy = true;
          await pause(5);
          return delivers(context).finally(() => (isBusy = false));
        };
        return run;
      })(),
      /^does its work, twice at the same time as well.*BUSY/s,
    ],
  ])('finds out that a driver %s', async (_, run, holdsNot) => {
    expect(await broken(courier(run))).toContainEqual(expect.stringMatching(holdsNot));
  });

  it('finds out that a driver never returns, whatever its signal says', async () => {
    const deaf: Run = (run) => (run.job.data.to === 'the moon' ? new Promise(() => undefined) : delivers(run));
    const found = await broken(courier(deaf), /^stops when its run takes longer/);
    expect(found).toEqual([expect.stringMatching(/even if what it calls never returns: .*gives such a run up$/)]);
  });

  it('finds out that missing() throws for data that is not complete', async () => {
    const missing: Missing = (data) => (data.to!.trim() === '' ? ['data.to is empty'] : []);
    expect(await broken(courier(delivers, missing))).toEqual([expect.stringMatching(/^judges data .* throws/)]);
  });

  it('says when the examples are not what they should be', async () => {
    const subject = courier(delivers);
    const { lasts: _, ...quick } = { ...subject, works: subject.fails, fails: { ...subject.works, code: 'X' } };
    const found = await broken({ ...quick, huge: undefined });
    expect(found).toContainEqual(expect.stringMatching(/^does its work.*a run of `works` ended as failed/s));
    expect(found).toContainEqual(expect.stringMatching(/^throws to fail.*a run of `fails` ended as succeeded/s));
  });

  it('asks for an example of each secret', async () => {
    const subject = courier(delivers);
    const data = { to: 'ana' };
    const bare = {
      ...subject,
      works: { data },
      fails: { data: { to: 'nowhere' }, code: 'NOBODY_HOME' },
      lasts: undefined,
    };
    expect(await broken(bare)).toEqual([expect.stringMatching(/^has examples of all its secrets.*doorCode/s)]);
  });
});
