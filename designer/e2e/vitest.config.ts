import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const longest = ['designer-by-mouse', 'accessible', 'designer-by-keys', 'designer-random']

/** So that none of the long ones is left over at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const first = longest.flatMap((name) => sorted.filter((file) => file.moduleId.includes(name)))
    return [...first, ...sorted.filter((file) => !first.includes(file))]
  }
}

/**
 * Real browsers against a real server and a real PostgreSQL, which they share. Two files at a time: where one waits for the server the
 * other works. What they leave in the inbox and in the lists of runs and experiments is seen by the others.
 */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: [process.env['DEEPFLOW_SCREENSHOTS'] ? '*.shots.ts' : '*.e2e.ts'],
    globalSetup: './server.ts',
    environment: 'node',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Whoever waits in vain says so after a minute; this is for machines at work on other things.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
