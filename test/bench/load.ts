import { randomUUID } from 'node:crypto'
import { Pool } from 'undici'
import { startSlackStandIn } from '../stand-ins/slack.ts'
import { startTeamsStandIn } from '../stand-ins/teams.ts'
import { type Ask, askingSlack, askingTeams } from './ask.ts'
import { startConnector } from './connector.ts'
import type { Platforms } from './served.ts'

/** What one run of the load asks: `words` with `{n}` in them are different every time. */
export type Run = {
  platform: 'slack' | 'teams'
  baseUrl: string
  words: string
  users: string[]
  /** What every answer must hold. */
  expected: string
  connections: number
  seconds: number
}

/** Times are milliseconds from sending to the answer. `failure` is the first answer that was not what was expected. */
export type Measured = { times: number[]; seconds: number; failure: string | null }

const signingSecret = 'bench-signing-secret'
const appId = 'bench-app'

const slack = await startSlackStandIn()
const teams = await startTeamsStandIn()
const connector = await startConnector()
const token = await teams.token(appId, { serviceurl: connector.url })

const asking = {
  slack: askingSlack(signingSecret),
  teams: askingTeams(connector, token),
}

/** Asks on every connection, again as soon as the answer is there, for the time given. */
async function measure(run: Run): Promise<Measured> {
  const pool = new Pool(run.baseUrl, { connections: run.connections, pipelining: 1 })
  const times: number[] = []
  let failure: string | null = null
  const begun = performance.now()
  const until = begun + run.seconds * 1000
  const ask: Ask = asking[run.platform]
  async function one(): Promise<void> {
    while (performance.now() < until && failure === null) {
      const user = run.users[Math.floor(Math.random() * run.users.length)] ?? 'U1'
      const before = performance.now()
      const { answer, at } = await ask(pool, user, run.words.replace('{n}', randomUUID()))
      times.push(at - before)
      if (!answer.includes(run.expected)) failure = answer.slice(0, 300) || 'an empty answer'
    }
  }
  await Promise.all(Array.from({ length: run.connections }, one))
  const seconds = (performance.now() - begun) / 1000
  await pool.close()
  return { times, seconds, failure }
}

process.on('message', async (run: Run) => {
  process.send!(await measure(run))
})
process.on('disconnect', () => process.exit())
process.send!({
  signingSecret,
  slackApiUrl: slack.url,
  appId,
  openIdMetadataUrl: teams.openIdMetadataUrl,
} satisfies Platforms)
