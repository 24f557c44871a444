import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { personalConversation } from '../stand-ins/teams.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import type { Hands, Seen } from './hands.ts'
import { slackServed, teamsServed } from './platforms.ts'
import { slackHands } from './slack-hands.ts'
import { teamsHands } from './teams-hands.ts'

/** From the summary down to what happened under a commitment and back, always in the same message, through the real endpoints. */

/** `posted` counts the messages of the bot that somebody has before them. */
type Served = { hands: Hands; posted(): number; close(): Promise<void> }

async function onSlack(bot: TestBot): Promise<Served> {
  const served = await slackServed(bot)
  const hands = slackHands(served, 'U0SATO')
  const { responses } = served.standIn
  const added = () =>
    responses.filter(({ body }) => !(body as { replace_original?: boolean }).replace_original)
  return { hands, posted: () => added().length, close: served.close }
}

async function onTeams(bot: TestBot): Promise<Served> {
  const served = await teamsServed(bot)
  const chat = personalConversation('sato')
  return {
    hands: teamsHands(served, 'sato'),
    posted: () => served.standIn.messages(chat).length,
    close: served.close,
  }
}

describe.each([
  ['Slack', onSlack],
  ['Teams', onTeams],
])('drilling down on %s', (_, serve) => {
  let bot: TestBot
  let sato: Hands
  let served: Served

  beforeAll(async () => {
    bot = await testBot()
    served = await serve(bot)
    sato = served.hands
    const { text } = await bot.say(operator, 'invite japan member')
    await sato.say(`join ${invitationCode(text)}`)
    await sato.say('pledge ipr-1 by 2011-03-31 Share a note')
  })
  afterAll(async () => {
    await served.close()
    await bot.close()
  })

  it('goes down to the history of a commitment, and back over every level', async () => {
    const seen: Seen[] = [await sato.say('summary')]
    const before = served.posted()
    for (const label of ['IPR', 'Open', 'Open', 'History']) seen.push(await sato.press(label))
    expect(new Set(seen.map(({ text }) => text)).size).toBe(5)
    expect(seen[3]!.text).toContain('IPR-1/JP')
    for (const level of seen.slice(0, -1).reverse()) {
      const back = await sato.press('Back')
      expect(back.text).toBe(level.text)
      expect(back.buttons).toEqual(level.buttons)
    }
    expect(served.posted()).toBe(before)
  })

  it('of a long way back the last steps are kept, and lead back', async () => {
    await sato.say('status ipr')
    const before = served.posted()
    const seen = [await sato.press('Open')]
    for (let turn = 0; turn < 16; turn++) seen.push(await sato.press(turn % 2 === 0 ? 'History' : 'Open'))
    const led = seen.slice(0, -1).reverse().slice(0, 12)
    for (const [steps, level] of led.entries()) {
      const back = await sato.press('Back')
      expect(back.text).toBe(level.text)
      expect(back.buttons.includes('Back'), `after ${steps + 1} steps`).toBe(steps < led.length - 1)
    }
    expect(served.posted()).toBe(before)
  })
})
