/** A number of places that are taken in the order of asking. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(private readonly count: number) {}

  get isFull(): boolean {
    return this.taken >= this.count;
  }

  /**
   * Takes a place, when there is one. The answer gives it back.
   * @throws the signal's reason when it is aborted meanwhile
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.isFull) await this.turn(signal);
    else this.taken += 1;
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      const next = this.waiting.shift();
      if (next) next();
      else this.taken -= 1;
    };
  }

  /** A place goes from hand to hand: `taken` stays. */
  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.waiting.splice(this.waiting.indexOf(next), 1);
        reject(signal.reason as Error);
      };
      const next = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(next);
    });
  }
}
