import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import { slackServed, slackSocketServed } from './platforms.ts'

/** Slack delivers again when it doubts that something arrived, in either way. */

describe.each([
  ['HTTP', slackServed],
  ['Socket Mode', slackSocketServed],
])('over %s, what comes twice', (_, serve) => {
  let bot: TestBot
  let slack: Awaited<ReturnType<typeof serve>>
  const sato = { user: 'U-SATO' }

  beforeAll(async () => {
    bot = await testBot()
    slack = await serve(bot)
    const { text } = await bot.say(operator, 'invite japan member')
    await slack.workspace.command(`join ${invitationCode(text)}`, sato)
  })
  afterAll(async () => {
    await slack.close()
    await bot.close()
  })

  it('is recorded once, and answered from the record', async () => {
    const words = 'update ipr-1 on track Said once'
    const is = { ...sato, triggerId: 'trigger-again' }
    expect((await slack.workspace.command(words, is)).text).toContain('Recorded.')
    expect((await slack.workspace.command(words, is)).text).toContain('IPR-1')
    const status = await slack.workspace.command('status ipr-1', sato)
    expect(status.text.split('Said once')).toHaveLength(2)
  })

  it('is answered once, when it is a question', async () => {
    const asked = { ...sato, eventId: 'Ev-again' }
    expect((await slack.workspace.directMessage('summary', asked)).text).toContain('Hua Hin')
    expect((await slack.workspace.directMessage('summary', asked)).text).toBe('')
  })
})
