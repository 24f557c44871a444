import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderTeams } from '../../../adapters/teams/render.ts'
import { times } from '../../support/times.ts'
import { expectHarmless } from './shown.ts'
import { addressesIn, anyView } from './views.ts'

test('any view fits, is a card, mentions nobody, and opens nothing that was not typed', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      const message = renderTeams(view)
      expectHarmless(message, addressesIn(view))
      expect(message.summary).not.toBe('')
      expect(message.attachments[0].content.speak).not.toMatch(/[<>]/)
    }),
    { numRuns: times(300) },
  )
})
