import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import {
  type PlatformUnderTest,
  slackHttpUnderTest,
  slackSocketUnderTest,
  teamsUnderTest,
  terminalUnderTest,
} from './platforms.ts'

/** What every platform must pass: the same words, the same answers, through its real endpoint. */

const platforms = {
  slack: slackHttpUnderTest,
  'slack over Socket Mode': slackSocketUnderTest,
  teams: teamsUnderTest,
  terminal: terminalUnderTest,
}

/** Lines broken by a narrow screen are read as one. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ')

describe.each(Object.entries(platforms))('%s', (_, start) => {
  let bot: TestBot
  let platform: PlatformUnderTest
  const say = async (name: string, words: string) => oneLine(await platform.person(name)(words))

  beforeAll(async () => {
    bot = await testBot()
    platform = await start(bot)
    for (const [name, role] of [
      ['sato', 'japan member'],
      ['director', 'japan dg'],
      ['eleni', 'coordinator ipr'],
    ] as const) {
      const { text } = await bot.say(operator, `invite ${role}`)
      expect(await say(name, `join ${invitationCode(text)}`)).toContain('Welcome.')
    }
  })
  afterAll(async () => {
    await platform.close()
    await bot.close()
  })

  it('tells an outsider how to be admitted, and nothing else', async () => {
    for (const words of ['status', 'summary', 'help', 'who', 'update ipr-1 on track x']) {
      const text = await say('stranger', words)
      expect(text).toContain('join CODE')
      expect(text).not.toMatch(/heraklion|ipr-1|japan/i)
    }
  })

  it('records an update, says it is recorded, and reads it back word for word', async () => {
    const words = 'Note *sent* to <the> coordinator & _others_ `today`'
    const text = await say('sato', `update ipr-1 on track ${words} https://example.org/note?a=1&b=2`)
    expect(text).toContain('Recorded.')
    expect(text).toContain(words)
    const read = await say('sato', 'status ipr-1')
    expect(read).toContain(words)
    expect(read).toContain(
      'cooperate to the extent possible in implementing agreed joint activities (e.g. JCO Diabolo 2)',
    )
  })

  it('shows the six words, the summary, what is owed, who may do what', async () => {
    const help = await say('sato', 'help')
    for (const word of ['mine', 'update', 'done', 'status', 'summary', 'help']) expect(help).toContain(word)
    const summary = await say('director', 'summary')
    expect(summary).toContain('491 days to Hua Hin (Tuesday 11 October 2011)')
    expect(summary).toContain('Where a Director General can help')
    expect(await say('sato', 'mine')).toContain('You take part in')
    expect(await say('eleni', 'mine')).toContain('IPR-1.3')
    expect(await say('director', 'who')).toContain('Coordinators')
  })

  it('marks a milestone delivered by its owner, and refuses another with who could', async () => {
    expect(await say('sato', 'done ipr-2.1 https://example.org/outline')).toContain(
      'by the coordinator of IPR',
    )
    expect(await say('eleni', 'done ipr-2.1 https://example.org/outline')).toContain('Delivered.')
    expect(await say('sato', 'status ipr-2')).toContain('✔ IPR-2.1')
  })

  it('takes a report back, another in its place, a commitment and an answer', async () => {
    await say('sato', 'update env-2 off track Wrong & written in haste')
    expect(await say('sato', 'edit env-2 on track Right <now>')).toContain('Right <now>')
    expect(await say('sato', 'withdraw env-2')).toContain('Withdrawn.')
    expect(await say('sato', 'status env-2')).not.toMatch(/in haste|right <now>/i)
    expect(await say('sato', 'pledge env-2 by 31 March 2011 Share a note')).toContain(
      'Thursday 31 March 2011',
    )
    expect(await say('sato', 'not taking part env-2')).toContain('done env-2/jp')
    expect(await say('sato', 'not taking part env-1 because of staff')).toContain(
      'does not take part in ENV-1',
    )
    expect(await say('sato', 'take part in env-1')).toContain('Japan Customs takes part in ENV-1')
  })

  it('asks back instead of guessing', async () => {
    expect(await say('sato', 'statsu ipr-1')).toContain('Did you mean status ipr-1')
    expect(await say('sato', 'snooze')).toContain('for example:')
  })
})
