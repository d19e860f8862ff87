import { DriverRegistry } from '../../src/drivers/driver-registry.js';
import type { DriverResult, JobContext } from '../../src/drivers/job-context.js';
import type { TestApp } from './app.js';

/** What a run does, step by step, as a test wants it. */
export type Script = (context: JobContext<object>) => Promise<DriverResult | void>;

/** Lets the noop driver of this process do what the test says. */
export class ScriptedDriver {
  /** Runs that were started here, oldest first. */
  readonly contexts: JobContext<object>[] = [];
  private script: Script = async () => undefined;

  constructor({ app }: TestApp) {
    app.get(DriverRegistry).get('noop')!.handler = {
      run: async (context: JobContext<object>) => {
        this.contexts.push(context);
        return this.script(context);
      },
    };
  }

  does(script: Script): void {
    this.script = script;
  }
}

/** Something that a script waits for, until the test lets it go on; an abort of the run ends the wait, too. */
export class Gate {
  private open!: () => void;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  pass(): void {
    this.open();
  }

  async wait(signal: AbortSignal): Promise<void> {
    await Promise.race([
      this.opened,
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    ]);
    signal.throwIfAborted();
  }
}
