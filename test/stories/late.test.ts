import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

/** Japan is late, and only those who can act are told its name. */

let bot: TestBot
let slack: Awaited<ReturnType<typeof slackServed>>
let teams: Awaited<ReturnType<typeof teamsServed>>

const onSlack = async (user: string, words: string) => (await slack.workspace.command(words, { user })).text
const onTeams = async (user: string, words: string) =>
  (await teams.tenant.personal(words, { user })).messages.map(({ text }) => text).join('\n')

/** The lines that say somebody is late, silent, or past a date. */
const lateLines = (answer: string) =>
  answer
    .split('\n')
    .filter((line) => /overdue|\blate\b|silent|past (its|their|the)/i.test(line))
    .join('\n')

beforeAll(async () => {
  bot = await testBot()
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
  const code = async (role: string) => invitationCode((await bot.say(operator, `invite ${role}`)).text)
  for (const [user, role] of [
    ['U-SATO', 'japan member'],
    ['U-HEAD', 'japan dg'],
    ['U-ELENI', 'coordinator ipr'],
  ] as const)
    await slack.workspace.command(`join ${await code(role)}`, { user })
  for (const [user, role] of [
    ['kim', 'korea member'],
    ['asia', 'coordinator asia'],
    ['europe', 'coordinator europe'],
    ['chair', 'secretariat'],
  ] as const)
    await teams.tenant.personal(`join ${await code(role)}`, { user })
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

it('Japan leads, agrees to a date and pledges; then the dates pass', async () => {
  expect(await onSlack('U-ELENI', 'lead ipr-1 japan')).toContain('Japan')
  expect(await onSlack('U-ELENI', 'plan ipr-1 2010-06-18 National results sent for japan')).toMatch(
    /IPR-1\.\d/,
  )
  const milestone = /IPR-1\.\d+/.exec(await onSlack('U-SATO', 'mine'))?.[0]
  expect(milestone).toBeTruthy()
  const planned = /(IPR-1\.\d+)\*? National results sent/.exec(await onSlack('U-SATO', 'status ipr-1'))?.[1]
  expect(await onSlack('U-SATO', `agree ${planned}`)).toContain('Friday 18 June 2010')
  expect(await onSlack('U-SATO', 'pledge ipr-1 by 2010-06-25 Share a note on indicators')).toContain(
    'Friday 25 June 2010',
  )
  bot.clock.set('2010-09-20T07:00:00Z')
})

it.each([
  ['its member', 'slack', 'U-SATO'],
  ['its Director General', 'slack', 'U-HEAD'],
  ["the area's coordinator", 'slack', 'U-ELENI'],
  ["its region's coordinator", 'teams', 'asia'],
  ['the secretariat', 'teams', 'chair'],
])('%s is told that it is Japan', async (_, platform, user) => {
  const ask = platform === 'slack' ? onSlack : onTeams
  expect(lateLines(await ask(user, 'status ipr-1'))).toMatch(/Japan|IPR-1\/JP/)
  expect(await ask(user, 'overdue ipr')).toMatch(/Japan|IPR-1\/JP/)
})

it.each([
  ['a member of another administration', 'kim'],
  ["another region's coordinator", 'europe'],
])('%s is told a number', async (_, user) => {
  for (const words of [
    'status',
    'status ipr',
    'status ipr-1',
    'status ipr-1/jp',
    'status japan',
    'overdue',
    'overdue ipr',
    'due',
    'history ipr-1',
    'search indicators',
    'summary',
  ])
    expect(lateLines((await onTeams(user, words)).replaceAll(words, '')), words).not.toMatch(/Japan|\/JP\b/)
  expect(await onTeams(user, 'status ipr-1')).toMatch(/Silent: 1\b/)
  expect(await onTeams(user, 'overdue ipr')).not.toMatch(/Japan|\/JP\b/)
  expect(await onTeams(user, 'overdue ipr')).toMatch(/\b(1|one) commitment/i)
})
