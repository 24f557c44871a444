import { describe, expect, it } from 'vitest'
import { wordingFaults } from './wording.ts'

describe('how the bot speaks', () => {
  it.each([
    'Your report is overdue!',
    'Sorry, that did not work.',
    'Due on 10 June 2010.',
    'It moved to Thu 10 Jun 2010.',
    'Write until 2010-06-10.',
    'JP has not reported on IPR-2.',
    `This sentence ${'goes on and on '.repeat(8)}without an end.`,
  ])('is not: %s', (words) => expect(wordingFaults({ kind: 'prose', words }, ['JP'])).toHaveLength(1))

  it('names what is due as it is', () => {
    const words = 'Thursday 10 June 2010 (in 3 days): comments on the paper (IPR-2.2). IPR-2/JP stays open.'
    expect(wordingFaults({ kind: 'prose', words }, ['JP'])).toEqual([])
  })
})
