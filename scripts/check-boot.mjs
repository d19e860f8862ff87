// Starts the built app as its users do, with an empty data directory: it must get ready, describe itself as openapi.json
// says (--write-openapi writes that file instead), and leave nothing behind on SIGTERM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './build-if-needed.mjs';

const READY_MS = 90_000;
const STOP_MS = 30_000;

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'punctual-boot-'));
// mkdtemp's 0700 would keep PostgreSQL out when root runs this.
fs.chmodSync(dataDir, 0o711);
const port = await freePort();
const app = startApp();
try {
  await becomesReady();
  await describesItself();
  await stopsCleanly();
  console.log(`dist boots on port ${port}, serves OpenAPI 3.1 and stops cleanly`);
} catch (error) {
  console.error(app.output);
  console.error(`boot of dist: ${error.message}`);
  process.exitCode = 1;
} finally {
  killLeftovers();
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

function startApp() {
  // Only what the app needs: a developer's DATABASE_URL must not be what is booted.
  const { PATH, HOME, TZ } = process.env;
  const env = { PATH, HOME, ...(TZ && { TZ }), DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' };
  const child = spawn(process.execPath, ['dist/src/main.js'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const started = { child, output: '', ended: once(child, 'exit') };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (started.output += text));
  return started;
}

async function becomesReady() {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (hasEnded())
      throw new Error(`the app ended with ${app.child.exitCode ?? app.child.signalCode} before it was ready`);
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (response?.status === 200) return;
    await pause(100);
  }
  throw new Error(`GET /health/ready was not 200 within ${READY_MS / 1000} s`);
}

async function describesItself() {
  const response = await fetch(`http://127.0.0.1:${port}/openapi.json`);
  if (response.status !== 200) throw new Error(`GET /openapi.json answered ${response.status}`);
  const document = await response.json();
  if (!String(document.openapi).startsWith('3.1.'))
    throw new Error(`/openapi.json is OpenAPI ${document.openapi}, not 3.1`);
  if (Object.keys(document.paths ?? {}).length === 0) throw new Error('/openapi.json describes no paths');
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const file = path.join(root, 'openapi.json');
  if (process.argv.includes('--write-openapi')) fs.writeFileSync(file, text);
  else if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text)
    throw new Error(
      'The API is not what openapi.json says. If that is meant, run npm run openapi and commit what it writes.',
    );
}

async function stopsCleanly() {
  const server = serverPid();
  if (server === undefined) throw new Error(`no embedded PostgreSQL runs in ${dataDir}`);
  app.child.kill('SIGTERM');
  const [code, signal] = await Promise.race([app.ended, pause(STOP_MS, ['none', 'it still runs'], { ref: false })]);
  // Nest raises the signal again once everything is closed; a shell sees that as 143.
  if (code !== 0 && code !== 143 && signal !== 'SIGTERM')
    throw new Error(`SIGTERM ended the app with ${code ?? signal} (${signal})`);
  if (isRunning(server)) throw new Error(`PostgreSQL (pid ${server}) was left behind`);
}

function killLeftovers() {
  const server = serverPid();
  if (!hasEnded()) app.child.kill('SIGKILL');
  if (server !== undefined && isRunning(server)) process.kill(server, 'SIGQUIT');
}

function hasEnded() {
  return app.child.exitCode !== null || app.child.signalCode !== null;
}

function serverPid() {
  const file = path.join(dataDir, 'postgres/data/postmaster.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(fs.existsSync(`/proc/${pid}/stat`) ? fs.readFileSync(`/proc/${pid}/stat`, 'utf8') : '');
  } catch {
    return false;
  }
}

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  await once(probe, 'close');
  return free;
}
