import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUN_STATUSES } from '../../src/ledger/run-vocabulary.js';
import { readOptions } from '../chaos/options.js';
import { yamlDocuments } from '../support/deploy-files.js';
import { codeBlock, codeBlocks, documentationPages, page } from '../support/markdown.js';
import { ROOT } from './source-files.js';

interface Manifest {
  kind: string;
  metadata: { name: string };
}
interface Package {
  scripts: Record<string, string>;
  version: string;
}

const manifest = JSON.parse(page('package.json')) as Package;
const exists = (file: string): boolean => fs.existsSync(path.join(ROOT, file));
const shellBlocks = documentationPages().flatMap((file) =>
  codeBlocks(file)
    .filter(({ language }) => ['sh', 'bash'].includes(language))
    .map((block) => ({ file, ...block })),
);

/** What holds for commands that no test can run: there is no container engine, cluster or systemd, or it is the test itself. */
describe('commands in the documentation', () => {
  it.each(shellBlocks)('can be read by a shell: $file, line $line', ({ content }) => {
    // A name in angle brackets is for the reader to fill in.
    const { status, stderr } = spawnSync('sh', ['-n'], {
      input: content.replaceAll(/<[\w ]+>/g, 'x'),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('name scripts that package.json has, wherever they stand', () => {
    const named = documentationPages()
      .filter((file) => !file.startsWith('examples/'))
      .flatMap((file) => Array.from(page(file).matchAll(/npm run (?:-\w+ )?([\w:-]+)/g), ([, name = '']) => name));
    expect([...new Set(named)].filter((name) => !manifest.scripts[name])).toEqual([]);
    expect(named.length).toBeGreaterThan(20);
  });

  it('name files that are there', () => {
    const files = shellBlocks.flatMap(({ content }) =>
      Array.from(content.matchAll(/(?<![\w/.])(?:deploy|test|scripts|bench|src)\/[\w./-]+/g), ([file]) => file),
    );
    expect(files.filter((file) => !exists(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(5);
  });
});

describe('docs/operations/deploy.md', () => {
  const DEPLOY = 'docs/operations/deploy.md';
  const kubernetes = fs
    .readdirSync(path.join(ROOT, 'deploy/kubernetes'))
    .flatMap((file) => yamlDocuments<Manifest>(`kubernetes/${file}`))
    .map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata?.name}`);

  it('builds the image of this version', () => {
    expect(codeBlock(DEPLOY, 'docker build').trim()).toBe(
      `docker build -f deploy/Dockerfile -t punctual:${manifest.version} .`,
    );
  });

  it('copies files of variables that are there, and asks a port that Compose publishes', () => {
    const block = codeBlock(DEPLOY, 'cd deploy');
    const copied = Array.from(block.matchAll(/cp (\S+) (\S+)/g), ([, from, to]) => [from, to]);
    expect(copied.every(([from, to]) => exists(`deploy/${from}`) && from === `${to}.example`)).toBe(true);
    const [, port] = /127\.0\.0\.1:(\d+)\/health\/ready/.exec(block) ?? [];
    const [{ services }] = yamlDocuments<{ services: Record<string, { ports?: string[] }> }>('compose.yaml') as [
      { services: Record<string, { ports?: string[] }> },
    ];
    expect(services['node-1']!.ports).toEqual([`127.0.0.1:${port}:3000`]);
    const named = Array.from(
      page(DEPLOY).matchAll(/docker compose (?:run --rm|up -d --no-deps) ([\w-]+)/g),
      ([, name]) => name,
    );
    expect(named.filter((name) => !services[name!])).toEqual([]);
    expect(named).toContain('migrate');
  });

  it('waits for the objects that the manifests make', () => {
    const block = codeBlock(DEPLOY, 'kubectl');
    const named = Array.from(block.matchAll(/\b(job|deployment)\/[\w-]+/g), ([name]) => name);
    expect(named).toEqual(['job/punctual-migrate', 'deployment/punctual']);
    expect(kubernetes).toEqual(expect.arrayContaining([...named, 'secret/punctual']));
    expect(block).toMatch(/^kubectl create secret generic punctual /);
  });

  it('installs for systemd what the unit names', () => {
    const block = codeBlock(DEPLOY, 'useradd');
    const unit = page('deploy/systemd/punctual.service');
    const [, home] = /--home-dir (\S+)/.exec(block) ?? [];
    for (const named of ['/opt/punctual', '/etc/punctual/punctual.env', home!]) expect(unit).toContain(named);
    expect(unit).toContain('User=punctual');
    const placed = Array.from(block.matchAll(/install -m \d+ (\S+) /g), ([, file]) => file!);
    expect(placed).toEqual(['deploy/punctual.env.example', 'deploy/systemd/punctual.service']);
  });
});

describe('other pages', () => {
  it('call the chaos suite with options that it takes', () => {
    const line = codeBlock('docs/reliability.md', 'npm run chaos').trim().replace('[--seed N]', '--seed 1');
    expect(readOptions(line.split(' ').slice(4))).toMatchObject({ nodes: 4, jobs: 2000, seconds: 60, seed: 1 });
  });

  it('show in the README a history of statuses and triggers that there are', () => {
    const [, ...rows] = codeBlock('README.md', 'status').trim().split('\n');
    expect(rows.filter((row) => !RUN_STATUSES.includes(row.split(/ +/)[0] as never))).toEqual([]);
    expect(rows.filter((row) => !/ (?:schedule|retry) /.test(row))).toEqual([]);
  });
});
