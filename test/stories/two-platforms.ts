import { operator } from '../../src/bot.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import { type ServedSlack, slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

export type TwoPlatforms = {
  bot: TestBot
  slack: ServedSlack
  teams: Awaited<ReturnType<typeof teamsServed>>
  /** What somebody says in a Slack channel, in a chat with the bot on Teams, or in a Teams channel, and what comes back. */
  onSlack(user: string, channel: string, words: string): Promise<string>
  onTeams(user: string, words: string): Promise<string>
  inTeamsChannel(user: string, words: string): Promise<string>
  /** Admits somebody: on Slack whose id begins with `U0`, else on Teams. */
  admit(user: string, role: string): Promise<void>
  /** Time passes, six hours at a time at most, and what becomes due goes out. */
  until(instant: string): Promise<void>
  /** Time passes while nobody is there. */
  down(instant: string): void
  /** The messages with these words that stand in a channel of either platform. */
  said(channel: string, words: RegExp): string[]
  /** The keys of all messages that were ever posted on Slack. */
  posted(): string[]
  close(): Promise<void>
}

/** The Teams channel of the tenant that is played. */
export const teamsChannel = '19:plenary@thread.tacv2'

const stepMs = 6 * 3_600_000

/** The whole bot on Slack and Teams, through the real adapters, on a clock that only these stories move. */
export async function onTwoPlatforms(at: string): Promise<TwoPlatforms> {
  const bot = await testBot({ at })
  const slack = await slackServed(bot)
  const teams = await teamsServed(bot)
  const { store, clock } = bot
  const messengers = { slack: slack.messenger, teams: teams.messenger }
  const deliverer = createDeliverer({ store, clock, log: createLog('silent'), messengers, compose })
  const words = ({ messages }: { messages: { text: string }[] }) =>
    messages.map(({ text }) => text).join('\n')
  const onSlack: TwoPlatforms['onSlack'] = async (user, channel, said) =>
    (await slack.workspace.command(said, { user, channel })).text
  const onTeams: TwoPlatforms['onTeams'] = async (user, said) =>
    words(await teams.tenant.personal(said, { user }))
  const turn = async () => {
    await sweep(store, plans, clock)
    await deliverer.runDue()
  }
  await turn()
  return {
    bot,
    slack,
    teams,
    onSlack,
    onTeams,
    inTeamsChannel: async (user, said) => words(await teams.tenant.channel(said, { user })),
    admit: async (user, role) => {
      const code = `join ${invitationCode((await bot.say(operator, `invite ${role}`)).text)}`
      await (user.startsWith('U0') ? onSlack(user, 'C0HOME', code) : onTeams(user, code))
    },
    until: async (instant) => {
      const end = Date.parse(instant)
      while (clock.now().getTime() < end) {
        clock.set(new Date(Math.min(clock.now().getTime() + stepMs, end)).toISOString())
        await turn()
      }
    },
    down: (instant) => clock.set(instant),
    said: (channel, words) =>
      (channel === teamsChannel ? teams.standIn.messages(channel) : slack.standIn.messages(channel))
        .map(({ text }) => text)
        .filter((text) => words.test(text)),
    posted: () =>
      slack.standIn.calls
        .filter(({ method }) => method === 'chat.postMessage')
        .map(({ body }) => String(body.metadata)),
    close: async () => {
      await slack.close()
      await teams.close()
      await bot.close()
    },
  }
}
