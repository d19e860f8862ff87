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

/** The beat of one node, from a thread of its own. */
export class Heartbeat {
  private readonly confirmedAtMs = new Float64Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;

  constructor({ url, nodeId, onMessage }: HeartbeatOptions) {
    // The node's row was written a moment ago: that is the first beat.
    this.confirmedAtMs[0] = nowMs();
    this.worker = new Worker(new URL('./heartbeat.worker.js', import.meta.url), {
      workerData: { url, nodeId, confirmed: this.confirmedAtMs.buffer },
    });
    this.worker.on('message', onMessage);
    // Without a beat the lease runs out, which stops this node: nothing more to do here.
    this.worker.on('error', () => undefined);
    this.worker.unref();
  }

  /** Whether others must still take this node for alive. Monotonic: a stepped wall clock changes nothing. */
  isConfirmed(): boolean {
    return nowMs() - this.confirmedAtMs[0]! < LEASE_MS;
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}

function nowMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
