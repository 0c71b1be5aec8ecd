import { defineConfig } from 'vitest/config'

/**
 * Real browsers against a real server and a real PostgreSQL, which they share. One file at a time: what they leave in the inbox and in the
 * lists of runs and experiments is seen by those that come later.
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: [process.env['DEEPFLOW_SCREENSHOTS'] ? '*.shots.ts' : '*.e2e.ts'],
    globalSetup: './server.ts',
    environment: 'node',
    fileParallelism: false,
    // Whoever waits in vain says so after a minute; this is for machines at work on other things.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
