import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, papadakis, sato } from '../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
})
afterAll(() => bot.close())

const among = {
  among: true,
  at: { platform: 'slack', tenant: 'T-JAPAN', conversation: 'C-1' },
} as const

describe('share', () => {
  it('shows the answer to a question to all who are there, and by whom', async () => {
    const { reply, text } = await bot.say(sato, 'share status ipr-1', among)
    expect(reply).toMatchObject({ to: 'everyone', outcome: 'done' })
    expect(text).toContain('IPR-1')
    expect(text).toContain('Shown here by Sato Yuki.')
  })

  it.each([
    ['share', 'Say which answer is to be shown to all who are here, for example: share status ipr-1.'],
    ['share update ipr-1 on track Not said', 'Only the answer to a question is shown to others'],
    ['share mine', 'That answer is for you alone, and is not shown here.'],
    ['share atlantis', 'I did not understand that'],
  ])('%s is answered to the asker, and records nothing', async (words, expected) => {
    const { reply, text } = await bot.say(sato, words, among)
    expect(text).toContain(expected)
    expect(reply).toMatchObject({ outcome: 'refused' })
    expect(reply?.to).not.toBe('everyone')
    expect(await bot.store.db.prisma.update.count()).toBe(0)
  })

  it('has its button beside the others, though small print stands below them', async () => {
    const { reply } = await bot.say(sato, 'status ipr', { ...among, seenBy: 'asker' })
    const rows = reply!.show.blocks.flatMap((block) => (block.kind === 'actions' ? [block.actions] : []))
    expect(rows.map((row) => row.map(({ label }) => label))).toEqual([
      ['Due dates', 'Past their date', 'History', 'Share here'],
    ])
    expect(reply!.show.blocks.at(-1)?.kind).toBe('small')
  })

  it('says so where nobody else is', async () => {
    expect((await bot.say(sato, 'share status ipr-1')).text).toContain('Nobody else is here')
  })
})

describe('a page of a question', () => {
  it('is shown by its number, and says so when there is none', async () => {
    for (const area of ['tf', 'env', 'biz']) await bot.admit(papadakis, `coordinator ${area}`)
    const first = await bot.say(papadakis, 'due 700d')
    expect(first.text).toContain('Page 1 of')
    const second = await bot.say(papadakis, 'more 2 due 700d')
    expect(second.text).toContain('Page 2 of')
    expect(second.text).not.toBe(first.text)
    expect((await bot.say(papadakis, 'more 2 status ipr')).text).toBe('There is nothing more to show here.')
    expect((await bot.say(papadakis, 'more 99 due 700d')).text).toBe('There is nothing more to show here.')
  })
})
