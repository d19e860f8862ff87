import { Injectable } from '@nestjs/common';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { VERSION } from '../version.js';

/** Every metric of this process: those of Node (event loop, memory, garbage collection) and those of the product. */
@Injectable()
export class MetricsRegistry {
  /** One per application, so that several in one process (tests, embedders) do not mix. */
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const info = new Gauge({
      name: 'punctual_info',
      help: 'Always 1; the version of this node',
      labelNames: ['version'],
      registers: [this.registry],
    });
    info.set({ version: VERSION }, 1);
  }
}
