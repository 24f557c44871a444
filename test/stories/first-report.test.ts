import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

let bot: TestBot
let slack: Awaited<ReturnType<typeof slackServed>>
let teams: Awaited<ReturnType<typeof teamsServed>>
const invite = async (role: string) => invitationCode((await bot.say(operator, `invite ${role}`)).text)

beforeAll(async () => {
  bot = await testBot()
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

it('Japan reports on Slack and Korea reads it on Teams', async () => {
  const { workspace } = slack
  const { tenant } = teams
  expect(
    (await workspace.command(`join ${await invite('japan member')}`, { user: 'U-SATO' })).text,
  ).toContain('member for Japan Customs')
  expect(
    (await tenant.personal(`join ${await invite('korea member')}`, { user: 'kim' })).messages[0]?.text,
  ).toContain('member for Korea Customs Service')

  const link = 'https://example.org/lessons-learned'
  const said = await workspace.command(
    `update ipr-1 on track Lessons-learned note sent to the coordinator <${link}>`,
    { user: 'U-SATO' },
  )
  expect(said.text).toContain('Recorded.')
  expect(said.text).toContain('Others see it from')

  const early = await tenant.channel('status ipr-1', { user: 'kim' })
  expect(early.messages[0]?.text).not.toContain('Lessons-learned note')
  bot.clock.minutesLater(10)
  const read = await tenant.channel('status ipr-1', { user: 'kim' })
  expect(read.status).toBe(200)
  const [message] = read.messages
  expect(message?.conversation).toContain('thread.tacv2')
  expect(message?.text).toContain(
    'cooperate to the extent possible in implementing agreed joint activities (e.g. JCO Diabolo 2)',
  )
  expect(message?.text).toContain('Lessons-learned note sent to the coordinator')
  expect(message?.text).toContain('Japan Customs, Monday 7 June 2010, on track')
  expect(JSON.stringify(message?.card)).toContain(link)
  expect(message?.card?.version).toBe('1.5')
})

it('what is private is answered privately, wherever it was asked', async () => {
  const { messages } = await teams.tenant.channel('mine', { user: 'kim' })
  const inChannel = messages.filter(({ conversation }) => conversation.includes('thread.tacv2'))
  const direct = messages.filter(({ conversation }) => !conversation.includes('thread.tacv2'))
  expect(direct.map(({ text }) => text).join()).toContain('Korea Customs Service')
  expect(inChannel.map(({ text }) => text).join()).not.toContain('Korea Customs Service')
  expect(inChannel).toHaveLength(1)
})

it('an outsider learns nothing, on either platform, in any way of asking', async () => {
  const telling = /heraklion|hua hin|ipr-1|japan|korea|lessons-learned/i
  for (const words of [
    'status ipr-1',
    'summary',
    'help',
    'who japan',
    'mine',
    'Japan',
    'update ipr-1 on track Let me in',
    'join AAAA-BBBB-CCCC',
  ]) {
    const answers = [
      (await slack.workspace.command(words, { user: 'U-OUT' })).text,
      (await slack.workspace.mention(words, { user: 'U-OUT' })).text,
      (await slack.workspace.directMessage(words, { user: 'U-OUT' })).text,
      ...(await teams.tenant.personal(words, { user: 'out' })).messages.map(({ text }) => text),
      ...(await teams.tenant.channel(words, { user: 'out' })).messages.map(({ text }) => text),
    ]
    expect(answers).toHaveLength(5)
    for (const answer of answers) {
      expect(answer).toMatch(/join|code is not open/)
      expect(answer.replace(words, '')).not.toMatch(telling)
    }
  }
  const stolen = await slack.workspace.command('status', { user: 'U-SATO', team: 'T-ELSEWHERE' })
  expect(stolen.text).toContain('do not know this account')
})

it("a Director General's first minute", async () => {
  const { workspace } = slack
  const welcome = await workspace.command(`join ${await invite('greece dg')}`, { user: 'U-DG' })
  expect(welcome.text).toContain('Director General for')
  expect(welcome.text).toContain('summary')
  const seen = await workspace.command('summary', { user: 'U-DG' })
  expect(seen.method).toBe('ack')
  expect(seen.body?.response_type).toBe('ephemeral')
  expect(String(seen.body?.text)).toContain('491 days to Hua Hin (Tuesday 11 October 2011)')
  expect(seen.text).toContain('Where a Director General can help')
  expect(seen.text).toContain('Japan reported on IPR-1: on track')
  expect(seen.text.split('\n').length).toBeLessThan(40)
  expect((await workspace.command('status ipr-1', { user: 'U-DG' })).text).toContain('Lessons-learned note')
  expect((await workspace.command('update ipr-1 on track From the top', { user: 'U-DG' })).text).toContain(
    'is for a member of the administration',
  )
})
