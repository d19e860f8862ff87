import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../errors/domain-error.js';
import type { ProblemDetail } from '../../errors/domain-error.js';

/** What comes back from the thread. */
type Answer = { value: unknown } | { problem: { code: string; message: string; details?: ProblemDetail[] } };

/** A thousand jobs take about a second; the worst that the limits let through takes a few. */
const LIMIT_MS = 15_000;
const MEMORY_MB = 256;

/** Reads YAML in a thread, one document after the other: whatever is in them, the node goes on. */
@Injectable()
export class YamlReader {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * The value of one YAML (or JSON) document of plain data: no anchors to multiply, no types of its own.
   * @throws DomainError `MALFORMED_YAML` (400), `FORBIDDEN_KEY`, `MALFORMED_TEXT`
   */
  async read(text: string): Promise<unknown> {
    const answer = this.last.then(() => readInThread(text));
    this.last = answer.catch(() => undefined);
    const read = await answer;
    if ('value' in read) return read.value;
    const { code, message, details } = read.problem;
    throw new DomainError('malformed', code, message, details);
  }
}

function readInThread(text: string): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./yaml.worker.js', import.meta.url), {
      workerData: text,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => void worker.terminate(), LIMIT_MS);
    worker.once('message', resolve);
    // Out of memory: told like one that takes too long, since both are too much.
    worker.once('error', () => undefined);
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve({
        problem: { code: 'MALFORMED_YAML', message: 'The document takes too much to read. Split the project.' },
      });
    });
  });
}
