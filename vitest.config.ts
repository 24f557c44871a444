import { defineConfig } from 'vitest/config'
import { times } from './test/support/times.ts'

/** These put something of their own in the place of what a process has once: its clock, its environment, a module's function. */
export const apart = [
  'test/adapters/teams/managed-identity.test.ts',
  'test/adapters/teams/tokens.test.ts',
  'test/chat/in-flight.test.ts',
  'test/commands/dates.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['test/support/prepared.ts'],
    // Some begin several processes of the bot, which takes its time on a busy machine.
    testTimeout: times(40_000),
    hookTimeout: 60_000,
    // One more than the cores of the machine that checks every change: some files wait.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [
            'node_modules',
            'dist',
            ...apart,
            // Faults of a server need one.
            ...(process.env.TEST_DATABASE_URL ? [] : ['test/faults/faults.test.ts']),
          ],
          // Files share what they import, and the databases that stand by (test/support/engine.ts).
          isolate: false,
        },
      },
    ],
  },
})
