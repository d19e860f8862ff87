import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transform, Type } from 'class-transformer';
import { IsEmail, IsInt, IsObject, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigModule } from '../config/config.module.js';
import { readEnv } from '../config/env.js';
import { DomainError } from '../errors/domain-error.js';
import { DriverData } from './driver-data.js';
import { DriversModule } from './drivers.module.js';
import { JobDriver } from './job-driver.js';
import type { JobDriverHandler } from './job-driver.js';
import { Secret } from './secret.decorator.js';

class Credentials {
  @IsString()
  @MaxLength(20)
  @Secret({ destination: ['host'] })
  token: string;

  @IsOptional()
  @IsObject()
  @Secret()
  extra?: Record<string, unknown>;
}

class Mirror {
  @IsString()
  host: string;

  @IsString()
  @Secret({ destination: ['host'] })
  password: string;
}

class DeliveryData {
  @IsString()
  host: string;

  @IsEmail({}, { each: true })
  to: string[];

  @IsOptional()
  @IsInt()
  retries?: number;

  @IsOptional()
  @ValidateNested()
  @Type(() => Credentials)
  auth?: Credentials;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Mirror)
  mirrors?: Mirror[];

  @IsOptional()
  @IsObject()
  options?: Record<string, unknown>;
}

@JobDriver({ type: 'delivery', title: 'Delivery', data: DeliveryData })
class DeliveryDriver implements JobDriverHandler<DeliveryData> {
  async run(): Promise<void> {}

  missing(data: Partial<DeliveryData>): string[] {
    return data.to?.length === 0 ? ['data.to is empty'] : [];
  }
}

class RowsData {
  @IsOptional()
  @IsString({ each: true })
  @Transform(({ obj }: { obj: { rows?: unknown } }) => obj.rows)
  rows?: string[];
}

@JobDriver({ type: 'tidy', title: 'Tidy', data: RowsData })
class TidyDriver implements JobDriverHandler<RowsData> {
  async run(): Promise<void> {}

  missing(data: RowsData): string[] {
    // oxlint-disable-next-line unicorn/no-array-sort -- what a careless driver does
    data.rows?.sort();
    return [];
  }
}

@JobDriver({ type: 'bare', title: 'Bare' })
class BareDriver implements JobDriverHandler {
  async run(): Promise<void> {}
}

@Module({
  imports: [ConfigModule.forRoot(readEnv({ SECRETS_KEY: 'a key of at least thirty-two characters' })), DriversModule],
  providers: [DeliveryDriver, TidyDriver, BareDriver],
})
class TestModule {}

let context: INestApplicationContext;
let driverData: DriverData;

beforeAll(async () => {
  context = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  driverData = context.get(DriverData);
});
afterAll(() => context.close());

const complete = { host: 'a.example', to: ['x@example.com'], auth: { token: 'hunter2' } };
const store = (data: unknown, stored: Record<string, unknown> | null = null): Promise<Record<string, unknown>> =>
  driverData.prepareForStorage('delivery', data, stored);
const refusal = async (data: unknown, stored: Record<string, unknown> | null = null): Promise<DomainError> => {
  const outcome = await store(data, stored).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(DomainError);
  return outcome as DomainError;
};

describe('checking data', () => {
  it('lists every problem with its path and value', async () => {
    const error = await refusal({
      host: 7,
      to: ['x@example.com', 'nobody', 3],
      retries: 'many',
      colour: 'red',
      mirrors: [],
    });
    expect(error).toMatchObject({ kind: 'impossible', code: 'DRIVER_DATA_INVALID' });
    expect(error.details).toEqual([
      { path: 'data.colour', message: 'is unknown; the fields are host, to, retries, auth, mirrors, options' },
    ]);
    const typed = await refusal({
      host: 7,
      to: ['x@example.com', 'nobody', 3],
      retries: 'many',
      mirrors: [{ host: 1 }],
    });
    expect(typed.details).toEqual([
      { path: 'data.host', message: 'host must be a string', value: 7 },
      { path: 'data.to[1]', message: 'to must be an email', value: 'nobody' },
      { path: 'data.to[2]', message: 'to must be an email', value: 3 },
      { path: 'data.retries', message: 'retries must be an integer number', value: 'many' },
      { path: 'data.mirrors[0].host', message: 'host must be a string', value: 1 },
    ]);
  });

  it.each([
    ['no object', [], 'data'],
    ['null', null, 'data'],
    ['an unknown nested key', { auth: { tokn: 'x' } }, 'data.auth.tokn'],
    ['a list for an object', { auth: [{ token: 'x' }] }, 'data.auth'],
    ['an object for a list', { mirrors: { host: 'x' } }, 'data.mirrors'],
    ['a list in a list', { mirrors: [[]] }, 'data.mirrors[0]'],
    ['text for an object', { auth: 'x' }, 'data.auth'],
    ['null for a required field', { host: null }, 'data.host'],
    ['a NUL', { options: { a: ['\0'] } }, 'data.options.a[0]'],
    ['half a surrogate pair', { host: '\ud800' }, 'data.host'],
    ['a NUL in a key', { options: { 'a\0': 1 } }, 'data.options'],
    ['__proto__', JSON.parse('{"options":{"__proto__":{"x":1}}}'), 'data.options'],
    ['constructor', { options: { constructor: 1 } }, 'data.options'],
    ['a key that every object has', { toString: 'x' }, 'data.toString'],
    ['more than 64 KiB', { host: 'x'.repeat(70_000) }, 'data'],
    ['deep nesting', { options: JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000)) as unknown }, 'data'],
  ])('refuses %s', async (_, data, path) => {
    const error = await refusal(data);
    expect(error.code).toBe('DRIVER_DATA_INVALID');
    expect(error.details).toMatchObject([{ path }]);
  });

  it('accepts data that lacks required fields and says what is missing', async () => {
    await expect(store({})).resolves.toEqual({});
    await expect(driverData.missing('delivery', {})).resolves.toEqual(['data.host is missing', 'data.to is missing']);
    await expect(driverData.missing('delivery', await store({ host: 'a', to: [], auth: {} }))).resolves.toEqual([
      'data.auth.token is missing',
      'data.to is empty',
    ]);
  });

  it('stays as it is stored, whatever the checks of its driver do to it', async () => {
    const stored = { rows: ['c', 'a'] };
    await driverData.missing('tidy', stored);
    expect(stored).toEqual({ rows: ['c', 'a'] });
  });

  it('refuses any field for a driver that takes no data', async () => {
    await expect(driverData.validate('bare', {})).resolves.toBeUndefined();
    await expect(driverData.validate('bare', { a: 1 })).rejects.toThrow(/data\.a: is unknown; the fields are none/);
  });

  it('names the known types when the type is unknown', async () => {
    await expect(driverData.validate('fax', {})).rejects.toThrow(
      'There is no job type "fax". Use one of: bare, delivery, tidy.',
    );
    await expect(driverData.validate('__proto__', {})).rejects.toThrow(/no job type/);
  });
});

