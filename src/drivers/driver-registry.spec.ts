import 'reflect-metadata';
import { Injectable, Scope } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type as TypeOf } from 'class-transformer';
import { IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { ConfigModule } from '../config/config.module.js';
import { readEnv } from '../config/env.js';
import { DriverRegistry } from './driver-registry.js';
import { DriversModule } from './drivers.module.js';
import { presentDriver, presentDrivers } from './job-driver.presenter.js';
import { JobDriver } from './job-driver.js';
import { JobDriversController } from './job-drivers.controller.js';
import { Secret } from './secret.decorator.js';

class Login {
  @IsString()
  @Secret({ destination: ['host'] })
  password: string;
}

class FaxData {
  @IsString()
  @MaxLength(50)
  host: string;

  @IsOptional()
  @IsInt()
  pages?: number;

  @ValidateNested()
  @TypeOf(() => Login)
  login: Login;

  @IsOptional()
  @ValidateNested({ each: true })
  @TypeOf(() => Login)
  others?: Login[];
}

class Undecorated {
  host: string;
}

class Untyped {
  @ValidateNested()
  login: Login;
}

class Lost {
  @IsString()
  @Secret({ destination: ['hots'] })
  password: string;
}

const run = { run: async (): Promise<void> => undefined };
const driver = (name: string, options: object, methods: object = run): Type<object> => {
  const holder = { [name]: class {} };
  const type = holder[name] as Type<object>;
  Object.assign(type.prototype as object, methods);
  JobDriver({ title: 'A driver', ...options } as never)(type);
  return type;
};

async function registryOf(...providers: Type<object>[]): Promise<DriverRegistry> {
  const root = {
    module: class Team {},
    imports: [ConfigModule.forRoot(readEnv({ RESTRICTED_DRIVERS: 'fax' })), DriversModule],
    providers,
  };
  const context = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  const registry = context.get(DriverRegistry);
  await context.close();
  return registry;
}

describe('the driver registry', () => {
  it('finds drivers in any module, sorted by type', async () => {
    const registry = await registryOf(driver('B', { type: 'telex' }), driver('A', { type: 'fax', data: FaxData }));
    expect(registry.types()).toEqual(['fax', 'telex']);
    expect(registry.get('fax')).toMatchObject({ type: 'fax', title: 'A driver', description: null, restricted: true });
    expect(registry.get('telex')?.restricted).toBe(false);
    expect(registry.get('constructor')).toBeUndefined();
  });

  it('describes data as JSON Schema: nested classes inlined, secrets write-only, nothing else allowed', async () => {
    const registry = await registryOf(driver('A', { type: 'fax', data: FaxData }), driver('B', { type: 'telex' }));
    const login = {
      type: 'object',
      properties: { password: { type: 'string', writeOnly: true, format: 'password' } },
      required: ['password'],
      additionalProperties: false,
    };
    expect(registry.get('fax')?.dataSchema).toEqual({
      type: 'object',
      properties: {
        host: { type: 'string', maxLength: 50 },
        pages: { type: 'integer' },
        login,
        others: { type: 'array', items: login },
      },
      required: ['host', 'login'],
      additionalProperties: false,
    });
    expect(registry.get('telex')?.dataSchema).toEqual({ type: 'object', properties: {}, additionalProperties: false });
  });

  it('presents drivers as one HAL page', async () => {
    const registry = await registryOf(driver('A', { type: 'fax', data: FaxData }), driver('B', { type: 'telex' }));
    const page = presentDrivers(registry.list());
    expect(page).toMatchObject({ start: 0, count: 2, total: 2 });
    expect(page._links['self']?.href).toMatch(/^\/api\/job-drivers/);
    expect(page._embedded['inf:job-driver']?.map((item) => item.type)).toEqual(['fax', 'telex']);
    expect(presentDriver(registry.list()[0]!)._links.self.href).toBe('/api/job-drivers/fax');
  });

  it('answers 404 with the known types for a type that does not exist', async () => {
    const controller = new JobDriversController(await registryOf(driver('A', { type: 'fax' })));
    expect(controller.get('fax')).toMatchObject({ type: 'fax', restricted: true });
    expect(() => controller.get('__proto__')).toThrow('There is no job driver "__proto__". Known: fax.');
  });

  it.each([
    [
      'two classes with one type',
      [driver('One', { type: 'fax' }), driver('Two', { type: 'fax' })],
      /"fax" is claimed by One .* and Two/,
    ],
    ['a class without run', [driver('Idle', { type: 'fax' }, {})], /Idle: it has no run/],
    ['a malformed type', [driver('Loud', { type: 'Fax Now' })], /Loud: type "Fax Now" must be lower-case/],
    ['a missing title', [driver('Plain', { type: 'fax', title: ' ' })], /Plain: it needs a title/],
    [
      'a data class without decorators',
      [driver('Dull', { type: 'fax', data: Undecorated })],
      /Dull: data class Undecorated has no/,
    ],
    ['data that is no class', [driver('Odd', { type: 'fax', data: {} })], /Odd: data must be a class/],
    [
      'data that an import cycle left undefined',
      [driver('Loop', { type: 'fax', data: undefined })],
      /Loop: its data class is undefined/,
    ],
    [
      'a nested field without @Type',
      [driver('Vague', { type: 'fax', data: Untyped })],
      /Untyped\.login has @ValidateNested\(\) but no @Type/,
    ],
    [
      'a destination that does not exist',
      [driver('Typo', { type: 'fax', data: Lost })],
      /Lost\.password names the destination "hots"/,
    ],
  ])('stops the boot at %s', async (_, drivers, message) => {
    await expect(registryOf(...drivers)).rejects.toThrow(message);
  });

  it('stops the boot at a request-scoped driver', async () => {
    @JobDriver({ type: 'fax', title: 'Fax' })
    @Injectable({ scope: Scope.REQUEST })
    class Fleeting {
      async run(): Promise<void> {}
    }
    // The decorators run bottom up, so JobDriver's own Injectable() would hide the scope.
    Injectable({ scope: Scope.REQUEST })(Fleeting);
    await expect(registryOf(Fleeting)).rejects.toThrow(/Fleeting: it must be a singleton/);
  });

  it('names all problems at once', async () => {
    const attempt = registryOf(driver('Idle', { type: 'fax' }, {}), driver('Loud', { type: 'LOUD' }));
    await expect(attempt).rejects.toThrow(/Idle[^]*Loud/);
  });

  it('takes a subclass for a driver only when it is declared one itself', async () => {
    const base = driver('Base', { type: 'fax' });
    class Derived extends base {}
    Injectable()(Derived);
    const registry = await registryOf(base, Derived);
    expect(registry.types()).toEqual(['fax']);
  });
});
