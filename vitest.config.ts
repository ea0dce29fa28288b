import { defineConfig } from 'vitest/config';
import { sharedCache } from './tests/cli/shared-cache.ts';

/**
 * Tests that only call functions: files in these folders share a worker, and with it the modules and R4's definitions,
 * which take longer to load than most of them take to run. Nothing there may set up or tidy away for a file by being
 * imported, as tests/cli/run-ig.ts does.
 */
export const callers = [
  'api',
  'compare',
  'conformance',
  'foreign',
  'guide',
  'model',
  'pages',
  'snapshot',
  'terminology',
  'validate',
].map((folder) => `tests/${folder}/*.test.ts`);

export default defineConfig({
  test: {
    exclude: ['tests/fixtures/**', 'node_modules/**'],
    // What a test calls has the package cache of what it starts.
    env: { IG_CACHE: sharedCache },
    // Each test makes its own folder; what is shared between them is the package cache, which is content-addressed.
    // Vitest would leave one core to itself; here much of the work is in programs that the tests start.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default'],
    projects: [
      { extends: true, test: { name: 'calls', include: callers, isolate: false } },
      {
        extends: true,
        test: { name: 'all others', include: ['tests/**/*.test.ts'], exclude: [...callers, 'tests/fixtures/**'] },
      },
    ],
  },
});
