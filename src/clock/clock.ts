import { Injectable } from '@nestjs/common';

/**
 * This process's clock. It serves what people see (tokens, timestamps of records people make).
 * Who is due and who is dead is decided by the database's clock, never by this one.
 */
@Injectable()
export class Clock {
  /** Wall time; may step. */
  now(): Date {
    return new Date();
  }

  /** Milliseconds on a clock that only goes forward; for measuring durations. */
  monotonicMs(): number {
    return Number(process.hrtime.bigint() / 1000n) / 1000;
  }
}
