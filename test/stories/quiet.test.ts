import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

/** Quiet until the debriefing: a joint operation is nobody else's business until its day, and everyone's from then on. */

let bot: TestBot
let slack: Awaited<ReturnType<typeof slackServed>>
let teams: Awaited<ReturnType<typeof teamsServed>>

beforeAll(async () => {
  bot = await testBot()
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
  const code = async (role: string) => invitationCode((await bot.say(operator, `invite ${role}`)).text)
  for (const [user, role] of [
    ['U-SATO', 'japan member'],
    ['U-ELENI', 'coordinator ipr'],
    ['U-DG', 'greece dg'],
  ] as const)
    await slack.workspace.command(`join ${await code(role)}`, { user })
  for (const [user, role] of [
    ['kim', 'korea member'],
    ['anna', 'germany member'],
    ['chair', 'secretariat'],
  ] as const)
    await teams.tenant.personal(`join ${await code(role)}`, { user })
  await onSlack('U-SATO', 'update ipr-1 on track Preparing https://example.org/plan')
  await onTeams('anna', 'update ipr-1 on track Ready')
  await bot.store.db.prisma.activity.updateMany({
    where: { code: 'IPR-1' },
    data: { quietUntil: new Date('2010-06-20') },
  })
  bot.clock.minutesLater(60)
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

const onSlack = async (user: string, words: string) => (await slack.workspace.command(words, { user })).text
const onTeams = async (user: string, words: string) =>
  (await teams.tenant.personal(words, { user })).messages.map(({ text }) => text).join('\n')

const found = 'Counterfeit cigarettes were found in Rotterdam'
const telling = /cigarettes|rotterdam|example\.org|at risk|off track|preparing/i
const questions = [
  'status',
  'status ipr',
  'status ipr-1',
  'status ipr-1/jp',
  'status ipr-1/de',
  'status japan',
  'summary',
  'mine',
  'due 60d',
  'overdue',
  'history ipr-1',
  'history japan',
  'search cigarettes found',
  'what did Japan report last week?',
]

it('Japan reports on Slack what only those taking part may know; Germany reads it on Teams', async () => {
  expect(await onSlack('U-SATO', `update ipr-1 at risk ${found} https://example.org/rotterdam`)).toContain(
    'Recorded.',
  )
  bot.clock.minutesLater(11)
  expect(await onTeams('anna', 'status ipr-1')).toContain(found)
  expect(await onSlack('U-ELENI', 'status ipr-1')).toContain(found)
})

it('nobody else learns anything of it, on either platform, however they ask', async () => {
  for (const words of questions) {
    for (const answer of [
      await onTeams('kim', words),
      await onSlack('U-DG', words),
      await onTeams('chair', words),
    ])
      expect(answer.replaceAll('cigarettes found', ''), words).not.toMatch(telling)
  }
  expect(await onTeams('kim', 'status ipr-1')).toContain('Quiet until Sunday 20 June 2010')
})

it('nor does a channel in which somebody taking part asks', async () => {
  for (const words of questions) {
    const { messages } = await teams.tenant.channel(words, { user: 'anna' })
    const inChannel = messages.filter(({ conversation }) => conversation.includes('thread.tacv2'))
    expect(
      inChannel
        .map(({ text }) => text)
        .join('\n')
        .replaceAll('cigarettes found', ''),
      words,
    ).not.toMatch(telling)
  }
})

it('nobody gets in by reporting, delivering or taking part', async () => {
  for (const words of [
    'update ipr-1 on track Let me in',
    'take part ipr-1',
    'done ipr-1.1 https://example.org/x',
    'pledge ipr-1 by 2010-09-01 Let me in',
  ])
    await onTeams('kim', words)
  expect(await onTeams('kim', 'status ipr-1')).not.toMatch(telling)
})

it('from the day of the debriefing everyone reads it', async () => {
  bot.clock.set('2010-06-20T00:00:01Z')
  expect(await onTeams('kim', 'status ipr-1')).toContain(found)
  expect(await onSlack('U-DG', 'status ipr-1')).toContain(found)
})
