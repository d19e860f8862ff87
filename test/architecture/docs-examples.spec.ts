import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocks, documentationPages } from '../support/markdown.js';
import { ROOT } from './source-files.js';

/** The blocks of a page that begin so ('' for all of a language), and the test that executes them. */
type Claim = [language: string, beginning: string, by: string];

const STORY = 'test/e2e/readme.e2e.ts';
const EXAMPLES = 'test/e2e/docs-examples.e2e.ts';
const DRIVERS = 'test/integration/writing-a-driver.spec.ts';
const CONSUMER = 'test/e2e/consumer-package.e2e.ts';
const BACKUP = 'test/e2e/backup-restore.e2e.ts';
const MIGRATE = 'test/e2e/process-migrate.e2e.ts';
/** Not executed, but read: the reason stands behind it. */
const READ = 'test/architecture/docs-commands.spec.ts: ';

/** First come, first served. A new example needs a test, and a line here; `mermaid` is a drawing. */
const CLAIMS: Record<string, Claim[]> = {
  'README.md': [
    ['text', '[', STORY],
    ['text', 'status', `${READ}a minute of a node that is killed and stopped; process-crash.e2e.ts does both`],
    ['bash', 'npm ci && npm start', STORY],
    ['bash', 'npm ci && npm test', `${READ}it is what runs this test, see .ci/run`],
    ['bash', 'pkill', STORY],
    ['bash', 'npm run start:dev', `${READ}npm run check and npm test are .ci/run, the others never end`],
    ['sh', '', STORY],
    ['text', '', STORY],
  ],
  'CONTRIBUTING.md': [['bash', 'npm ci', `${READ}.ci/run does most of it; start:dev never ends, fuzz takes minutes`]],
  'docs/projects.md': [
    ['sh', '', 'test/e2e/projects-docs.e2e.ts'],
    ['json', '', 'test/e2e/projects-docs.e2e.ts'],
    ['yaml', '', 'test/e2e/projects-docs.e2e.ts'],
  ],
  'docs/actions.md': [['sh', '', EXAMPLES]],
  'docs/openfn.md': [
    ['json', '{', EXAMPLES],
    ['sh', 'npm install', EXAMPLES],
    ['sh', 'OPENFN_ADAPTORS_DIR', EXAMPLES],
  ],
  'docs/operations.md': [
    ['bash', 'npx punctual', CONSUMER],
    ['bash', 'PGPASSWORD', STORY],
    ['bash', 'npm run secrets:rotate', 'test/e2e/process-secrets-rotate.e2e.ts'],
    ['bash', 'curl', EXAMPLES],
    ['yaml', 'scrape_configs', EXAMPLES],
  ],
  'docs/operations/backup.md': [
    ['bash', 'pg_dump', BACKUP],
    ['bash', 'createdb', BACKUP],
  ],
  'docs/operations/upgrade.md': [['text', 'punctual: The database lacks', MIGRATE]],
  'docs/operations/deploy.md': [
    ['bash', 'docker build', `${READ}no container engine where it runs`],
    ['bash', 'cd deploy', `${READ}no container engine where it runs`],
    ['bash', 'kubectl', `${READ}no cluster where it runs`],
    ['bash', 'useradd', `${READ}no systemd where it runs, and it would change the machine`],
  ],
  'docs/performance.md': [
    ['bash', 'npm run bench  ', `${READ}minutes to an hour, and dependencies of its own`],
    ['bash', 'npm run bench:http', `${READ}minutes to an hour`],
  ],
  'docs/reliability.md': [['bash', 'npm run chaos', `${READ}minutes; chaos.e2e.ts runs a small one`]],
  'docs/writing-a-driver.md': [
    ['ts', '', DRIVERS],
    ['sh', 'curl', DRIVERS],
  ],
  'examples/two-drivers/README.md': [['bash', '(cd', CONSUMER]],
};

const blocks = documentationPages().flatMap((file) =>
  codeBlocks(file)
    .filter(({ language }) => language !== 'mermaid')
    .map((block) => ({ file, ...block })),
);
const claimOf = ({ file, language, content }: (typeof blocks)[number]): Claim | undefined =>
  CLAIMS[file]?.find(([wanted, beginning]) => wanted === language && content.startsWith(beginning));
const claims = Object.entries(CLAIMS).flatMap(([file, list]) => list.map((claim) => ({ file, claim })));

describe('every example in the documentation', () => {
  it('is executed by a test, or has a reason why not', () => {
    const unclaimed = blocks
      .filter((block) => !claimOf(block))
      .map(({ file, line, language, content }) => `${file}:${line} ${language} ${content.split('\n')[0]}`);
    expect(unclaimed).toEqual([]);
    expect(blocks.length).toBeGreaterThan(70);
  });

  it('is there: no claim is left of one that is gone', () => {
    const used = new Set(blocks.map(claimOf));
    expect(claims.filter(({ claim }) => !used.has(claim))).toEqual([]);
  });

  it('is taken out of its page by the test, not copied into it', () => {
    const named = claims.map(({ file, claim: [, , by] }) => ({ file, test: by.split(': ')[0]! }));
    const hollow = named.filter(({ file, test }) => {
      const text = fs.readFileSync(path.join(ROOT, test), 'utf8');
      return !text.includes(file) && !(file === 'README.md' && text.includes('storyOfReadme'));
    });
    // What .ci/run does itself, and programs that only measure.
    const general = ['CONTRIBUTING.md', 'docs/performance.md'];
    expect(hollow.filter(({ file }) => !general.includes(file))).toEqual([]);
  });

  it('says in which language it is', () => {
    const known = ['sh', 'bash', 'text', 'json', 'yaml', 'ts'];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  });
});
