import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { together } from '../../src/store/together.ts'
import { times } from '../support/times.ts'

/** Answers when told to; `batches` are what was asked together. */
function asking(most = 10) {
  const batches: number[][] = []
  const answers: (() => void)[] = []
  const ask = together<number, string>((items) => {
    batches.push(items)
    return new Promise((resolve, reject) => {
      answers.push(() =>
        items.includes(13) ? reject(new Error('not 13')) : resolve(items.map((item) => `answer ${item}`)),
      )
    })
  }, most)
  return { batches, ask, answer: () => answers.shift()?.() }
}

describe('what is asked at the same time', () => {
  it('is asked together, while one is under way', async () => {
    const { batches, ask, answer } = asking(3)
    const answers = [1, 2, 3, 4, 5].map(ask)
    expect(batches).toEqual([[1]])
    answer()
    await vi.waitFor(() => expect(batches).toEqual([[1], [2, 3, 4]]))
    answer()
    await vi.waitFor(() => expect(batches).toHaveLength(3))
    answer()
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((item) => `answer ${item}`))
    const alone = ask(6)
    answer()
    expect(await alone).toBe('answer 6')
  })

  it('is asked alone when it fails together, and only the one that fails is told', async () => {
    const { ask, batches, answer } = asking()
    const told = Promise.allSettled([1, 2, 13, 4].map(ask))
    const pump = setInterval(answer, 1)
    expect((await told).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    clearInterval(pump)
    expect(batches).toEqual([[1], [2, 13, 4], [2], [13], [4]])
  })

  it('does not wait for one that hangs', async () => {
    const { ask, answer, batches } = asking()
    void ask(1)
    const second = ask(2)
    await vi.waitFor(() => expect(batches).toEqual([[1], [2]]))
    answer()
    answer()
    expect(await second).toBe('answer 2')
  })

  it('gets its own answer, whatever comes when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }),
        async (s, items) => {
          const ask = together<number, number>(
            (all) => s.schedule(Promise.resolve(all.map((item) => item * 2))),
            4,
          )
          const answers = Promise.all(items.map((item) => ask(item)))
          await s.waitFor(answers)
          expect(await answers).toEqual(items.map((item) => item * 2))
        },
      ),
      { numRuns: times(50) },
    )
  })
})
