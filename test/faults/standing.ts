import type { Store } from '../../src/store/database.ts'
import { type CalendarDate, calendarDate, isWorkingDay, plusDays } from '../../src/time.ts'
import type { Said, Told } from './traffic.ts'
import { isCard, japanChannel, koreaChannel, type World } from './world.ts'

/*
 * What stands on the platforms, begun from what people were told and from the calendar, and not from the bot's own rows: those only
 * excuse what they say did not go out.
 */

type Faulty = { lost: string[]; twice: string[]; wrong: string[] }
type Message = { id: string; text: string; thread: string | null }
type Row = {
  kind: string
  platform: 'slack' | 'teams'
  updateId: number | null
  state: string
  ref: string | null
  on: string | null
  direct: boolean
}

const rows = `SELECT "kind", "platform", "updateId", "state", "messageRef" AS "ref", "occasionOn"::text AS "on", "direct" FROM "Delivery"`
const recorded = `
SELECT u."id", a."code" FROM "Update" u JOIN "Administration" a ON a."id" = u."administrationId" ORDER BY u."id"`

/** States in which the ledger says that a message may not stand. */
const excused = ['unconfirmed', 'failed', 'given up', 'skipped']

export async function judgeStanding(world: World, store: Store, said: Said[], counts: Faulty): Promise<void> {
  const delivered = await store.db.query<Row>(rows, [])
  const updates = await store.db.query<{ id: number; code: string }>(recorded, [])
  for (const platform of ['slack', 'teams'] as const) {
    const there = delivered.filter((row) => row.platform === platform)
    const messages = messagesOf(world, platform)
    for (const { who, updates: told } of said) {
      const own = updates.filter(({ code }) => code === (who === 'japan' ? 'JP' : 'KR'))
      // One person says one thing after the other: the record has them in that order.
      for (const [at, each] of told.entries()) {
        const row = there.find(({ kind, updateId }) => kind === 'update' && updateId === own[at]?.id)
        judgeUpdate(each, row, messages, platform, counts)
      }
    }
    judgeReferences(there, messages, platform, counts)
    judgeDigests(world, there, platform, counts)
  }
  judgeNudges(world, delivered, counts)
}

function messagesOf({ slack, teams }: World, platform: 'slack' | 'teams'): Message[] {
  if (platform === 'teams') return teams.messages(koreaChannel)
  return slack.messages(japanChannel).map(({ ts, text, thread }) => ({ id: ts, text, thread }))
}

function judgeUpdate(
  { words, now }: Told,
  row: Row | undefined,
  messages: Message[],
  platform: string,
  counts: Faulty,
): void {
  const standing = messages.filter(({ text }) => !isCard(text) && text.includes(words))
  const named = `"${words}" on ${platform}`
  if (standing.length > 1) counts.twice.push(`${named} stands ${standing.length} times`)
  if (row && excused.includes(row.state)) return
  if (now === null) {
    if (standing.length > 0) counts.wrong.push(`${named} was withdrawn, and stands there`)
  } else if (standing.length === 0)
    counts.lost.push(`${named} does not stand there (${row?.state ?? 'nothing was to be sent'})`)
  else if (!standing[0]!.text.includes(now)) counts.wrong.push(`${named} does not say "${now}"`)
}

/** What was sent stands there, and what stands there was sent: once, or it is in doubt. */
function judgeReferences(there: Row[], messages: Message[], platform: string, counts: Faulty): void {
  const names = (row: Row, { id }: Message) => row.ref?.includes(`"${id}"`) === true
  const begun = messages.filter(({ thread }) => thread === null)
  const strangers = begun.filter((message) => !there.some((row) => names(row, message)))
  const inDoubt = there.filter(({ state }) => state === 'unconfirmed').length
  if (strangers.length > inDoubt)
    counts.twice.push(
      `${strangers.length} messages on ${platform} that no row names, ${inDoubt} in doubt: ${strangers[0]!.text}`,
    )
  for (const row of there.filter(({ ref, state }) => ref !== null && state === 'sent')) {
    if (!row.ref!.includes(platform === 'slack' ? japanChannel : koreaChannel)) continue
    if (!messages.some((message) => names(row, message)))
      counts.lost.push(`a ${row.kind} on ${platform} does not stand there`)
  }
}

/** The days, where both channels are read, whose 09:00 has come since they follow; Tokyo and Seoul are 9 hours ahead, all year. */
function mornings(world: World): CalendarDate[] {
  const days: CalendarDate[] = []
  const end = world.now().getTime()
  for (let on = calendarDate('2010-06-08'); Date.parse(`${on}T00:00:00Z`) <= end; on = plusDays(on, 1))
    days.push(on)
  return days
}

/** Every day until 30 June is the date of a milestone of Japan. */
function judgeNudges(world: World, delivered: Row[], counts: Faulty): void {
  const owed = mornings(world).filter((on) => on <= '2010-06-30' && isWorkingDay(on, new Set()))
  for (const on of owed) {
    const of = delivered.filter((row) => row.kind === 'nudge' && row.platform === 'slack' && row.on === on)
    if (of.length === 0) counts.lost.push(`the nudge of ${on}`)
    if (of.length > 1) counts.twice.push(`the nudge of ${on}`)
  }
}

/** Those of the channels; the coordinator has one of their own, in a direct message. */
function judgeDigests(world: World, there: Row[], platform: string, counts: Faulty): void {
  for (const on of mornings(world).filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1)) {
    const of = there.filter((row) => row.kind === 'digest' && !row.direct && row.on === on)
    if (of.length === 0) counts.lost.push(`the digest of ${on} on ${platform}`)
    if (of.length > 1) counts.twice.push(`the digest of ${on} on ${platform}`)
  }
}
