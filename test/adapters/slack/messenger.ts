import { createSlack } from '../../../adapters/slack/app.ts'
import type { Destination } from '../../../src/chat/platform.ts'
import { text, type View } from '../../../src/chat/view.ts'
import { startSlackStandIn } from '../../stand-ins/slack.ts'
import { noForms } from '../../support/forms.ts'
import { type Line, logOf } from './support.ts'

export const view = (words: string): View => ({ blocks: [text(words)] })

/** What the bot says by itself, through the real Web API client, and Slack's stand-in in which it stands afterwards. */
export async function startMessenger(is: { apiUrl?: string } = {}) {
  const standIn = await startSlackStandIn()
  const lines: Line[] = []
  const slack = createSlack({
    signingSecret: 'secret',
    machineTime: () => new Date(),
    botToken: 'xoxb-deliver',
    apiUrl: is.apiUrl ?? standIn.url,
    handle: async () => null,
    notify: async () => null,
    forms: noForms,
    log: logOf(lines),
    callTimeout: 400,
  })
  const messenger = slack.messenger!
  let places = 0
  const to = (conversation: string): Destination => ({
    to: 'conversation',
    at: { platform: 'slack', tenant: standIn.team, conversation },
  })
  const deliver = (channel: string, words = 'hello', key = 'a key', under: string | null = null) =>
    messenger.deliver(to(channel), view(words), key, under)
  return {
    standIn,
    lines,
    messenger,
    /** A channel in which nothing was said yet. */
    place: () => `C${++places}`,
    to,
    deliver,
    async posted(channel: string, words?: string, key?: string, under?: string): Promise<string> {
      const outcome = await deliver(channel, words, key, under)
      if (outcome.kind !== 'sent') throw new Error(`${outcome.kind}: ${outcome.why}`)
      return outcome.ref
    },
    standing: (channel: string) => standIn.messages(channel).map((each) => each.text),
    async close(): Promise<void> {
      await slack.stop()
      await standIn.close()
    },
  }
}
