import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { SlackWorkspace } from '../stand-ins/slack.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import { slackServed } from './platforms.ts'

/** Somebody mentioned with @ on Slack is found by their account, however Slack writes the mention. */

let bot: TestBot
let workspace: SlackWorkspace
let close: () => Promise<void>

beforeAll(async () => {
  bot = await testBot()
  const served = await slackServed(bot)
  workspace = served.workspace
  close = served.close
  for (const [user, role] of [
    ['U0CHAIR', 'secretariat'],
    ['U0SATO', 'japan member'],
    ['U0MORI', 'japan member'],
  ] as const) {
    const { text } = await bot.say(operator, `invite ${role}`)
    expect((await workspace.command(`join ${invitationCode(text)}`, { user })).text).toContain('Welcome.')
  }
  await bot.store.db.prisma.person.updateMany({
    where: { accounts: { some: { user: 'U0SATO' } } },
    data: { name: 'Sato Yuki' },
  })
})
afterAll(async () => {
  await close()
  await bot.close()
})

it('in a command, with the name that Slack puts beside it', async () => {
  const { text } = await workspace.command('role <@U0SATO|yuki.s> coordinator ipr', { user: 'U0CHAIR' })
  expect(text).toContain('Given.')
  expect(text).toContain('Sato Yuki: coordinator for IPR')
})

it('in a direct message and in a channel, by the id alone; the answer is for the asker', async () => {
  const direct = await workspace.directMessage('role <@U0SATO> alternate <@U0MORI>', { user: 'U0SATO' })
  expect(direct.text).toContain('stands in for Sato Yuki')
  const asked = await workspace.mention('role <@U0SATO>', { user: 'U0CHAIR' })
  expect(asked.text).toContain('coordinator for IPR')
  expect(asked.method).not.toBe('')
})

it('somebody who is not admitted is nobody', async () => {
  const { text } = await workspace.command('role <@U0OTHER|sato> coordinator ipr', { user: 'U0CHAIR' })
  expect(text).toContain('The account @sato is not admitted')
})
