/** Sleeps until a time has passed or somebody wakes it; a wake that comes early is not lost. */
export class WakeTimer {
  private woken = false;
  private resolve?: () => void;
  private timer?: NodeJS.Timeout;

  /** @param ms at most this long */
  sleep(ms: number): Promise<void> {
    if (this.woken || ms <= 0) {
      this.woken = false;
      return new Promise((resolve) => setImmediate(resolve));
    }
    return new Promise((resolve) => {
      this.resolve = () => {
        clearTimeout(this.timer);
        this.resolve = undefined;
        this.woken = false;
        resolve();
      };
      this.timer = setTimeout(this.resolve, ms);
    });
  }

  wake(): void {
    this.woken = true;
    this.resolve?.();
  }
}
