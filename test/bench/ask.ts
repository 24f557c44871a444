import { randomUUID } from 'node:crypto'
import type { Pool } from 'undici'
import { signedCommand } from '../stand-ins/slack.ts'
import { messageActivity } from '../stand-ins/teams.ts'
import type { Connector } from './connector.ts'
import { slackTeam, teamsTenantId } from './record.ts'

/** Asks once; `at` is when the answer was there, whole, by `performance.now()`. */
export type Ask = (pool: Pool, user: string, words: string) => Promise<{ answer: string; at: number }>

/** A signed slash command with a trigger of its own: its answer is the body of the acknowledgement. */
export function askingSlack(signingSecret: string): Ask {
  return async (pool, user, words) => {
    const { headers, body } = signedCommand({ signingSecret }, { text: words, user, team: slackTeam })
    const response = await pool.request({ path: '/slack/events', method: 'POST', headers, body })
    const answer = await response.body.text()
    return {
      answer: response.statusCode === 200 ? answer : `status ${response.statusCode}`,
      at: performance.now(),
    }
  }
}

/** A message in a personal chat with a good token: its answer is the activity that reaches the connector. */
export function askingTeams(connector: Connector, token: string): Ask {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return async (pool, user, words) => {
    const id = randomUUID()
    const activity = messageActivity({
      id,
      text: words,
      user,
      tenant: teamsTenantId,
      serviceUrl: connector.url,
    })
    const reply = connector.replyTo(id)
    const body = JSON.stringify(activity)
    const response = await pool.request({ path: '/api/messages', method: 'POST', headers, body })
    const said = await response.body.text()
    if (response.statusCode !== 200) {
      connector.forget(id)
      return { answer: `status ${response.statusCode} ${said}`, at: performance.now() }
    }
    return reply
  }
}
