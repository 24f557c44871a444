import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '../hostile/random.ts'
import { deliveryOverHttp, type SlackStandIn, slackWorkspace, startSlackStandIn } from '../stand-ins/slack.ts'
import { startTeamsStandIn, type TeamsStandIn, teamsTenant } from '../stand-ins/teams.ts'
import { invitationCode } from '../support/bot.ts'
import { type BotProcess, type Environment, runProcess, startProcess } from '../support/process.ts'

/** Real processes of the bot over one record, between a Slack and a Teams that can fail. */

const signingSecret = 'faults-signing-secret'
export const japanChannel = 'C0JAPAN'
export const koreaChannel = '19:plenary@thread.tacv2'
const koreaTenant = 'tenant-korea'

/** Whether a message is the living card, which quotes what stands under it; where that one is in doubt, updates stand by themselves. */
export const isCard = (text: string): boolean => text.includes('Kept up to date here.')

export type World = {
  slack: SlackStandIn
  teams: TeamsStandIn
  bots: BotProcess[]
  /** Another process, by the clock that all have. */
  start(): Promise<BotProcess>
  /** Ends all, and lets time pass for those that start from then on. */
  later(hours: number): Promise<void>
  /** By the clock that the first process has; each later one is ahead of the one before. */
  now(): Date
  /** By the newest process's clock; `begun` is when it was started. */
  newest(): { begun: Date; now: Date }
  /** Said on a platform, to the newest process, with a request id of its own, again and again until it is answered. */
  say(who: Who, words: string): Promise<string>
  /** How often somebody was told that something failed, or got no answer. */
  unanswered(): number
  /** How often somebody was told that something failed, and what to do. */
  refused(): number
  close(): Promise<void>
}

export type Who = 'japan' | 'coordinator' | 'korea'

/** Between two tries of somebody who got no answer, in milliseconds. */
const again = 250

/** By so many milliseconds the clock of each process is ahead of the one started before. */
const aheadMs = 20_000

/** Nobody waits longer for an answer, in milliseconds: then something is broken. */
const patience = 180_000

export async function openWorld(place: Environment, random: Random): Promise<World> {
  const slack = await startSlackStandIn()
  const teams = await startTeamsStandIn()
  let base = Date.parse('2010-06-06T22:00:00Z')
  let begun = Date.now()
  const now = () => new Date(base + Date.now() - begun)
  const environment: Environment = {
    ...place,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-faults',
    SLACK_API_URL: slack.url,
    TEAMS_DEV: '1',
    CLOCK_DEV: '1',
    LOG_LEVEL: 'fatal',
  }
  const ahead = () => new Date(now().getTime() + starts * aheadMs)
  const bots: BotProcess[] = []
  let newest: BotProcess | undefined
  let starts = 0
  let newestBegun = now()
  let unanswered = 0
  let refused = 0
  const start = async (): Promise<BotProcess> => {
    // A clock begins when its process does, which takes some seconds: a later one is never behind.
    starts += 1
    newestBegun = ahead()
    const bot = await startProcess({ ...environment, CLOCK: newestBegun.toISOString() })
    bots.push(bot)
    newest = bot
    return bot
  }

  async function ask(who: Who, words: string, id: string): Promise<string> {
    const bot = newest
    if (!bot) return ''
    if (who === 'korea') {
      const tenant = teamsTenant({ baseUrl: bot.baseUrl, standIn: teams, appId: '', tenantId: koreaTenant })
      const said = words.startsWith('follow') ? tenant.channel : tenant.personal
      const { messages } = await said(words, { user: 'kim', id })
      return messages.map(({ text }) => text).join('\n')
    }
    const workspace = slackWorkspace({
      delivery: deliveryOverHttp(bot.baseUrl, signingSecret),
      standIn: slack,
    })
    const user = who === 'japan' ? 'U0SATO' : 'U0ELENI'
    return (await workspace.command(words, { user, channel: japanChannel, triggerId: id })).text
  }

  async function say(who: Who, words: string): Promise<string> {
    const id = random.id()
    const until = Date.now() + patience
    while (Date.now() < until) {
      // A process that is gone refuses the connection, or cuts it: its people try again.
      const answer = await ask(who, words, id).catch((error: unknown) => {
        if (error instanceof TypeError || (error instanceof Error && 'code' in error)) return ''
        throw error
      })
      if (answer !== '' && !answer.includes('Something failed')) return answer
      unanswered += 1
      if (answer.includes('Please try again: nothing is recorded twice.')) refused += 1
      await sleep(again)
    }
    throw new Error(`"${words}" by ${who} was not answered within ${patience / 1000} s`)
  }

  const world: World = {
    slack,
    teams,
    bots,
    start,
    now,
    newest: () => ({ begun: newestBegun, now: ahead() }),
    later: async (hours) => {
      await Promise.all(bots.splice(0).map((bot) => bot.end('SIGKILL')))
      base = now().getTime() + hours * 3_600_000
      begun = Date.now()
    },
    say,
    unanswered: () => unanswered,
    refused: () => refused,
    close: async () => {
      await Promise.all(bots.splice(0).map((bot) => bot.end('SIGKILL')))
      await slack.close()
      await teams.close()
    },
  }

  const invite = async (role: string): Promise<string> => {
    const { output } = await runProcess(['asem', 'invite', ...role.split(' ')], {
      ...environment,
      CLOCK: now().toISOString(),
    })
    return `join ${invitationCode(output)}`
  }
  const joins: [Who, string][] = []
  for (const [who, role] of [
    ['japan', 'japan member'],
    ['coordinator', 'coordinator ipr'],
    ['korea', 'korea member'],
  ] as const)
    joins.push([who, await invite(role)])
  await start()
  for (const [who, words] of joins) await say(who, words)
  await say('japan', 'hold off')
  await say('japan', 'follow ipr updates nudges digest')
  await say('korea', 'hold off')
  await say('korea', 'follow ipr updates nudges digest')
  await say('japan', 'take part ipr-1')
  for (let day = 8; day <= 30; day++) {
    const planned = await say(
      'coordinator',
      `plan ipr-1 2010-06-${String(day).padStart(2, '0')} Step ${day} for japan`,
    )
    const code = /IPR-1\.\d+/.exec(planned)?.[0]
    if (!code) throw new Error(`no milestone was planned: ${planned}`)
    await say('japan', `agree ${code}`)
  }
  return world
}
