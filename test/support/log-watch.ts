import { Writable } from 'node:stream';

/** What no line of a log may hold, whoever it belongs to: JWTs, personal access tokens, credentials in headers and URLs. */
export const LOOKS_SECRET =
  /\beyJ[\w-]{5,}\.[\w-]{5,}\.|\bpnc_[\w-]{20,}|\b(?:Bearer|Basic) [\w.~+/=-]{12,}|:\/\/[^\s/:@"]*:[^\s/@"•]+@/i;

/** One line, parsed. */
export type LogLine = Record<string, unknown>;

/** Takes what an application logs, and looks through it for secrets. */
export class LogWatch extends Writable {
  private readonly planted = new Set<string>();
  private readonly texts: string[] = [];
  private readonly leaks: string[] = [];

  /** Secrets of this test, besides what looks like one. */
  plant(...secrets: string[]): void {
    for (const secret of secrets) this.planted.add(secret);
  }

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk);
    if (process.env.TEST_LOG_LEVEL) process.stderr.write(text);
    this.texts.push(text);
    if (LOOKS_SECRET.test(text)) this.leaks.push(text);
    done();
  }

  get lines(): LogLine[] {
    return this.texts.flatMap((text) =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LogLine),
    );
  }

  /** Lines that hold one. */
  get leaked(): string[] {
    const secrets = [...this.planted];
    return [...this.leaks, ...this.texts.filter((text) => secrets.some((secret) => text.includes(secret)))];
  }

  assertNoSecrets(): void {
    if (this.leaked.length > 0) throw new Error(`the log holds secrets:\n${this.leaked.slice(0, 5).join('')}`);
  }
}
