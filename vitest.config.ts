import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/own-temp.ts'],
    // Each file brings up its own desk with its own process.env, so files never share a process.
    pool: 'forks',
    // By default a machine of two cores would run one file at a time. A file often waits, for a filler or a repeat: of three one
    // is always at work.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A test that prints, fails: output is either an assertion or noise.
    onConsoleLog(printed) {
      throw new Error(`A test printed: ${printed}`);
    },
  },
});
