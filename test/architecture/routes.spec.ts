import { randomUUID } from 'node:crypto';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { HTTPMethods } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSION_METADATA, Permission } from '../../src/auth/permission.js';
import { startTestApp } from '../support/app.js';
import type { TestApp } from '../support/app.js';
import { ApiClient } from '../support/api-client.js';

interface Route {
  method: HTTPMethods;
  url: string;
  permission: Permission | undefined;
  handler: string;
}

const PUBLIC = ['POST /api/auth/login', 'GET /health', 'GET /health/live', 'GET /health/ready', 'GET /metrics'];

let service: TestApp;
let routes: Route[];

beforeAll(async () => {
  service = await startTestApp({ env: { NODE_ROLES: 'api' } });
  routes = declaredRoutes(service);
});
afterAll(() => service?.close());

/** Every handler of every controller in the module graph. */
function declaredRoutes({ app }: TestApp): Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ metatype }) => {
      const prototype = metatype!.prototype as Record<string, (...args: never[]) => unknown>;
      return scanner.getAllMethodNames(prototype).flatMap((name): Route[] => {
        const handler = prototype[name]!;
        const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
        if (typeof path !== 'string') return [];
        const base: string = Reflect.getMetadata(PATH_METADATA, metatype!);
        const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as HTTPMethods;
        const url = `/${[base, path]
          .map((part) => part.replaceAll(/^\/+|\/+$/g, ''))
          .filter(Boolean)
          .join('/')}`;
        const permission = Reflect.getMetadata(PERMISSION_METADATA, handler) as Permission | undefined;
        return [{ method, url, permission, handler: `${metatype!.name}.${name}` }];
      });
    });
}

/** What Fastify itself would answer: `GET /api/jobs/:id`. */
function registeredRoutes({ app }: TestApp): string[] {
  const trail: string[] = [];
  const tree = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false, includeHooks: false });
  return tree.split('\n').flatMap((line) => {
    const [, indent, rest] = /^((?:[│ ] {3})*)(?:├── |└── )(.*)$/.exec(line) ?? [];
    if (indent === undefined || rest === undefined) return [];
    const [, part = '', methods] = /^(.*?)(?: \(([A-Z, ]+)\)(?: \{.*\})?)?$/.exec(rest) ?? [];
    trail.splice(indent.length / 4, Infinity, part);
    return (methods?.split(', ') ?? []).map((method) => `${method} ${trail.join('')}`);
  });
}

const label = (route: Route): string => `${route.method} ${route.url}`;

/** Ids that exist nowhere. */
const withIds = (url: string): string => url.replaceAll(/:\w+/g, () => randomUUID());

/** Calls every route that is not public; with bodies that no route would take. */
function callAll(
  client: ApiClient,
  body: unknown,
): Promise<{ route: string; status: number; challenge: boolean; errorCode: string }[]> {
  const guarded = routes.filter((route) => route.permission !== Permission.Public);
  return Promise.all(
    guarded.map(async (route) => {
      const sent = ['GET', 'HEAD'].includes(route.method) ? undefined : body;
      // In the JSON:API view errors have no code.
      const answer = await client.send(route.method, withIds(route.url), sent, { Accept: 'application/hal+json' });
      const challenge = answer.headers.get('www-authenticate')?.startsWith('Bearer') ?? false;
      return { route: label(route), status: answer.status, challenge, errorCode: answer.body.errorCode };
    }),
  );
}

describe('the route table', () => {
  it('consists of declared handlers and the documentation, nothing else', () => {
    const declared = new Set(routes.map(label));
    const undeclared = registeredRoutes(service)
      .filter((route) => !declared.has(route))
      .filter((route) => !/^HEAD |^OPTIONS /.test(route))
      .filter((route) => !/^GET \/(?:docs|openapi)\b/.test(route));
    expect(undeclared).toEqual([]);
    const registered = new Set(registeredRoutes(service));
    expect([...declared].filter((route) => !registered.has(route))).toEqual([]);
    expect(routes.length).toBeGreaterThan(30);
  });

  it('declares a known permission for every route', () => {
    const known = new Set<unknown>(Object.values(Permission));
    expect(routes.filter((route) => !known.has(route.permission)).map((route) => route.handler)).toEqual([]);
  });

  it('is public only for login, health and metrics', () => {
    const open = routes.filter((route) => route.permission === Permission.Public).map(label);
    expect(open.sort()).toEqual(PUBLIC.toSorted());
  });

  it('puts every permission about a thing on a route that names the thing', () => {
    const about = /^(?:job|dataset|team):/;
    expect(routes.filter((route) => about.test(route.permission ?? '') && !route.url.includes('/:id'))).toEqual([]);
  });
});

describe('every route but the public ones', () => {
  const refusals = async (token: string | undefined, body: unknown, errorCode: string): Promise<unknown[]> => {
    const answers = await callAll(new ApiClient(service.url, token), body);
    expect(answers.length).toBeGreaterThan(30);
    return answers.filter((answer) => answer.status !== 401 || !answer.challenge || answer.errorCode !== errorCode);
  };

  it('answers 401 without a token, before ids and bodies are looked at', async () => {
    expect(await refusals(undefined, { unknown: 'field' }, 'TOKEN_MISSING')).toEqual([]);
  });

  it('answers 401 with a garbage token', async () => {
    expect(await refusals('garbage', { unknown: 'field' }, 'TOKEN_MALFORMED')).toEqual([]);
  });

  it('answers 401 with a forged token', async () => {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = `${encode({ alg: 'none' })}.${encode({ sub: 'root', superuser: true })}.`;
    expect(await refusals(forged, undefined, 'TOKEN_INVALID')).toEqual([]);
  });

  it('answers 4xx, never 5xx and never 2xx, to a stranger with ids that exist nowhere', async () => {
    const answers = await callAll(service.as('stranger', { permissions: [] }), { unknown: 'field' });
    const collections = answers.filter((answer) => answer.status < 400).map((answer) => answer.route);
    expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
    expect(collections.filter((route) => !route.startsWith('GET ') || route.includes('/:id'))).toEqual([]);
  });
});

describe('the documentation', () => {
  it.each(['/docs', '/openapi.json', '/health/live', '/health/ready'])('%s is open to everybody', async (path) => {
    expect((await new ApiClient(service.url).get(path)).status).toBe(200);
  });
});
