import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliveryOverHttp, type SlackStandIn, slackWorkspace, startSlackStandIn } from '../stand-ins/slack.ts'
import { invitationCode } from '../support/bot.ts'
import { testServer } from '../support/database.ts'
import { type Environment, ownPlace, runProcess, startProcess } from '../support/process.ts'

/** Killed with -9 after the acknowledgement, nothing lost; a request delivered again changes nothing twice. */

const signingSecret = 'story-signing-secret'
const kills = 5

let slack: SlackStandIn
let place: Awaited<ReturnType<typeof ownPlace>>
let environment: Environment

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

it('killed with -9 after the acknowledgement, nothing is lost', { timeout: 180_000 }, async () => {
  const invitation = await runProcess(['asem', 'invite', 'japan', 'member'], environment)
  expect(invitation.code).toBe(0)
  for (let round = 1; round <= kills; round++) {
    environment.CLOCK = `2010-06-07T${String(7 + round).padStart(2, '0')}:00:00Z`
    const bot = await startProcess(environment)
    const workspace = slackWorkspace({
      delivery: deliveryOverHttp(bot.baseUrl, signingSecret),
      standIn: slack,
    })
    if (round === 1) {
      expect((await workspace.command(`join ${invitationCode(invitation.output)}`)).text).toContain(
        'Welcome.',
      )
    }
    const said = await workspace.command(`update ipr-1 on track Report number ${round}`)
    expect(said.text).toContain('Recorded.')
    expect(await bot.end('SIGKILL')).toBeNull()

    const after = await startProcess(environment)
    const again = slackWorkspace({ delivery: deliveryOverHttp(after.baseUrl, signingSecret), standIn: slack })
    expect((await again.command('status ipr-1')).text).toContain(`Report number ${round}`)
    expect(await after.end('SIGTERM')).toBe(0)
  }
})

it('one request delivered to two processes changes things once', { timeout: 120_000 }, async () => {
  const bot = await startProcess(environment)
  const first = slackWorkspace({ delivery: deliveryOverHttp(bot.baseUrl, signingSecret), standIn: slack })
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
    const second = slackWorkspace({
      delivery: deliveryOverHttp(other.baseUrl, signingSecret),
      standIn: slack,
    })
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
