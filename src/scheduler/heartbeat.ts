import { Worker } from 'node:worker_threads';

/** What the beating thread reports. */
export type HeartbeatMessage = { kind: 'ended' } | { kind: 'dead'; nodeId: string; beat: string };

export interface HeartbeatOptions {
  url: string;
  nodeId: string;
  onMessage: (message: HeartbeatMessage) => void;
}

/** Without a confirmed beat for this long a node stops claiming and aborts its runs: others will take them over at 5 s. */
const LEASE_MS = 4_000;
const RESPAWN_MS = 1_000;

/** The beat of one node, from a thread of its own. */
export class Heartbeat {
  private readonly confirmedAtMs = new Float64Array(new SharedArrayBuffer(8));
  private worker: Worker;
  private stopped = false;

  constructor(private readonly options: HeartbeatOptions) {
    // The node's row was written a moment ago: that is the first beat.
    this.confirmedAtMs[0] = nowMs();
    this.worker = this.spawn();
  }

  private spawn(): Worker {
    const { url, nodeId, onMessage } = this.options;
    const worker = new Worker(new URL('./heartbeat.worker.js', import.meta.url), {
      workerData: { url, nodeId, confirmed: this.confirmedAtMs.buffer },
    });
    worker.on('message', onMessage);
    worker.on('error', () => undefined);
    // A thread that died (out of memory, say) is replaced; until it beats again, the lease runs out.
    worker.on('exit', () => {
      if (!this.stopped) setTimeout(() => (this.worker = this.spawn()), RESPAWN_MS).unref();
    });
    worker.unref();
    return worker;
  }

  /** Whether others must still take this node for alive. Monotonic: a stepped wall clock changes nothing. */
  isConfirmed(): boolean {
    return nowMs() - this.confirmedAtMs[0]! < LEASE_MS;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.worker.terminate();
  }
}

function nowMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
