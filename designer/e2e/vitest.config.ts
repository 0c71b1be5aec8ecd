import { defineConfig } from 'vitest/config'

/** A real browser against a real server and a real PostgreSQL. One file after the other: they share the server. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: [process.env['DEEPFLOW_SCREENSHOTS'] ? '*.shots.ts' : '*.e2e.ts'],
    globalSetup: './server.ts',
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // How long a page takes says nothing here: a machine at work on other things takes longer.
    expect: { poll: { timeout: 20_000 } },
  },
})