describe('secrets in data', () => {
  it('are sealed in store, masked for people and clear for the run', async () => {
    const stored = await store({ ...complete, auth: { token: 'hunter2', extra: { key: 'hunter3' } } });
    expect(JSON.stringify(stored)).not.toMatch(/hunter/);
    expect(driverData.forPeople('delivery', stored)).toEqual({ ...complete, auth: { token: '•••', extra: '•••' } });
    const forRun = (await driverData.forRun('delivery', stored)) as DeliveryData;
    expect(forRun).toBeInstanceOf(DeliveryData);
    expect(forRun.auth).toEqual({ token: 'hunter2', extra: { key: 'hunter3' } });
    expect(forRun.auth).toBeInstanceOf(Credentials);
  });

  it('are never part of a refusal', async () => {
    const error = await refusal({ ...complete, auth: { token: 'hunter2'.repeat(9), extra: 'hunter3' } });
    expect(error.details).toHaveLength(2);
    expect(JSON.stringify([error.message, error.details])).not.toMatch(/hunter/);
  });

  it('keep their very ciphertext when sent back masked', async () => {
    const stored = await store(complete);
    const again = await store({ ...complete, retries: 3, auth: { token: '•••' } }, stored);
    expect(again).toEqual({ ...stored, retries: 3 });
  });

  it('are dropped when the new data has none', async () => {
    const { auth: _, ...open } = complete;
    await expect(store(open, await store(complete))).resolves.toEqual(open);
  });

  it.each([{ host: 'evil.example' }, { host: undefined }])(
    'are not kept when the destination becomes %j',
    async (change) => {
      const stored = await store(complete);
      const error = await refusal({ ...complete, ...change, auth: { token: '•••' } }, stored);
      expect(error.details).toMatchObject([
        { path: 'data.auth.token', message: expect.stringContaining('data.host') as string },
      ]);
    },
  );

  it('are compared with the destination of their own list element', async () => {
    const mirrors = [
      { host: 'one.example', password: 'p1' },
      { host: 'two.example', password: 'p2' },
    ];
    const stored = await store({ ...complete, mirrors });
    const masked = mirrors.map((mirror) => ({ ...mirror, password: '•••' }));
    await expect(store({ ...complete, mirrors: masked }, stored)).resolves.toMatchObject({
      mirrors: stored['mirrors'],
    });
    const error = await refusal({ ...complete, mirrors: masked.toReversed() }, stored);
    expect(error.details).toMatchObject([{ path: 'data.mirrors[0].password' }, { path: 'data.mirrors[1].password' }]);
  });

  it('are refused masked when none is stored', async () => {
    const error = await refusal({ ...complete, auth: { token: '•••' } }, { host: 'a.example' });
    expect(error.message).toMatch(/no secret is stored/);
  });

  it('may look like a sealed text or a mask with more in it', async () => {
    const sealed = (await store(complete))['auth'] as { token: string };
    for (const token of ['enc:v1:x', '•••x']) {
      const stored = await store({ ...complete, auth: { token } });
      expect(((await driverData.forRun('delivery', stored)) as DeliveryData).auth?.token).toBe(token);
    }
    const error = await refusal({ ...complete, auth: { token: sealed.token } });
    expect(error.message).toMatch(/shorter than or equal to 20/);
  });
});

describe('data for a run', () => {
  it('is refused while something is missing', async () => {
    await expect(driverData.forRun('delivery', await store({ host: 'a' }))).rejects.toMatchObject({
      code: 'DATA_INCOMPLETE',
      message: "This delivery job can't run yet: data.to is missing.",
    });
  });

  it('is refused when the driver has changed since it was stored', async () => {
    await expect(driverData.forRun('delivery', { ...complete, colour: 'red' })).rejects.toMatchObject({
      code: 'DRIVER_DATA_INVALID',
    });
  });

  it('shows people nothing of a type that is no more', () => {
    expect(driverData.forPeople('gone', { token: 'hunter2' })).toEqual({});
  });
});
