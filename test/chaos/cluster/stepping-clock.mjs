// @ts-check
// A wall clock that jumps: each SIGUSR2 moves Date to the next of the offsets in CHAOS_CLOCK (milliseconds, by commas).
const RealDate = Date;
const offsets = (process.env.CHAOS_CLOCK ?? '').split(',').filter(Boolean).map(Number);
let offset = 0;

class SteppedDate extends RealDate {
  /** @param {any[]} args */
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + offset);
    // @ts-expect-error whatever Date takes
    else super(...args);
  }

  /** @override */
  static now() {
    return RealDate.now() + offset;
  }
}

globalThis.Date = /** @type {DateConstructor} */ (/** @type {unknown} */ (SteppedDate));
process.on('SIGUSR2', () => (offset = offsets.shift() ?? 0));
