import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import { dumpOf } from '../support/dump.ts'

/** Wrong text, withdrawn in a minute: written on Slack, and never read by anybody on Teams. */

let bot: TestBot
let slack: Awaited<ReturnType<typeof slackServed>>
let teams: Awaited<ReturnType<typeof teamsServed>>

const onSlack = async (words: string) => (await slack.workspace.command(words, { user: 'U-SATO' })).text
const onTeams = async (words: string) =>
  (await teams.tenant.personal(words, { user: 'kim' })).messages.map(({ text }) => text).join('\n')

beforeAll(async () => {
  bot = await testBot()
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
  const invite = async (role: string) => invitationCode((await bot.say(operator, `invite ${role}`)).text)
  await onSlack(`join ${await invite('japan member')}`)
  await onTeams(`join ${await invite('korea member')}`)
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

const wrong = /kestrel|warehouse nine|rotterdam|confidential/i

/** Everything Kim could ask that would show it. */
async function readByKim(): Promise<string> {
  const asked = ['status', 'status ipr', 'status ipr-1', 'status ipr-1/jp', 'status japan', 'summary', 'mine']
  const answers: string[] = []
  for (const words of asked) answers.push(await onTeams(words))
  const channel = await teams.tenant.channel('status ipr-1', { user: 'kim' })
  return [...answers, ...channel.messages.map(({ text, card }) => `${text} ${JSON.stringify(card)}`)].join(
    '\n',
  )
}

it('what was written by mistake is gone before anybody else has read it', async () => {
  const said = await onSlack(
    'update ipr-1 off track Operation Kestrel: warehouse nine, Rotterdam <https://example.org/confidential>',
  )
  expect(said).toContain('Recorded.')
  expect(await dumpOf(bot.store)).toMatch(wrong)
  expect(await readByKim()).not.toMatch(wrong)

  bot.clock.minutesLater(1)
  const withdrawn = await onSlack('withdraw ipr-1')
  expect(withdrawn).toContain('Withdrawn.')
  expect(withdrawn).toContain('It had not left Japan Customs: nobody else could read it.')
  expect(withdrawn).not.toMatch(wrong)
  expect(await dumpOf(bot.store)).not.toMatch(wrong)

  for (const minutes of [0, 10, 24 * 60]) {
    bot.clock.minutesLater(minutes)
    const read = await readByKim()
    expect(read).toContain('IPR-1')
    expect(read).not.toMatch(wrong)
    expect(read).not.toMatch(/off track/i)
  }
  expect(await onSlack('status ipr-1')).not.toMatch(wrong)
})

it('what others have read already is gone from every later answer, and its writer is told what is not', async () => {
  await onSlack('update ipr-2 at risk The Kestrel file is late <https://example.org/confidential>')
  bot.clock.minutesLater(10)
  expect(await onTeams('status ipr-2')).toMatch(wrong)
  expect(await onSlack('withdraw ipr-2')).toContain('already shown to others cannot be called back')
  expect(await onTeams('status ipr-2')).not.toMatch(wrong)
  expect(await dumpOf(bot.store)).not.toMatch(wrong)
})

it('the right words take its place', async () => {
  await onSlack('update ipr-1 on track Debriefing is prepared')
  bot.clock.minutesLater(10)
  expect(await onTeams('status ipr-1')).toContain('Debriefing is prepared')
  await onSlack('edit ipr-1 Debriefing is prepared for Friday 25 June')
  const read = await onTeams('status ipr-1')
  expect(read).toContain('Debriefing is prepared for Friday 25 June')
  expect(read).toContain('edited')
})
