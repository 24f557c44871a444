import type { Pool } from 'undici'
import { pingsOnSlack, pingsOnTeams } from './answers.ts'
import type { Attempt } from './attempts.ts'
import type { Counts } from './fuzz.ts'
import { changesSince, mark, wholeRecord } from './record.ts'
import type { World } from './world.ts'

/** What an update or a commitment of a member's own leaves something in. */
const reported = [
  'AuditEntry',
  'Commitment',
  'Delivery',
  'Evidence',
  'Participation',
  'Update',
  'UpdateVersion',
]

/**
 * Judges attempts: `one` after the other, and after a block of them `all` that is in the record. Both throw what is wrong.
 *
 * @param counts counted up
 */
export async function judgeOf(
  world: World,
  pool: Pool,
  counts: Counts,
): Promise<{ one(made: Attempt): Promise<void>; all(): Promise<void> }> {
  const { store } = world.bot
  const members = await memberIds(world)
  let record = await wholeRecord(store)
  let recordedBefore = 0
  let before = await mark(store)
  let audited = (await changesSince(store, 0)).at(-1)?.id ?? 0

  async function send({ path, headers, body, late }: Attempt): Promise<{ status: number; said: string }> {
    const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body })
    const said = await answer.text()
    if (late) await world.answered()
    await world.settled()
    if (statusCode >= 500) throw new Error(`status ${statusCode}`)
    if (world.failures.length > 0) throw new Error(world.failures.join('; '))
    return { status: statusCode, said }
  }

  /** Whether it changed anything; a member's own change is one entry of theirs in the audit. */
  async function effectOf({ kind }: Attempt): Promise<boolean> {
    const after = await mark(store)
    if (after === before) return false
    if (kind !== 'own') throw new Error('it changed the record')
    before = after
    const changes = await changesSince(store, audited)
    audited = changes.at(-1)?.id ?? audited
    if (changes.length > 1 || changes.some(({ personId }) => personId === null || !members.has(personId)))
      throw new Error(`it did what nobody asked: ${JSON.stringify(changes)}`)
    return true
  }

  function checkReached({ platform }: Attempt, status: number): void {
    const { requests, notices, remembered } = world.reached()
    if (status !== 200 && requests.length + notices.length + remembered.length > 0)
      throw new Error(`refused with ${status}, it came as far as the core`)
    if (requests.length + notices.length > 1) throw new Error('it was heard as several')
    for (const { id, from, at, input } of requests) {
      const ids = [id, from.tenant, from.user, at.conversation, input.text]
      if (!ids.every((each) => typeof each === 'string')) throw new Error(`not words: ${JSON.stringify(ids)}`)
      const { tenant } = world.means.teams
      if (platform === 'teams' && (from.tenant !== tenant || at.tenant !== tenant))
        throw new Error(`of tenant ${from.tenant}, in tenant ${at.tenant}`)
    }
  }

  /** @param acknowledged what a request was answered with, if that is shown */
  function checkAnswers(acknowledged: { slack?: object; teams?: object } = {}): void {
    const { slack, teams: posted } = world.sent()
    const onSlack = [...(acknowledged.slack ? [acknowledged.slack] : []), ...slack]
    const teams = [...(acknowledged.teams ? [{ attachments: [acknowledged.teams] }] : []), ...posted]
    const pings = [...onSlack.flatMap(pingsOnSlack), ...teams.flatMap(pingsOnTeams)]
    if (pings.length > 0) throw new Error(`an answer would notify: ${pings.join(' ')}`)
    counts.answers += onSlack.length + teams.length
  }

  return {
    async one(made) {
      const { status, said } = await send(made)
      const of = `${made.platform} ${made.kind}`
      const byStatus = counts.attempts[of] ?? {}
      counts.attempts[of] = { ...byStatus, [status]: (byStatus[status] ?? 0) + 1 }
      if (made.kind === 'unproven' && status !== 401) throw new Error(`status ${status} without proof`)
      checkReached(made, status)
      const changed = await effectOf(made)
      checkAnswers(said.startsWith('{') ? { [made.platform]: JSON.parse(said) } : {})
      if (!changed) return
      counts.recorded++
      await send(made)
      world.reached()
      if (await effectOf(made)) throw new Error('sent again, it changed the record again')
    },
    async all() {
      const now = await wholeRecord(store)
      const mayDiffer = counts.recorded > recordedBefore ? reported : []
      const differing = Object.keys(now).filter((table) => now[table] !== record[table])
      const unexpected = differing.filter((table) => !mayDiffer.includes(table))
      if (unexpected.length > 0) throw new Error(`changed: ${unexpected.join(', ')}`)
      record = now
      recordedBefore = counts.recorded
      checkAnswers()
    },
  }
}

async function memberIds({ bot, means }: World): Promise<Set<number>> {
  const rows = await bot.store.db.query<{ id: number }>(
    'SELECT "personId" AS id FROM "Account" WHERE "user" = $1',
    [means.member],
  )
  return new Set(rows.map(({ id }) => id))
}
