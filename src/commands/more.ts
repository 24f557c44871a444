import { z } from 'zod'
import { defineCommand, refuse } from './command.ts'

/** `more`, the next page of the last answer here. */
export const more = defineCommand({
  name: 'more',
  also: ['next', 'continue', 'go on'],
  summary: 'the next page of the last answer here',
  usage: ['more'],
  may: 'admitted',
  changes: false,
  args: z.object({}),
  read: () => ({}),
  run: async (_, { resume }) => {
    const reply = await resume()
    return reply ?? refuse('There is nothing more to show here; an answer can be continued for 15 minutes.')
  },
})
