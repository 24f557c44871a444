import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPress, writePress } from '../../src/chat/press.ts'

const line = fc.string({ unit: 'binary', maxLength: 300 })

describe('a button', () => {
  it('comes back as it was written, without the beginning of a way back that is too long', () => {
    fc.assert(
      fc.property(
        line,
        fc.boolean(),
        fc.string(),
        fc.option(fc.array(line)),
        (said, form, programme, trail) => {
          const within = { programme: programme.slice(0, 6), trail }
          const value = writePress({ label: 'Open', line: said, ...(form ? { form } : {}) }, within)
          expect(value.length).toBeLessThanOrEqual(2000)
          const press = readPress(value)!
          expect({ ...press, within: null }).toEqual({ line: said, form, within: null })
          expect(press.within.programme).toBe(within.programme)
          const led = press.within.trail
          expect(trail === null ? null : trail.slice(trail.length - (led?.length ?? 0))).toEqual(led)
        },
      ),
    )
  })

  it('that goes back leads to where that was', () => {
    const within = { programme: 'HER', trail: ['summary', 'status ipr'] }
    const value = writePress({ label: 'Back', line: 'summary', back: [] }, within)
    expect(readPress(value)).toEqual({
      line: 'summary',
      form: false,
      within: { programme: 'HER', trail: [] },
    })
  })

  it('that we have not written is none', () => {
    for (const value of [
      undefined,
      7,
      '',
      '{',
      'null',
      '[]',
      '{"l":"mine"}',
      '{"l":"mine","p":"HER","t":[7]}',
    ])
      expect(readPress(value)).toBeNull()
  })

  it('whose line is too long is not written', () => {
    expect(() =>
      writePress({ label: 'x', line: 'a'.repeat(2001) }, { programme: 'HER', trail: null }),
    ).toThrow()
  })
})
