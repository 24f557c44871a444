import { z } from 'zod'
import { code } from '../chat/view.ts'
import { termsOf } from '../domain/search.ts'
import { searchRecord } from '../store/search.ts'
import { searchView } from '../views/search.ts'
import { administrationsById, answer, defineCommand, refuse } from './command.ts'

/** `search counterfeit cigarettes`: what in the record says so. */
export const search = defineCommand({
  name: 'search',
  also: ['find'],
  summary: 'what says so in the wording, milestones, commitments, updates and evidence',
  usage: ['search counterfeit cigarettes', 'search "right holders"', 'search seizures -cigarettes'],
  may: 'admitted',
  changes: false,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words: words.replace(/^for\s+(?=\S)/i, '') }),
  run: async ({ words }, context) => {
    const terms = termsOf(words)
    if (!terms.some(({ not }) => !not))
      return refuse(
        terms.length === 0 ? 'Say what to look for' : 'Say at least one word without a minus',
        ', for example: ',
        code('search counterfeit cigarettes'),
        '.',
      )
    const { hits, cut } = await searchRecord(context.db, context, terms)
    const { programme, directory, zone } = context
    const administrations = administrationsById(directory)
    return answer(searchView(words, hits, { programme, directory, administrations, zone, cut }))
  },
})
