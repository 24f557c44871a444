import type { Place } from '../../src/chat/platform.ts'
import type { Address, Platform, Request } from '../../src/chat/request.ts'

/** What the bot finds when it looks at a conversation, by the beginning of its name; a channel that it reaches for any other. */
export const looked =
  (places: Record<string, Place> = {}) =>
  async ({ conversation }: Address): Promise<Place> =>
    places[conversation] ?? {
      kind: conversation.startsWith('direct:') ? 'direct' : 'channel',
      name: conversation.toLowerCase(),
      reach: { ok: true },
    }

const tenants: Record<Platform, string> = { slack: 'T-JAPAN', teams: 'tenant-korea', terminal: 'local' }

/** Something said in a conversation: on Slack the answer is the asker's alone, on Teams everybody reads it. */
export const inChannel = (platform: Platform, conversation: string): Partial<Request> => ({
  at: { platform, tenant: tenants[platform], conversation },
  seenBy: platform === 'teams' ? 'everyone' : 'asker',
})
