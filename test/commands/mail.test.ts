import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'
import { buttonsOf, labelsOf } from '../support/pressing.ts'

/** Laos leads IPR-2 and is not connected; it owes IPR-2.2 by Thursday 10 June 2010. It is Monday 7 June. */
let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  await bot.say(papadakis, 'lead ipr-2 laos')
  await bot.store.db.prisma.milestone.updateMany({
    where: { code: 'IPR-2.2' },
    data: { state: 'agreed', baselineOn: new Date('2010-06-10'), agreedAt: bot.clock.now() },
  })
})
afterAll(() => bot.close())

const ask = async (who: PlatformUser, words: string) => {
  const { reply, text } = await bot.say(who, words)
  return { reply: reply!, text, buttons: buttonsOf(reply!.show).map(({ line }) => line) }
}

describe('mail', () => {
  it('has the text for one that is not connected, and where the answer is recorded', async () => {
    for (const who of [papadakis, chair]) {
      const { reply, text, buttons } = await ask(who, 'mail laos')
      expect(reply.to).toBe('asker')
      expect(text).toMatch(/^Lao Customs .*is not connected\. A text ready to mail:\n"To Lao Customs/)
      expect(text).toContain(
        'Comments on the good practices paper, draft 1 (IPR-2.2), agreed for Thursday 10 June 2010. If it has been sent already, please tell us when.',
      )
      expect(buttons).toEqual(['update ipr-2/la'])
    }
  })

  it('lists those of an area to whom one is to go', async () => {
    const { text, buttons } = await ask(papadakis, 'mail ipr')
    expect(text).toContain('Not connected: 1 administration')
    expect(text).toContain('· IPR-2 · 1 date')
    expect(buttons).toEqual(['mail laos'])
    const { reply } = await ask(papadakis, 'digest')
    expect(labelsOf(reply.show)).toContain('Texts to mail')
  })

  it('is for those who record the answer', async () => {
    for (const who of [sato, kim]) {
      expect((await ask(who, 'mail laos')).text).toMatch(
        /is written to by a coordinator of an area or of Asia, or the secretariat\.$/,
      )
      expect((await ask(who, 'mail ipr')).text).toContain('There is no text for you to mail there.')
      expect(labelsOf((await ask(who, 'digest ipr')).reply.show)).not.toContain('Texts to mail')
    }
  })

  it.each([
    ['mail korea', 'Korea Customs Service is connected: it is reminded here.'],
    ['mail nowhere at all', 'Say which administration, for example: mail laos, or which area.'],
    ['mail tf', 'There is no text for you to mail there.'],
    ['mail vietnam', 'Nothing is asked of'],
  ])('%s', async (words, expected) => {
    expect((await ask(papadakis, words)).text).toContain(expected)
  })
})
