import type { Destination, Messenger } from '../../src/chat/platform.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { TestBot } from '../support/bot.ts'
import { slackServed, teamsServed } from './platforms.ts'

/** A message of the bot as it stands in the channel. `under` says whether it stands in a thread of another. */
export type Standing = { id: string; text: string; under: boolean; edits: number; mentioned: string[] }

/** What the platform does to the next post, or change: `taken` says whether the message stands all the same. */
export type Trouble =
  | { is: 'busy'; seconds: number }
  | { is: 'failing' | 'silent' | 'cut'; taken: boolean }
  | { is: 'no entry' | 'refusal' | 'bad token' }

/** A platform as the core's messages see it, and as its people do. */
export type DeliveringPlatform = {
  messenger: Messenger
  channel: Destination
  /** Somebody of the channel's own workspace or tenant, and the messages they have in private. */
  person: PlatformUser
  inPrivate(): string[]
  standing(): Standing[]
  /** Somebody deletes a message. */
  erase(id: string): void
  meet(trouble: Trouble): void
  recover(): void
  close(): Promise<void>
}

type Refusing = 'no entry' | 'refusal' | 'bad token'

/** How a stand-in is told; what a platform refuses, it says in its own words. */
function faultOf<Refused>(trouble: Trouble, refused: Record<Refusing, Refused>) {
  switch (trouble.is) {
    case 'busy':
      return { status: 429, headers: { 'retry-after': String(trouble.seconds) } }
    case 'failing':
      return { status: 500, taken: trouble.taken }
    case 'silent':
      return { silent: true, taken: trouble.taken }
    case 'cut':
      return { cut: true, taken: trouble.taken }
    default:
      return refused[trouble.is]
  }
}

const refusedBySlack = {
  'no entry': { error: 'not_in_channel' },
  refusal: { error: 'msg_too_long' },
  'bad token': { error: 'invalid_auth' },
}

const refusedByTeams = {
  'no entry': { status: 403, code: 'BotNotInConversationRoster' },
  refusal: { status: 413, code: 'MessageSizeTooBig' },
  'bad token': { status: 401, code: 'BotNotRegistered' },
}

const callTimeout = 1_500

export async function slackDelivering(bot: TestBot): Promise<DeliveringPlatform> {
  const { standIn, messenger, close } = await slackServed(bot, { callTimeout })
  const { team: tenant } = standIn
  const person = { platform: 'slack', tenant, user: 'U0SATO' } as const
  return {
    messenger,
    channel: { to: 'conversation', at: { platform: 'slack', tenant, conversation: 'C0PLENARY' } },
    person,
    inPrivate: () => standIn.messages('DU0SATO').map(({ text }) => text),
    standing: () =>
      standIn.messages('C0PLENARY').map(({ ts, text, thread, edits, body }) => ({
        id: ts,
        text,
        under: thread !== null,
        edits,
        mentioned: [...JSON.stringify(body.blocks).matchAll(/"type":"user","user_id":"(\w+)"/g)].map(
          ([, user]) => user!,
        ),
      })),
    erase: standIn.erase,
    meet(trouble) {
      for (const method of ['chat.postMessage', 'chat.update', 'chat.delete'])
        standIn.fail(method, { ...faultOf(trouble, refusedBySlack), times: 1 })
    },
    recover: standIn.recover,
    close,
  }
}

export async function teamsDelivering(bot: TestBot): Promise<DeliveringPlatform> {
  const { standIn, tenant: people, messenger, close } = await teamsServed(bot, { callTimeout })
  const conversation = '19:plenary@thread.tacv2'
  const tenant = 'contract-tenant'
  await people.channel('help')
  await people.personal('help', { user: 'sato' })
  for (const { id } of [...standIn.messages(conversation), ...standIn.messages('a:sato')]) standIn.erase(id)
  return {
    messenger,
    channel: { to: 'conversation', at: { platform: 'teams', tenant, conversation } },
    person: { platform: 'teams', tenant, user: 'sato' },
    inPrivate: () => standIn.messages('a:sato').map(({ text }) => text),
    standing: () =>
      standIn.messages(conversation).map(({ id, text, thread, edits, card }) => ({
        id,
        text,
        under: thread !== null,
        edits,
        mentioned: [...JSON.stringify(card).matchAll(/"mentioned":\{"id":"(\w+)"/g)].map(([, user]) => user!),
      })),
    erase: standIn.erase,
    // Teams is asked twice before it is believed.
    meet: (trouble) =>
      standIn.fail(/./, { ...faultOf(trouble, refusedByTeams), times: trouble.is === 'no entry' ? 2 : 1 }),
    recover: standIn.recover,
    close,
  }
}
