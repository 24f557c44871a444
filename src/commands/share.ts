import { z } from 'zod'
import { code } from '../chat/view.ts'
import { defineCommand, refuse } from './command.ts'

/** `share status ipr-1` is said with the question that it shows, before any word is looked for; alone it says so. */
export const share = defineCommand({
  name: 'share',
  also: [],
  summary: 'the answer to a question, shown to all who are there',
  usage: ['share status ipr-1', 'share summary'],
  may: 'admitted',
  changes: false,
  args: z.object({}),
  read: () => ({}),
  run: async () =>
    refuse(
      'Say which answer is to be shown to all who are here, for example: ',
      code('share status ipr-1'),
      '.',
    ),
})
