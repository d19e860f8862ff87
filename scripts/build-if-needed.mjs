// The checks and the build that come before running dist/: plain Node, because it also runs where nothing is installed yet.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const entry = path.join(root, 'dist/src/main.js');
const stamp = path.join(root, 'dist/.built');
const lockFile = path.join(root, 'node_modules/.punctual-build.lock');
const LOCK_MS = 180_000;
const inputs = ['src', 'ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];

/** Makes dist/ up to date with the sources, or ends the process with one line that says what is missing. */
export function buildIfNeeded() {
  requireNode();
  if (!fs.existsSync(path.join(root, 'node_modules'))) stop('Nothing is installed yet: run npm ci first.');
  if (isFresh()) return;
  lock();
  try {
    // Another start may just have done it.
    if (!isFresh()) build();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}

/** Two builds at once would delete each other's files: waits while another process that lives holds the lock. */
function lock() {
  const deadline = Date.now() + LOCK_MS;
  while (!takeLock()) {
    const holder = Number(fs.existsSync(lockFile) ? fs.readFileSync(lockFile, 'utf8') : 0);
    if (holder > 0 && !isAlive(holder)) fs.rmSync(lockFile, { force: true });
    if (Date.now() > deadline)
      stop(`Another process (${holder}) has been building for too long: stop it, or remove ${lockFile}.`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function takeLock() {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST')
      stop(`Cannot build here (${error.message}): run npm run build as the owner of ${root}.`);
    return false;
  }
}

function holdsLock() {
  return fs.existsSync(lockFile) && fs.readFileSync(lockFile, 'utf8') === String(process.pid);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const supported =
    major > 24 || (major === 24 && minor >= 11) || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
  if (!supported) stop(`Node ${process.versions.node} is not supported: use ^20.19, ^22.13 or >=24.11.`);
}

function isFresh() {
  if (!fs.existsSync(entry)) return false;
  // A production image may leave the sources out, or have only the built files.
  if (!fs.existsSync(path.join(root, 'src'))) return true;
  // tsc leaves files that did not change untouched, hence the stamp; a build by hand (npm run build) has none.
  const builtAt = Math.max(modified(stamp), modified(entry));
  return inputs.every((input) => newest(path.join(root, input)) <= builtAt);
}

function newest(target) {
  const stat = fs.statSync(target, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A directory's own time tells of files that were deleted or renamed.
  const inside = fs.readdirSync(target).map((name) => newest(path.join(target, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

function modified(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function build() {
  const nest = path.join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  if (!fs.existsSync(nest)) {
    stop(
      'There is no current build in dist/ and no tools to make one: run npm ci (with the development dependencies), or npm run build before leaving them out.',
    );
  }
  console.log('Building (first start or sources changed)…');
  const startedAt = new Date();
  const { status, signal } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: 'inherit' });
  if (status !== 0 || !fs.existsSync(entry)) {
    // The compiler writes its output in spite of errors; the next start must not take that for a build.
    fs.rmSync(entry, { force: true });
    stop(`The build failed (${signal ?? `exit code ${status}`}): npm run build shows the same errors.`);
  }
  fs.writeFileSync(stamp, '');
  // What was saved while the build ran counts as newer than it.
  fs.utimesSync(stamp, startedAt, startedAt);
}

function stop(message) {
  if (holdsLock()) fs.rmSync(lockFile, { force: true });
  console.error(message);
  process.exit(1);
}
