import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/own-temp.ts'],
    // Each file brings up its own desk with its own process.env, so files never share a process.
    pool: 'forks',
    // By default a machine of two cores would run one file at a time, and wait with it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A test that prints, fails: output is either an assertion or noise.
    onConsoleLog(printed) {
      throw new Error(`A test printed: ${printed}`);
    },
  },
});
