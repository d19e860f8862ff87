import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

const MARK = '=== end of block ===';

/** A shell in which blocks are pasted one after another, as a reader of the README does. A command that fails ends it. */
export class ShellSession {
  private readonly child: ChildProcess;
  private printed = '';
  private complaints = '';
  private readonly ended: Promise<number | null>;

  constructor(cwd: string) {
    this.child = spawn('sh', ['-e'], { cwd, stdio: 'pipe' });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.complaints += text));
    this.child.stdin?.on('error', () => undefined);
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** What the block printed; rejects when one of its commands failed. */
  paste(block: string): Promise<string> {
    this.printed = '';
    this.child.stdin?.write(`${block}\nprintf '%s\\n' '${MARK}'\n`);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const end = this.printed.indexOf(MARK);
        if (end < 0) return;
        this.child.stdout?.off('data', look);
        resolve(this.printed.slice(0, end));
      };
      this.child.stdout?.on('data', look);
      void this.ended.then((code) =>
        reject(new Error(`the shell ended with ${code} in:\n${block}\n${this.printed}\n${this.complaints}`)),
      );
    });
  }

  async close(): Promise<void> {
    this.child.stdin?.end();
    this.child.kill();
    await this.ended;
  }
}
