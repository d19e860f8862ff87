import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The suite of src/schedules alone, without a database: test/integration/host-timezone.spec.ts runs it in other zones. */
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '../..'),
    environment: 'node',
    include: ['src/schedules/**/*.spec.ts'],
    maxWorkers: 1,
    isolate: false,
    testTimeout: 120_000,
  },
});
