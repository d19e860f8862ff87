import { Module } from '@nestjs/common';
import { HttpMetrics } from './http-metrics.js';
import { MetricsRegistry } from './metrics-registry.js';
import { RunMetrics } from './run-metrics.js';

/** Counters of this process. Whoever has something to count says it here; `operations` serves them. */
@Module({
  providers: [MetricsRegistry, RunMetrics, HttpMetrics],
  exports: [MetricsRegistry, RunMetrics, HttpMetrics],
})
export class MetricsModule {}
