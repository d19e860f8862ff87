// @ts-check
import fs from 'node:fs';

const REPORTS_FD = 3;
const pausing = new Int32Array(new SharedArrayBuffer(4));

/**
 * @typedef {object} Job What the node tells.
 * @property {string} code compiled, without the imports from the adaptor
 * @property {string[]} importable names to import from the adaptor, if it has them
 * @property {string} defer the local name for `defer` of the runtime
 * @property {string} watch the global that is told of the operations
 * @property {string} adaptor
 * @property {string} runtime the file of OpenFn's runtime
 * @property {Record<string, { path: string, version: string }>} modules what the job may import
 * @property {unknown} input
 * @property {Record<string, unknown>} configuration
 * @property {Record<string, unknown>} run
 * @property {string} proxy path of the socket of the way out
 * @property {number} maxResultBytes
 * @property {boolean} [isProbe] nothing is run: only what this process could do is told
 */

/**
 * The first line of stdin. What is open of it later does not keep the process alive, but its end, the node's, ends it.
 * @returns {Promise<Job>}
 */
export function readJob() {
  return new Promise((resolve) => {
    let text = '';
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      resolve(JSON.parse(text));
      text = '';
      process.stdin.unref();
    });
    process.stdin.on('end', () => process.exit(1));
  });
}

/**
 * In order, and before anything that follows: the pipe is written synchronously.
 * @param {Record<string, unknown>} message
 */
export function report(message) {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let written = 0; written < bytes.length;) {
    try {
      written += fs.writeSync(REPORTS_FD, bytes, written);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN') throw error;
      // The node is busy.
      Atomics.wait(pausing, 0, 0, 5);
    }
  }
}
