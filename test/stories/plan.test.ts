import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

/** A coordinator plans an activity from nothing: who leads, what by when, agreed before it counts, and confirmed by somebody else. */

let bot: TestBot
let slack: Awaited<ReturnType<typeof slackServed>>
let teams: Awaited<ReturnType<typeof teamsServed>>

const onSlack = async (user: string, words: string) => (await slack.workspace.command(words, { user })).text
const onTeams = async (user: string, words: string) =>
  (await teams.tenant.personal(words, { user })).messages.map(({ text }) => text).join('\n')

/** The coordinator is on Teams, the lead on Slack, and another administration on each. */
const coordinator = (words: string) => onTeams('eleni', words)
const japan = (words: string) => onSlack('U-SATO', words)
const korea = (words: string) => onTeams('kim', words)
const director = (words: string) => onSlack('U-DG', words)

beforeAll(async () => {
  bot = await testBot()
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
  const code = async (role: string) => invitationCode((await bot.say(operator, `invite ${role}`)).text)
  await coordinator(`join ${await code('coordinator biz')}`)
  await japan(`join ${await code('japan member')}`)
  await korea(`join ${await code('korea member')}`)
  await director(`join ${await code('greece dg')}`)
  const ofActivity = { activity: { code: 'BIZ-1' } }
  await bot.store.db.prisma.milestone.deleteMany({ where: ofActivity })
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

it('there is nothing but the declared wording', async () => {
  const read = await director('status biz-1')
  expect(read).toContain('declared wording')
  expect(read).toContain('Lead: to be named')
  expect(read).not.toContain('BIZ-1.')
})

it('the coordinator names Japan, which learns what is now its own', async () => {
  expect(await japan('plan biz-1 1 July Invitation sent')).toContain('planned by the coordinator of BIZ.')
  expect(await coordinator('lead biz-1 japan')).toContain('BIZ-1 is led by Japan Customs.')
  expect(await japan('mine')).toContain('BIZ-1')
  expect(await korea('status biz-1')).toContain('Lead: Japan Customs')
})

it('coordinator and lead plan; everybody sees it as proposed, and nobody owes it yet', async () => {
  expect(await coordinator('plan biz-1 Thursday 1 July 2010 Invitation sent')).toContain(
    'Proposed for Thursday 1 July 2010 (in 24 days). Owner: Japan Customs.',
  )
  expect(await japan('plan biz-1 to be agreed Trade Day held')).toContain('BIZ-1.2: Trade Day held.')
  const read = await korea('status biz-1')
  expect(read).toContain('BIZ-1.1')
  expect(read).toContain('Thu 1 Jul 2010 · proposed')
  expect(read).toContain('date to be agreed')
  expect(await korea('agree biz-1.1')).toContain('BIZ-1.1 is agreed by a member of Japan Customs.')
  bot.clock.set('2010-07-02T07:00:00Z')
  expect(await coordinator('status biz-1')).not.toContain('overdue')
})

it('Japan agrees, on days that are still to come', async () => {
  expect(await japan('agree biz-1.1')).toContain('has passed: say a new one')
  expect(await japan('agree biz-1.1 on 15 July')).toContain('Due Thursday 15 July 2010 (in 13 days).')
  expect(await japan('agree biz-1.2')).toContain('BIZ-1.2 has no date yet')
  expect(await japan('agree biz-1.2 on 1 March 2011')).toContain('Due Tuesday 1 March 2011')
  expect(await director('status biz-1')).toContain('◔ BIZ-1.1')
})

it('late, it is named to those who can act; moved with a reason, the day first agreed stays beside it', async () => {
  bot.clock.set('2010-07-20T07:00:00Z')
  expect(await coordinator('status biz-1')).toMatch(/BIZ-1\.1.*overdue.*Japan/)
  expect(await korea('status biz-1')).toMatch(/BIZ-1\.1.*overdue/)
  expect(await korea('status biz-1')).not.toMatch(/BIZ-1\.1.*Japan/)
  expect(await japan('move biz-1.1 to 31 July because of the summer')).toContain(
    'moved by the coordinator of BIZ',
  )
  expect(await coordinator('move biz-1.1 to 31 July because traders asked for it')).toContain(
    'From Thursday 15 July 2010 to Saturday 31 July 2010 (in 11 days).',
  )
  const read = await korea('status biz-1')
  expect(read).toContain('agreed first for Thu 15 Jul 2010')
  expect(read).not.toContain('overdue')
})

it('Japan delivers, and somebody else confirms how far the activity is', async () => {
  expect(await japan('done biz-1.1 https://example.org/invitation Invitation')).toContain('Delivered.')
  expect(await japan('confirm biz-1 complete')).toContain(
    'How far BIZ-1 is, is confirmed by the coordinator of BIZ',
  )
  expect(await director('status biz-1')).toContain('Not yet confirmed')
  expect(await coordinator('confirm biz-1 limited')).toContain('Confirmed. BIZ-1, implementation: limited.')
  const read = await director('status biz-1')
  expect(read).toContain('Limited · ')
  expect(read).toContain('Tue 20 Jul 2010')
  expect(read).toContain('✔ BIZ-1.1')
})
