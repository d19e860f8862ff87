/** Gets out of OpenFn's context: the functions that it lends are those of the process around it. */
const OUT = `const process = console.log.constructor('return process')();
const node = name => process.getBuiltinModule(name);
`;

const escaped = (statements: string): string =>
  `${OUT}fn(async state => {\n${statements}\nreturn { ...state, end: 'reached' };\n});`;

/** A body that wants out, and how its run ends. */
export interface Hostile {
  name: string;
  body: string;
  code: string;
  message?: RegExp;
}

const REFUSED = /restricted|requires full|not available|not a function|ESRCH|ENOENT|EPERM|EROFS/;

/** @param victim a pid that no job may touch */
export function hostileBodies(victim: number): Hostile[] {
  const failing = (name: string, code: string, body: string, message?: RegExp): Hostile => ({
    name,
    code,
    body,
    message,
  });
  const failed = (name: string, statements: string): Hostile =>
    failing(name, 'OPENFN_JOB_FAILED', escaped(statements), REFUSED);
  const late = "setTimeout(() => { throw new Error('late'); }); return new Promise(() => {});";
  return [
    failed('opens /etc/passwd', "node('fs').readFileSync('/etc/passwd', 'utf8');"),
    failed('kills its parent', `process.kill(process.ppid || ${victim}, 'SIGKILL');`),
    failing('leaves', 'OPENFN_PROCESS_DIED', escaped('process.exit(0);'), /exit code 0/),
    failing('kills itself', 'OPENFN_PROCESS_DIED', escaped('process.abort();')),
    failing('never resolves', 'OPENFN_NEVER_ENDED', 'fn(() => new Promise(() => {}));'),
    failing('throws where nobody waits', 'OPENFN_JOB_FAILED', `fn(() => { ${late} });`, /late/),
    failing(
      'eats memory',
      'OPENFN_OUT_OF_MEMORY',
      'fn(() => { for (const all = []; ; ) all.push(new Array(1e5).fill({})); });',
    ),
    failing(
      'eats buffers',
      'OPENFN_OUT_OF_MEMORY',
      'fn(() => { for (const all = []; ; ) all.push(Buffer.alloc(1e7, 1)); });',
    ),
    failing('floods its reports', 'OPENFN_TOO_MUCH_OUTPUT', flooding(3)),
    failing('floods stdout', 'OPENFN_TOO_MUCH_OUTPUT', flooding(1)),
  ];
}

const flooding = (fd: number): string =>
  escaped(`for (;;) try { node('fs').writeSync(${fd}, 'x'.repeat(9_000) + String.fromCharCode(10)); } catch {}`);

/** Ends only by the clock. */
export const ENDLESS_BODIES: [name: string, body: string][] = [
  ['loops', 'fn(() => { for (;;); });'],
  ['logs without end', "fn(() => { for (;;) console.log('again'); });"],
];

/**
 * One after the other, all that a process should not be able to do; the state tells what became of each.
 * @param outside a path that no job may write to
 */
export function attempts(outside: string, victim: number): Record<string, string> {
  const path = JSON.stringify(outside);
  return {
    'list a directory': "node('fs').readdirSync('/etc')",
    "read the node's environment": `node('fs').readFileSync('/proc/${victim}/environ')`,
    "read the node's memory": `node('fs').openSync('/proc/${victim}/mem', 'r')`,
    'write outside': `node('fs').writeFileSync(${path}, 'x')`,
    'link its way out': `node('fs').symlinkSync('/etc', ${path})`,
    'kill by the function below': `process._kill(${victim}, 9)`,
    "open the node's debugger": `process._debugProcess(${victim})`,
    'slow the node down': `node('os').setPriority(${victim}, 19)`,
    'start a process': "node('child_process').execFileSync('/bin/ls')",
    'start a process and not wait':
      "await new Promise((r, j) => node('child_process').spawn('ls').on('error', j).on('exit', r))",
    'open a thread': "new (node('worker_threads').Worker)('1', { eval: true })",
    'load native code': "process.dlopen({ exports: {} }, '/tmp/x.node')",
    'reach for bindings': "process.binding('process_wrap')",
    'write a report file': "process.report.writeReport('/tmp/report.json')",
    'attach an inspector': "new (node('inspector').Session)().connect()",
    'change who it is': 'process.setuid(0)',
  };
}

export function attemptingBody(all: Record<string, string>): string {
  const tries = Object.entries(all).map(
    ([name, code]) =>
      `try { ${code}; tried[${JSON.stringify(name)}] = 'done'; } catch (e) { tried[${JSON.stringify(name)}] = e.message; }`,
  );
  return escaped(`const tried = {};\n${tries.join('\n')}\nreturn { tried };`);
}

/** What an attempt that was turned down says. */
export const TURNED_DOWN = REFUSED;

/** Tells the node what it likes, as the node's own child would. */
export const FORGING_BODY = escaped(`
const tell = text => node('fs').writeSync(3, text + String.fromCharCode(10));
for (const text of ['null', '[]', '7', 'nonsense', '{"type":"log","line":{}}', '{"type":"operation","index":-1}',
  '{"type":"operation","index":"__proto__"}', '{"type":"__proto__"}', '{"__proto__":{"polluted":true},"type":"log","line":"told"}'])
  tell(text);
tell('{"type":"result","state":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"n":1}}');
tell('{"type":"failure","message":"too late"}');
await new Promise(resolve => setTimeout(resolve, 10_000));
`);

/** What it can see of the machine from outside of OpenFn's context. */
export const LOOKING_BODY = `${OUT}fn(() => ({
  environment: Object.keys(process.env),
  directory: process.cwd(),
  ppid: process.ppid,
  offset: new Date('2026-07-01T00:00:00Z').getTimezoneOffset(),
}));`;

/** Sends a datagram past everything that a job is meant to use. */
export const datagramBody = (port: number): string =>
  escaped(`await new Promise((resolve, reject) => node('dgram').createSocket('udp4').on('error', reject)
    .send('out', ${port}, '127.0.0.1', error => error ? reject(error) : resolve()));`);
