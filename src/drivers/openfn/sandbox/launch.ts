import path from 'node:path';
import type { SandboxDirectory } from './sandbox-directory.js';
import { FENCE_SCRIPT, LIMITS_SCRIPT } from './launch-scripts.js';

/** How the processes of jobs are started on this node; found out by trying. */
export interface LaunchPlan {
  mode: 'unshare' | 'process';
  /** Start it as nobody: for a node that runs as root. */
  asNobody: boolean;
  /** Whether `setpriv` is there, which also ends a job whose node dies. */
  hasSetpriv: boolean;
}

export interface Limits {
  memoryMb: number;
  timeoutMs: number;
}

/** What to start, and what it will find. */
export interface Launch {
  command: string;
  args: string[];
  /** Where the job finds the socket of the way out. */
  proxy: string;
}

interface LaunchInput {
  plan: LaunchPlan;
  limits: Limits;
  directory: SandboxDirectory;
  timezone: string;
  /** Directories that the job may read. */
  readable: string[];
}

export const NOBODY = 65_534;
const CHILD = path.join(import.meta.dirname, '../child');
/** Where programs and their libraries are. */
const SYSTEM = ['/usr', '/lib', '/lib32', '/lib64', '/bin', '/sbin', '/nix/store'];
/** Node's own share: threads and their stacks, buffers; newer ones set 512 MB aside for compiled code. */
const OVERHEAD_MB = Number(process.versions.node.split('.')[0]) >= 23 ? 768 : 256;
const TMP_MB = 64;
const FILE_BLOCKS = (TMP_MB * 1024 * 1024) / 512;

/** The command that runs one job. */
export function launch(input: LaunchInput): Launch {
  const { plan, limits, directory } = input;
  const isFenced = plan.mode === 'unshare';
  const tmp = isFenced ? '/tmp' : directory.tmp;
  const environment = [`TZ=${input.timezone}`, `HOME=${tmp}`];
  const node = ['env', '-i', ...environment, process.execPath, ...nodeFlags(input, tmp), path.join(CHILD, 'main.mjs')];
  const program = [...identity(plan), ...(isFenced ? fenced(input, node) : node)];
  const cpuSeconds = Math.ceil((2 * limits.timeoutMs) / 1_000) + 10;
  const dataKb = (limits.memoryMb + OVERHEAD_MB) * 1024;
  return {
    command: '/bin/sh',
    args: ['-c', LIMITS_SCRIPT, 'sh', String(cpuSeconds), String(dataKb), String(FILE_BLOCKS), ...program],
    proxy: isFenced ? '/proxy.sock' : directory.socket,
  };
}

function nodeFlags({ limits, readable }: LaunchInput, tmp: string): string[] {
  return [
    `--max-old-space-size=${limits.memoryMb}`,
    '--experimental-vm-modules',
    '--no-warnings',
    '--no-addons',
    permissionFlag(),
    ...networkFlag(),
    ...[CHILD, tmp, ...readable].map((directory) => `--allow-fs-read=${directory}/`),
    `--allow-fs-write=${tmp}/`,
  ];
}

function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
}

/** Where the permission model knows of the network, the way out needs leave. */
function networkFlag(): string[] {
  return process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : [];
}

function identity({ asNobody, hasSetpriv }: LaunchPlan): string[] {
  if (!hasSetpriv) return [];
  const nobody = asNobody ? [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  return ['setpriv', ...nodeLifetime(), ...nobody];
}

/** Ends with the node, even if that is killed. */
function nodeLifetime(): string[] {
  return ['--pdeathsig=KILL'];
}

function fenced({ directory, readable }: LaunchInput, node: string[]): string[] {
  const namespaces = [
    '--user',
    '--map-root-user',
    '--mount',
    '--net',
    '--pid',
    '--ipc',
    '--uts',
    '--fork',
    '--kill-child',
  ];
  const visible = outermost([...SYSTEM, installation(process.execPath), CHILD, ...readable]);
  const script = ['sh', '-c', FENCE_SCRIPT, 'sh', directory.root, directory.socket, String(TMP_MB)];
  return ['unshare', ...namespaces, ...script, ...visible, '--', ...node];
}

/** `/opt/node` of `/opt/node/bin/node`: libraries may lie beside `bin`. */
function installation(program: string): string {
  const prefix = path.dirname(path.dirname(program));
  return prefix === '/' ? program : prefix;
}

/** Paths that are in none of the others. */
function outermost(paths: string[]): string[] {
  return [...new Set(paths)].filter((one) => !paths.some((other) => one.startsWith(`${other}/`)));
}
