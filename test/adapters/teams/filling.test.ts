import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { teamsServed } from '../../contract/platforms.ts'
import { type TeamsHands, teamsHands } from '../../contract/teams-hands.ts'
import { personalConversation } from '../../stand-ins/teams.ts'
import { type TestBot, testBot } from '../../support/bot.ts'

/** Forms as people of a tenant fill them in: on a card in their chat with the bot, and in a dialog. */

let bot: TestBot
let served: Awaited<ReturnType<typeof teamsServed>>
let sato: TeamsHands
const tenantId = 'contract-tenant'
const chat = personalConversation('sato')

const kept = async (text: string): Promise<number> =>
  (await bot.store.db.query('SELECT 1 FROM "Commitment" WHERE "text" = $1', [text])).length

beforeAll(async () => {
  bot = await testBot()
  served = await teamsServed(bot)
  await bot.admit({ platform: 'teams', tenant: tenantId, user: 'sato', name: 'Sato' }, 'japan member')
})
beforeEach(() => {
  served.standIn.recover()
  sato = teamsHands(served, 'sato')
})
afterAll(async () => {
  await served.close()
  await bot.close()
})

describe('on a card', () => {
  test('is opened by words that leave something out, with what was said filled in', async () => {
    const { form, buttons } = await sato.say('pledge ipr-1 Share a note')
    expect(form).toEqual({
      title: 'Pledge',
      notice: 'Japan Customs takes on:',
      fields: [
        { name: 'activity', label: 'Activity', value: 'ipr-1' },
        { name: 'text', label: 'What', value: 'Share a note' },
        { name: 'by', label: 'By when' },
      ],
    })
    expect(buttons).toEqual([])
  })

  test('names the field of a mistake and keeps every entry; then the answer takes its place', async () => {
    await sato.say('pledge ipr-1')
    const wrong = await sato.fill({ activity: 'ipr-2', text: 'Share *our* <note>', by: '2010-01-01' })
    expect(wrong.form?.fields.map(({ name, value, mistake }) => [name, value, mistake])).toEqual([
      ['activity', 'ipr-2', undefined],
      ['text', 'Share *our* <note>', undefined],
      ['by', '2010-01-01', 'Friday 1 January 2010 has passed. Choose a later day.'],
    ])
    const right = await sato.fill({ by: '2011-03-31' })
    expect(right.text).toContain('Thursday 31 March 2011')
    expect(right.form).toBeNull()
    const standing = served.standIn.messages(chat).at(-1)!
    expect(standing).toMatchObject({ edits: 2, text: right.text })
    expect(await kept('Share *our* <note>')).toBe(1)
  })
})
