import { TeamsConnectorClient } from 'botframework-connector'
import { within } from '../../src/chat/in-flight.ts'
import type { Place } from '../../src/chat/platform.ts'
import type { Address } from '../../src/chat/request.ts'

import { errorFields } from './errors.ts'
import { listOf, textOf } from './fields.ts'
import { LOOK_MS } from './limits.ts'
import { nameOf } from './receive.ts'
import type { RememberedConversation } from './remember.ts'
import { recallConversation } from './remember.ts'
import { sendOnce } from './send-once.ts'
import type { Messaging } from './target.ts'

/** Said where it is, and elsewhere when it is there no more. */
const nameless = { channel: 'a channel', group: 'a group chat', direct: 'a personal chat' } as const

const mends = {
  channel: 'Add me to this team first, then say it again.',
  group: 'Add me to this chat first, then say it again.',
  direct: 'Add me as a personal app first, then say it again.',
} as const

/**
 * What a conversation is, from what is remembered of it; a channel's name is asked of Teams, since it may have changed.
 * Takes at most `LOOK_MS` of Teams, and never rejects.
 */
export async function lookAt(at: Address, { connector, memory, admits, log }: Messaging): Promise<Place> {
  try {
    const known = await recallConversation(memory, at.conversation)
    if (!known) return { kind: 'channel', name: nameless.channel, reach: { ok: false, mend: mends.channel } }
    const kind = kindOf(known)
    if (known.left || !admits(known.serviceUrl))
      return { kind, name: known.name ?? nameless[kind], reach: { ok: false, mend: mends[kind] } }
    const asked = kind === 'channel' ? await askedName(at.conversation, known) : undefined
    return { kind, name: asked || known.name || nameless[kind], reach: { ok: true } }
  } catch (error) {
    log.error(errorFields(error), 'a place in Teams could not be looked at')
    const mend = 'I could not look at this place just now. Please say it again.'
    return { kind: 'channel', name: nameless.channel, reach: { ok: false, mend } }
  }

  async function askedName(conversation: string, { serviceUrl, team }: RememberedConversation) {
    if (!team) return undefined
    try {
      const named = await within(namesOf(serviceUrl, team), LOOK_MS)
      return named?.value.get(conversation)
    } catch (error) {
      log.warn(errorFields(error), 'Teams did not say the name of a channel')
      return undefined
    }
  }

  async function namesOf(serviceUrl: string, team: string): Promise<Map<string, string>> {
    const { credentials } = await connector(serviceUrl)
    const client = new TeamsConnectorClient(credentials, { baseUri: serviceUrl, httpClient: sendOnce })
    const { conversations = [] } = await client.teams.fetchChannelList(team, { timeout: LOOK_MS })
    // Teams gives the first channel of every team no name.
    return new Map(
      listOf({ conversations }, 'conversations').map((each) => [
        textOf(each, 'id') ?? '',
        nameOf(each) || 'General',
      ]),
    )
  }
}

function kindOf({ scope }: RememberedConversation): Place['kind'] {
  if (scope === 'channel') return 'channel'
  return scope === 'personal' ? 'direct' : 'group'
}
