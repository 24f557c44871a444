import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliveryOverHttp, type SlackStandIn, slackWorkspace, startSlackStandIn } from '../stand-ins/slack.ts'
import { invitationCode } from '../support/bot.ts'
import { testServer } from '../support/database.ts'
import { type BotProcess, type Environment, ownPlace, runProcess, startProcess } from '../support/process.ts'
import { times } from '../support/times.ts'

/** Killed with -9 after the acknowledgement, nothing lost; a request delivered again changes nothing twice. */

const signingSecret = 'story-signing-secret'
const kills = times(2)

let slack: SlackStandIn
let place: Awaited<ReturnType<typeof ownPlace>>
let environment: Environment

const workspaceOf = ({ baseUrl }: BotProcess) =>
  slackWorkspace({ delivery: deliveryOverHttp(baseUrl, signingSecret), standIn: slack })

beforeAll(async () => {
  slack = await startSlackStandIn()
  place = await ownPlace()
  environment = {
    ...place.environment,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-story',
    SLACK_API_URL: slack.url,
    CLOCK: '2010-06-07T07:00:00Z',
    CLOCK_DEV: '1',
  }
})
afterAll(async () => {
  await slack.close()
  await place.remove()
})

it('killed with -9 after the acknowledgement, nothing is lost', { timeout: times(180_000) }, async () => {
  const invitation = await runProcess(['asem', 'invite', 'japan', 'member'], environment)
  expect(invitation.code).toBe(0)
  const begins = Date.parse('2010-06-07T08:00:00Z')
  const start = async (round: number) => {
    environment.CLOCK = new Date(begins + round * 3_600_000).toISOString()
    const bot = await startProcess(environment)
    return { bot, workspace: workspaceOf(bot) }
  }
  let { bot, workspace } = await start(0)
  const welcome = await workspace.command(`join ${invitationCode(invitation.output)}`)
  expect(welcome.text).toContain('Welcome.')
  for (let round = 1; round <= kills; round++) {
    const said = await workspace.command(`update ipr-1 on track Report number ${round}`)
    expect(said.text).toContain('Recorded.')
    expect(await bot.end('SIGKILL')).toBeNull()
    ;({ bot, workspace } = await start(round))
    expect((await workspace.command('status ipr-1')).text).toContain(`Report number ${round}`)
  }
  expect(await bot.end('SIGTERM')).toBe(0)
})

it('one request delivered to two processes changes things once', { timeout: 120_000 }, async () => {
  const bot = await startProcess(environment)
  const first = workspaceOf(bot)
  if (!testServer) {
    const second = await runProcess([], environment)
    expect(second.code).toBe(1)
    expect(second.output).toContain('Another bot is running in this folder')
    const delivered = { triggerId: 'trigger-twice' }
    const words = await Promise.all(
      [first, first].map((each) => each.command('update ipr-2 on track Said twice', delivered)),
    )
    expect(words.map(({ text }) => text.split('.')[0]?.trim()).sort()).toEqual([
      'Already recorded',
      'Recorded',
    ])
  } else {
    const other = await startProcess(environment)
    const second = workspaceOf(other)
    const delivered = { triggerId: 'trigger-twice' }
    const words = await Promise.all(
      [first, second].map((each) => each.command('update ipr-2 on track Said twice', delivered)),
    )
    expect(words.map(({ text }) => text.split('.')[0]?.trim()).sort()).toEqual([
      'Already recorded',
      'Recorded',
    ])
    expect(await other.end('SIGTERM')).toBe(0)
  }
  expect(await bot.end('SIGTERM')).toBe(0)
})
