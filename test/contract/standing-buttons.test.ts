import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { readPress } from '../../src/chat/press.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import type { Hands, Seen } from './hands.ts'
import { slackServed, teamsServed } from './platforms.ts'
import { slackHands } from './slack-hands.ts'
import { type Standing, standing } from './standing-buttons.ts'
import { teamsHands } from './teams-hands.ts'
import { terminalHands, terminalServed } from './terminal-hands.ts'

/** Buttons of messages that stand in a channel, through the real endpoints: they do what they did when they were drawn. */

type Who = NonNullable<Standing['by']>
type Served = {
  hands(who: Who): Hands
  press(who: Who, value: string): Promise<Seen>
  close(): Promise<void>
}

const label = 'As it was drawn'

async function onSlack(bot: TestBot): Promise<Served> {
  const served = await slackServed(bot)
  const all = people((who) => slackHands(served, `U0${who.toUpperCase()}`))
  const press = (who: Who, value: string) => {
    const text = { type: 'plain_text', text: label }
    const elements = [{ type: 'button', action_id: 'press:3.0', text, value }]
    const body = { blocks: [{ type: 'actions', elements }] }
    const stands = { thread: null, text: '', key: null, edits: 0 }
    return all(who).pressIn({ ...stands, body, ts: '1275900000.000100', channel: 'C0PLENARY' }, label)
  }
  return { hands: all, press, close: served.close }
}

async function onTeams(bot: TestBot): Promise<Served> {
  const served = await teamsServed(bot)
  const all = people((who) => teamsHands(served, who))
  const press = (who: Who, value: string) => {
    const says = { type: 'Action.Execute', verb: 'press', title: label, data: { press: value } }
    const opens = {
      type: 'Action.Submit',
      title: label,
      data: { press: value, msteams: { type: 'task/fetch' } },
    }
    const card = {
      type: 'AdaptiveCard',
      body: [{ type: 'ActionSet', actions: [readPress(value)?.form ? opens : says] }],
    }
    const stands = { thread: null, text: '', body: {}, edits: 0, onlyFor: null }
    const conversation = '19:plenary@thread.tacv2'
    return all(who).pressIn({ ...stands, card, id: '1275900000000', conversation }, label)
  }
  return { hands: all, press, close: served.close }
}

/** Nothing is pressed there: the line is said, with dots behind one that opens a form. */
async function onTerminal(bot: TestBot): Promise<Served> {
  const served = await terminalServed(bot)
  const all = people((who) => terminalHands(served, who))
  const press = async (who: Who, value: string) => {
    const { line, form } = readPress(value)!
    const seen = await all(who).say(form ? `${line} …` : line)
    if (seen.form) await all(who).say('cancel')
    return seen
  }
  return { hands: all, press, close: served.close }
}

function people<T>(make: (who: Who) => T): (who: Who) => T {
  const made = { japan: make('japan'), coordinator: make('coordinator'), chair: make('chair') }
  return (who) => made[who]
}

const roles: Record<Who, string> = {
  japan: 'japan member',
  coordinator: 'coordinator ipr',
  chair: 'secretariat',
}

describe.each([
  ['slack', onSlack],
  ['teams', onTeams],
  ['terminal', onTerminal],
] as const)('a button that stands, at %s', (place, serve) => {
  let bot: TestBot
  let served: Served

  beforeAll(async () => {
    bot = await testBot()
    served = await serve(bot)
    for (const [who, role] of Object.entries(roles)) {
      const { text } = await bot.say(operator, `invite ${role}`)
      await served.hands(who as Who).say(`join ${invitationCode(text)}`)
    }
    const lines: [Who, string][] = [
      ['coordinator', 'lead ipr-1 japan'],
      ['coordinator', 'plan ipr-1 2010-06-20 Figures of seizures for japan'],
      ['japan', 'agree ipr-1.3'],
      ['japan', 'extend ipr-1.3 to 2010-07-20 because comments are late'],
      ['japan', 'pledge ipr-1 by 2011-03-31 Share a note'],
      ['japan', 'hold 20m'],
      ['japan', 'update ipr-1 on track Note drafted'],
      ['coordinator', 'update ipr-2/la on track Answer sent from e-mail of 3 May'],
      ['coordinator', 'update ipr-2/la on track Answer sent again from e-mail of 4 May'],
    ]
    for (const [who, line] of lines) await served.hands(who).say(line)
  })
  afterAll(async () => {
    await served.close()
    await bot.close()
  })

  it.each(standing)('$value', async (button) => {
    const { value, by = 'japan', opens } = button
    const { text, form } = await served.press(by, value)
    const says = (place === 'slack' ? undefined : button[place]) ?? button.says
    if (says === undefined) expect(form?.title, text).toBe(opens)
    // What is the presser's alone follows a sentence that says where it is.
    else
      expect(
        text.split('\n').some((line) => line.startsWith(says)),
        text,
      ).toBe(true)
  })
})
