/** Sleeps until a time has passed or somebody wakes it; a wake that comes early is not lost. */
export class WakeTimer {
  private woken = false;
  private resolve?: (hasPassed: boolean) => void;
  private timer?: NodeJS.Timeout;

  /** @param ms at most this long. @returns whether the time has passed; false: somebody woke it */
  sleep(ms: number): Promise<boolean> {
    if (this.woken || ms <= 0) {
      const hasPassed = !this.woken;
      this.woken = false;
      return new Promise((resolve) => setImmediate(() => resolve(hasPassed)));
    }
    return new Promise((resolve) => {
      const end = (hasPassed: boolean): void => {
        clearTimeout(this.timer);
        this.resolve = undefined;
        this.woken = false;
        resolve(hasPassed);
      };
      this.resolve = end;
      this.timer = setTimeout(end, ms, true);
    });
  }

  wake(): void {
    this.woken = true;
    this.resolve?.(false);
  }
}
