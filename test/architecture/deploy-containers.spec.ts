import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnv } from '../../src/config/env.js';
import { CLOSING_MS, deployFile, durationMs, envFile, wrongVariables, yamlDocuments } from '../support/deploy-files.js';
import { ROOT } from './source-files.js';

const dockerfile = deployFile('Dockerfile');
/** One string per instruction: comments are left out, continued lines joined. */
const instructions = dockerfile
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '');
const argumentsOf = (name: string): string[] =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
const lint = (text: string): string[] => {
  const strict = ValidationSeverity.ERROR;
  const settings = {
    deprecatedMaintainer: strict,
    directiveCasing: strict,
    emptyContinuationLine: strict,
    instructionCasing: strict,
    instructionCmdMultiple: strict,
    instructionEntrypointMultiple: strict,
    instructionHealthcheckMultiple: strict,
    instructionJSONInSingleQuotes: strict,
    instructionWorkdirRelative: strict,
  };
  return validate(text, settings).map((problem) => JSON.stringify(problem.message));
};

describe('deploy/Dockerfile', () => {
  it('has nothing that the linter complains of; it would complain of a mistake', () => {
    expect(lint(dockerfile)).toEqual([]);
    expect(lint(dockerfile.replace('WORKDIR /app', 'WORKDIR app'))).not.toEqual([]);
    expect(lint(`${dockerfile}\nEXPOSE none\n`)).not.toEqual([]);
  });

  it('says that it was not run', () => {
    expect(dockerfile).toMatch(/^# NOT RUN/);
  });

  it('builds in stages, and takes from them only the build and what it needs to run', () => {
    expect(argumentsOf('FROM').length).toBe(3);
    expect(argumentsOf('FROM').every((image) => /^node:\d+-bookworm-slim/.test(image))).toBe(true);
    expect(argumentsOf('COPY').filter((copy) => copy.startsWith('--from'))).toEqual([
      '--from=dependencies /app/node_modules ./node_modules',
      '--from=build /app/dist ./dist',
    ]);
    expect(argumentsOf('RUN')).toContain('npm ci --omit=dev --omit=optional --no-audit --no-fund');
  });

  it('runs the built product itself, as a user by number that is not root', () => {
    expect(argumentsOf('USER')).toEqual(['1000:1000']);
    expect(argumentsOf('CMD').map((command) => JSON.parse(command))).toEqual([['node', 'dist/src/main.js']]);
    expect(argumentsOf('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(argumentsOf('ENTRYPOINT')).toEqual([]);
  });

  it('sets only variables that the product reads', () => {
    const [, ...rest] = argumentsOf('ENV').flatMap((line) => ['', ...line.split(' ')]);
    const values = Object.fromEntries(rest.map((pair) => pair.split('=') as [string, string]));
    expect(wrongVariables(values)).toEqual([]);
    expect(values).toMatchObject({
      HOST: '0.0.0.0',
      DATA_DIR: argumentsOf('VOLUME').map((list) => JSON.parse(list)[0])[0],
    });
    expect(argumentsOf('EXPOSE')).toEqual([values['PORT']]);
  });

  it('copies only what .dockerignore lets through, and no secrets are let through', () => {
    const patterns = fs.readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    const passed = patterns.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(patterns).toContain('*');
    const copied = argumentsOf('COPY')
      .filter((copy) => !copy.startsWith('--'))
      .flatMap((copy) => copy.split(' ').slice(0, -1));
    expect(copied.filter((source) => !passed.includes(source))).toEqual([]);
    expect(passed.filter((source) => !copied.includes(source))).toEqual([]);
    expect(passed.filter((source) => !fs.existsSync(path.join(ROOT, source)))).toEqual([]);
  });
});

describe('the health check of the image', () => {
  let server: http.Server;
  let status = 200;
  const asked: string[] = [];
  beforeAll(async () => {
    server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(status).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => void server.close());

  const check = async (port: number): Promise<number> => {
    const [, command = ''] = argumentsOf('HEALTHCHECK')[0]!.split(/CMD /);
    const [program, ...args]: string[] = JSON.parse(command);
    expect(program).toBe('node');
    const env = { PORT: String(port) };
    return promisify(execFile)(process.execPath, args, { env }).then(
      () => 0,
      (error: { code: number }) => error.code,
    );
  };

  it('succeeds while the node is ready, and fails when it is not or nobody listens', async () => {
    const { port } = server.address() as AddressInfo;
    expect(await check(port)).toBe(0);
    status = 503;
    expect(await check(port)).toBe(1);
    expect(asked).toEqual(['/health/ready', '/health/ready']);
    expect(await check(1)).toBe(1);
  });
});

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  env_file: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  stop_grace_period?: string;
  ports?: string[];
  volumes?: string[];
}

describe('deploy/compose.yaml', () => {
  const [compose] = yamlDocuments<{ services: Record<string, Service>; volumes: Record<string, null> }>('compose.yaml');
  const { services, volumes } = compose!;
  const serving = ['node-1', 'node-2'].map((name) => services[name]!);

  it('has PostgreSQL, a migration and two nodes of one image', () => {
    expect(Object.keys(services)).toEqual(['postgres', 'migrate', 'node-1', 'node-2']);
    for (const service of [...serving, services['migrate']!]) {
      expect(service.image).toBe('punctual:0.1.0');
      const { context, dockerfile: file } = service.build!;
      expect(fs.existsSync(path.resolve(ROOT, 'deploy', context, file))).toBe(true);
    }
    expect(services['migrate']!.command).toEqual(['node', 'dist/src/migrate.js']);
    expect(fs.existsSync(path.join(ROOT, 'src/migrate.ts'))).toBe(true);
  });

  it('holds no secret: they come from files, each with an example', () => {
    const files = new Set(Object.values(services).flatMap((service) => service.env_file));
    expect([...files].toSorted()).toEqual(['postgres.env', 'punctual.env']);
    expect(Object.values(services).filter((service) => service.environment)).toEqual([]);
    for (const file of files) expect(Object.keys(envFile(`${file}.example`))).not.toEqual([]);
    expect(fs.readFileSync(path.join(ROOT, '.gitignore'), 'utf8')).toMatch(/^deploy\/\*\.env$/m);
  });

  it('names only variables that the product reads, and they are a whole environment once secrets are filled in', () => {
    const example = envFile('punctual.env.example');
    expect(wrongVariables(example)).toEqual([]);
    const secrets = {
      JWT_SECRET: 'x'.repeat(64),
      SECRETS_KEY: 'y'.repeat(64),
      ADMIN_PASSWORD: 'z'.repeat(12),
      METRICS_TOKEN: '',
    };
    expect(() => readEnv({ ...example, ...secrets })).not.toThrow();
    expect(new URL(example['DATABASE_URL']!).hostname).toBe('postgres');
  });

  it('starts nodes when the schema is there, and gives them time to stop', () => {
    const graceMs = Number(envFile('punctual.env.example')['SHUTDOWN_GRACE_MS']);
    for (const service of serving) {
      expect(service.depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        migrate: { condition: 'service_completed_successfully' },
      });
      expect(durationMs(service.stop_grace_period!)).toBeGreaterThan(graceMs + CLOSING_MS);
      expect(service.healthcheck!.test.join(' ')).toContain('/health/ready');
    }
    expect(services['postgres']!.healthcheck!.test).toContain('pg_isready');
  });

  it('publishes ports on loopback only, and declares every volume', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    const used = Object.values(services).flatMap((service) => service.volumes ?? []);
    expect(used.map((volume) => volume.split(':')[0]!).toSorted()).toEqual(Object.keys(volumes).toSorted());
  });
});

describe('deploy/systemd/punctual.service', () => {
  const unit = deployFile('systemd/punctual.service');
  const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
  const environment = Object.fromEntries(
    value('Environment')
      .split(' ')
      .map((pair) => pair.split('=') as [string, string]),
  );

  it('sets only variables that the product reads, and keeps secrets in a file', () => {
    expect(wrongVariables(environment)).toEqual([]);
    expect(Object.keys(environment).filter((name) => /SECRET|KEY|PASSWORD|TOKEN|URL/.test(name))).toEqual([]);
    expect(value('EnvironmentFile')).toBe('/etc/punctual/punctual.env');
  });

  it('stops with the signal that drains, and waits long enough', () => {
    expect(value('KillSignal')).toBe('SIGTERM');
    expect(durationMs(value('TimeoutStopSec'))).toBeGreaterThan(Number(environment['SHUTDOWN_GRACE_MS']) + CLOSING_MS);
  });

  it('writes only below its state directory', () => {
    expect(environment['DATA_DIR']).toBe(`/var/lib/${value('StateDirectory')}`);
    expect([value('ProtectSystem'), value('NoNewPrivileges'), value('CapabilityBoundingSet')]).toEqual([
      'strict',
      'yes',
      '',
    ]);
  });
});
