import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(ROOT, 'examples/two-drivers');
const MAX_OUTPUT = 64 << 20;

interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  [key: string]: unknown;
}

/** How a command ended. */
export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** The example of a consumer outside of the repository, with the packed product as its dependency. */
export class ConsumerPackage {
  private readonly directory = makeTemporaryDirectory();
  readonly folder = path.join(this.directory, 'consumer');

  /** `npm pack`; the files in the tarball. */
  async pack(): Promise<string[]> {
    await npm(ROOT, 'pack', '--pack-destination', this.directory);
    const { stdout } = await promisify(execFile)('tar', ['tzf', this.tarball], { maxBuffer: MAX_OUTPUT });
    return stdout.trim().split('\n');
  }

  /**
   * Copies the example and installs it. Its lock file is made of ours, so that npm finds every package in the cache that
   * `npm ci` filled, and consumers are tested with the versions that we are tested with.
   */
  async install(): Promise<void> {
    const isSource = (file: string): boolean => !/\/(?:node_modules|dist|package-lock\.json)$/.test(file);
    fs.cpSync(EXAMPLE, this.folder, { recursive: true, filter: isSource });
    const manifest = readJson(path.join(this.folder, 'package.json'));
    manifest.dependencies['punctual'] = `file:${this.tarball}`;
    this.write('package.json', manifest);
    this.write('package-lock.json', this.lockFile(manifest));
    await npm(this.folder, 'install', '--prefer-offline', '--no-audit', '--no-fund');
  }

  /** The file behind `npx punctual`. */
  get command(): string {
    return path.join(this.folder, 'node_modules/.bin/punctual');
  }

  /** `npx punctual <args>`, with nothing of the surrounding environment but `env`. */
  async punctual(args: string[], cwd: string, env: Record<string, string>): Promise<Said> {
    const { PATH = '', HOME = '' } = process.env;
    return promisify(execFile)(this.command, args, { cwd, env: { PATH, HOME, ...env } }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: Said) => ({ code, stdout, stderr }),
    );
  }

  /** `npm run <script>` in it; what it prints. */
  run(script: string): Promise<string> {
    return npm(this.folder, 'run', script);
  }

  async remove(): Promise<void> {
    await removeTemporaryDirectory(this.directory);
  }

  private get tarball(): string {
    return path.join(this.directory, `punctual-${readJson(path.join(ROOT, 'package.json')).version}.tgz`);
  }

  private lockFile(manifest: Manifest): object {
    const ours = readJson(path.join(ROOT, 'package-lock.json'));
    const { '': own, ...packages } = ours['packages'] as Record<string, object>;
    const { devDependencies: _, ...punctual } = own as Manifest;
    const resolved = `file:${this.tarball}`;
    return {
      ...ours,
      name: manifest.name,
      packages: { '': manifest, ...packages, 'node_modules/punctual': { ...punctual, resolved } },
    };
  }

  private write(file: string, value: object): void {
    fs.writeFileSync(path.join(this.folder, file), JSON.stringify(value, null, 2));
  }
}

function readJson(file: string): Manifest {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
}

/** @throws Error with what npm printed */
async function npm(cwd: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)('npm', args, { cwd, maxBuffer: MAX_OUTPUT })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
