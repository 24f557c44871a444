import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Faults of a server need one.
    exclude: [
      'node_modules',
      'dist',
      ...(process.env.TEST_DATABASE_URL ? [] : ['test/faults/faults.test.ts']),
    ],
    globalSetup: ['test/support/prepared.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
