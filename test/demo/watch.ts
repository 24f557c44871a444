import type { PlacedMessage } from '../../src/chat/placed.ts'
import type { View } from '../../src/chat/view.ts'
import type { Fields, SlackStandIn } from '../stand-ins/slack.ts'
import type { ConnectorCall, TeamsStandIn } from '../stand-ins/teams.ts'
import { type Names, readSlack } from './read-slack.ts'
import { readTeams } from './read-teams.ts'

/** A message that changed where it stands: `conversation` is the platform's id of its place. */
export type Happened = Omit<PlacedMessage, 'place' | 'at'> & { conversation: string }

/** What the platforms received since it was last asked, oldest first on each. */
export type Watch = { happened(): Happened[] }

/** What Slack was called for: every call succeeds, so that the one that posts the next message has the next `ts`. */
export function watchSlack(standIn: SlackStandIn, names: Names): Watch {
  const standing = new Map<string, View>()
  let read = 0
  let posts = 0
  function take(method: string, body: Fields): Happened[] {
    const conversation = String(body.channel)
    if (method === 'chat.postMessage') {
      const { ts, thread } = standIn.posted[posts++]!
      const show = readSlack(body, names)
      standing.set(ts, show)
      return [{ conversation, change: 'posted', under: thread !== null, show, before: null }]
    }
    const ts = String(body.ts)
    const before = standing.get(ts) ?? null
    if (method === 'chat.update') {
      const show = readSlack(body, names)
      standing.set(ts, show)
      return [{ conversation, change: 'changed', under: false, show, before }]
    }
    if (method !== 'chat.delete') return []
    standing.delete(ts)
    return [{ conversation, change: 'removed', under: false, show: null, before: null }]
  }
  return {
    happened() {
      const calls = standIn.calls.slice(read)
      read = standIn.calls.length
      return calls.flatMap(({ method, body }) => take(method, body))
    },
  }
}

/** The same of Teams, whose stand-in numbers what is posted. */
export function watchTeams(standIn: TeamsStandIn): Watch {
  const standing = new Map<string, View>()
  let read = 0
  let posts = 0
  function post(conversation: string, body: Fields, under: boolean): Happened {
    posts += 1
    const show = readTeams(body)
    standing.set(`sent-${posts}`, show)
    return { conversation, change: 'posted', under, show, before: null }
  }
  function take({ method, path, body, conversation: whole = '', replyTo = '' }: ConnectorCall): Happened[] {
    const [conversation = '', thread] = whole.split(';messageid=')
    const begun = path === '/v3/conversations' && (body.channelData as Fields | undefined)?.channel
    if (begun) return [post(String((begun as Fields).id), body.activity as Fields, false)]
    if (method === 'POST' && whole) return [post(conversation, body, thread !== undefined)]
    const before = standing.get(replyTo) ?? null
    if (method === 'PUT') {
      const show = readTeams(body)
      standing.set(replyTo, show)
      return [{ conversation, change: 'changed', under: false, show, before }]
    }
    if (method !== 'DELETE') return []
    standing.delete(replyTo)
    return [{ conversation, change: 'removed', under: false, show: null, before: null }]
  }
  return {
    happened() {
      const calls = standIn.calls.slice(read)
      read = standIn.calls.length
      return calls.flatMap(take)
    },
  }
}
