// @ts-check
import { pathToFileURL } from 'node:url';
import { jobConsole, line } from './console.mjs';
import { failureOf } from './failure.mjs';
import { report } from './reports.mjs';

/** @typedef {import('./reports.mjs').Job} Job */

const JOB_ID = 'job';

/**
 * Runs a job to its end. Never throws.
 * @param {Job} job
 * @returns {Promise<Record<string, unknown>>} the last report
 */
export async function runJob(job) {
  /** @type {{ error?: unknown, operation?: number }} */
  const thrown = {};
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error) => {
      report({ type: 'failure', ...failureOf(error, { thrown: { error } }) });
      process.exit(1);
    });
  Object.assign(console, jobConsole);
  try {
    /** @type {typeof import('@openfn/runtime')} */
    const runtime = await import(pathToFileURL(job.runtime).href);
    /** @type {unknown} */
    let failed;
    const onJobError = (/** @type {string} */ event, /** @type {{ error?: unknown }} */ payload) => {
      if (event === 'job-error') failed = payload.error;
    };
    const state = await runtime.default(
      {
        id: 'run',
        workflow: {
          steps: [{ id: JOB_ID, expression: await moduleOf(job, runtime), configuration: job.configuration }],
        },
        options: {},
      },
      /** @type {any} */ ({ ...(job.input === undefined ? {} : { data: job.input }), run: job.run }),
      /** @type {any} */ ({
        logger: runtimeLogger(),
        jobLogger: jobConsole,
        globals: { [job.watch]: watcher(thrown) },
        statePropsToRemove: ['configuration', 'run'],
        stateLimitMb: 10,
        callbacks: { notify: onJobError },
        linker: { modules: job.modules, whitelist: [...Object.keys(job.modules), '@openfn/runtime'].map(exactly) },
        // It would start a thread, which is not permitted here.
        disableEsmHook: true,
      }),
    );
    if (failed) return { type: 'failure', ...failureOf(failed, { thrown }) };
    return resultOf(state, job.maxResultBytes);
  } catch (error) {
    return { type: 'failure', ...failureOf(error, { thrown }) };
  }
}

/**
 * The job with its imports, all in the first line: places in the code of the node's compiler are one line up.
 * @param {Job} job
 * @param {typeof import('@openfn/runtime')} runtime
 */
async function moduleOf({ code, importable, defer, adaptor, modules }, runtime) {
  const entry = await runtime.getModuleEntryPoint(adaptor, modules[adaptor]?.path);
  const exported = new Set(Object.keys(namesOf(await import(pathToFileURL(entry?.path ?? '').href))));
  const from = JSON.stringify(adaptor);
  const names = importable.filter((name) => exported.has(name));
  return [
    `import { defer as ${defer} } from "@openfn/runtime"; export * from ${from};`,
    ...(names.length > 0 ? [`import { ${names.join(', ')} } from ${from};`] : []),
    `\n${code}`,
  ].join(' ');
}

/** What OpenFn's linker takes for the exports of an adaptor. @param {any} loaded */
function namesOf(loaded) {
  if (loaded.__esModule && loaded.default?.default) return loaded.default.default;
  const isWrapped = Object.keys(loaded).length === 1 && loaded.default && Object.keys(loaded.default).length > 0;
  return isWrapped ? loaded.default : loaded;
}

/**
 * Wraps the operations of a job, so that we hear when each begins and ends, and with which error.
 * @param {{ error?: unknown, operation?: number }} thrown
 */
function watcher(thrown) {
  return (/** @type {unknown} */ operations) => {
    if (!Array.isArray(operations)) return operations;
    return operations.map((/** @type {unknown} */ operation, index) => {
      if (typeof operation !== 'function') return operation;
      return async (/** @type {unknown} */ state) => {
        try {
          const next = await operation(state);
          report({ type: 'operation', index, success: true });
          return next;
        } catch (error) {
          Object.assign(thrown, { error, operation: index });
          report({ type: 'operation', index, success: false });
          throw error;
        }
      };
    });
  };
}

/**
 * @param {unknown} state
 * @param {number} maxBytes
 */
function resultOf(state, maxBytes) {
  if (state === undefined || state === null) return { type: 'result' };
  const bytes = Buffer.byteLength(JSON.stringify(state));
  if (bytes <= maxBytes) return { type: 'result', state };
  const keys = Object.entries(state).map(([key, value]) => [key, Buffer.byteLength(JSON.stringify(value) ?? '')]);
  return { type: 'result', omittedBytes: bytes, keys: Object.fromEntries(keys.slice(0, 20)) };
}

/** The runtime's own words are for its authors; only its warnings are for those of jobs. */
function runtimeLogger() {
  const silent = ['debug', 'info', 'success', 'error', 'log', 'print', 'proof', 'break', 'always', 'confirm'];
  const methods = silent.map((name) => [name, () => undefined]);
  const warn = (/** @type {unknown[]} */ ...words) => line(words.join(' '));
  return { ...Object.fromEntries(methods), warn, timer: () => '' };
}

/** @param {string} name */
function exactly(name) {
  return new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}$`);
}
