import { plainText } from '../../src/chat/plain-text.ts'
import type { Delivery } from '../../src/domain/delivery.ts'
import { compose } from '../../src/notifications/index.ts'
import type { Store } from '../../src/store/database.ts'
import { dayOf, instantOf, plus } from './calendar.ts'
import type { Facts, Row } from './facts.ts'
import {
  type Destination,
  destinations,
  digestMoment,
  linesDue,
  mayReadAt,
  mentionedFor,
  zoneOf,
} from './oracle.ts'
import { markers } from './people.ts'
import type { SaidWhen, Story } from './story.ts'

/** What is wrong with a story; nothing, when all went as product.md has it. */
export function judge(story: Story): string[] {
  return [
    ...missedNudges(story),
    ...missedDigests(story),
    ...saidTwice(story),
    ...saidWrongly(story),
    ...leftStanding(story),
  ]
}

const hours = 3_600_000
const codes = /\b[A-Z]+-\d+\.\d+\b/g

const ofRow = (row: Row) => (to: Destination) =>
  row.channelId === null ? to.person?.id === row.personId : to.place?.id === row.channelId
const named = ({ place, person }: Destination) => place?.conversation ?? `@${person?.name}`
const at = (milliseconds: number) => new Date(milliseconds).toISOString()

/** What stands in the ledger instead of having been said, and is reason enough. */
const accounted = ({ state }: Row) =>
  ['unconfirmed', 'failed', 'given up', 'skipped', 'removed'].includes(state)

type Due = { to: Destination; on: string; moment: number; facts: Facts[] }

/** What had become due when a sweep was written down: as it was before it, and after. */
function becameDue(
  { facts, swept }: Story,
  kind: string,
  momentOn: (all: Facts, to: Destination, on: string) => number | null,
): Due[] {
  return swept
    .filter((each) => each.kind === kind)
    .flatMap(({ from, to: until, facts: index, before }) => {
      const planned = facts[index]!
      return destinations(planned).flatMap((to): Due[] => {
        const zone = zoneOf(planned, to)
        const due: Due[] = []
        for (let on = dayOf(from, zone); on <= dayOf(until, zone); on = plus(on, 1)) {
          const moment = momentOn(planned, to, on)
          if (moment === null || moment <= from || moment > until) continue
          if (!zoneStands(facts, index, to, moment)) continue
          if (to.place && to.place.since >= moment) continue
          due.push({ to, on, moment, facts: facts.slice(before, index + 1) })
        }
        return due
      })
    })
}

/** Whether a place kept its zone for two days before a moment, until it was planned: a change moves moments, which is judged elsewhere. */
const zoneStands = (facts: Facts[], index: number, { place }: Destination, moment: number): boolean =>
  facts
    .slice(0, index + 1)
    .filter((each, nth) => nth === index || each.at >= moment - 48 * hours)
    .every((each) => each.places.every(({ id, zone }) => id !== place?.id || zone === place.zone))

function missedNudges(story: Story): string[] {
  const { facts, rows, said } = story
  const due = becameDue(story, 'nudge', (all, to, on) => instantOf(on, '09:00', zoneOf(all, to)))
  return due.flatMap(({ to, on, moment, facts: [planned] }): string[] => {
    const wanted = [...linesDue(planned!, to, on, moment).keys()]
    if (wanted.length === 0) return []
    const row = rows.find((each) => each.kind === 'nudge' && each.occasionOn === on && ofRow(each)(to))
    const what = `nudge ${named(to)} ${on} of ${wanted.map((id) => codeOf(planned!, id)).join(' ')}`
    if (!row) return [`missed: ${what} (due ${at(moment)}) is not in the ledger`]
    const lacking = wanted.filter((id) => !row.milestoneIds.includes(id))
    if (lacking.length > 0)
      return [`missed: ${what}: ${row.key} is not about ${lacking.map((id) => codeOf(planned!, id))}`]
    if (row.state === 'waiting') return [`missed: ${row.key} waits still: ${row.why}`]
    // Asked for again, it may have been too late for its day: until then it was in doubt.
    if (row.state !== 'not needed' || accounted(row) || story.askedAgain.has(row.key)) return []
    const later = facts.slice(facts.indexOf(planned!)).filter((each) => each.at <= moment + 30 * hours)
    const posted = said.some(({ key }) => key === row.key)
    const always = later.every(
      (each) =>
        destinations(each).some(ofRow(row)) &&
        linesDue(each, destinations(each).find(ofRow(row))!, on, moment).size > 0,
    )
    return always && !posted ? [`missed: ${row.key} was not needed (${row.why}), but was`] : []
  })
}

function missedDigests(story: Story): string[] {
  const { rows } = story
  return becameDue(story, 'digest', digestMoment).flatMap(({ to, on, moment }) => {
    const row = rows.find((each) => each.kind === 'digest' && each.occasionOn === on && ofRow(each)(to))
    if (!row) return [`missed: digest ${named(to)} ${on} (due ${at(moment)}) is not in the ledger`]
    return row.state === 'waiting' ? [`missed: ${row.key} waits still: ${row.why}`] : []
  })
}

/** Everything is said once; a card may come back after it was deleted, or hidden and seen again. */
function saidTwice({ said, platforms, rows, askedAgain, deleted, log }: Story): string[] {
  const standing = Object.values(platforms).flatMap((each) => each.standing.map(({ key }) => key))
  const posts = said.filter(({ what }) => what === 'posted').map(({ key }) => key)
  const twice = (keys: string[]) => [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
  // What a platform said had failed, and does not show, is posted again: somebody may have deleted it meanwhile.
  const saidFailed = (key: string) => deleted.has(key) && log.some((line) => line.endsWith(`500 for ${key}`))
  const mayComeBack = (key: string) =>
    askedAgain.has(key) ||
    saidFailed(key) ||
    key.startsWith('card:') ||
    (key.startsWith('update:') && !deleted.has(key))
  const days = rows
    .filter(({ kind }) => kind === 'nudge')
    .map((row) => `${row.conversation} on ${row.occasionOn}`)
  return [
    ...twice(standing)
      .filter((key) => !askedAgain.has(key))
      .map((key) => `stands twice: ${key}`),
    ...twice(posts)
      .filter((key) => !mayComeBack(key))
      .map((key) => `posted twice: ${key}`),
    ...twice(days).map((which) => `two nudges in ${which}`),
  ]
}

const codeOf = ({ milestones }: Facts, id: number) =>
  milestones.find((each) => each.id === id)?.code ?? `milestone ${id}`

/** Who reads in a place, as the facts have it. */
const readerIn = (facts: Facts, { place }: SaidWhen): Destination | undefined =>
  destinations(facts).find((to) =>
    to.place ? to.place.conversation === place : to.person.accounts.some(({ user }) => `@${user}` === place),
  )

/** Each thing said is judged with the facts from which it was composed, until those with which it was said: one of them must allow it. */
function saidWrongly(story: Story): string[] {
  return story.said.flatMap((each) => {
    const possible = story.facts.slice(each.composedWith, each.saidWith + 1)
    const faults = possible.map((facts) => wrongIn(each, facts, story))
    return faults.some((found) => found.length === 0) ? [] : faults.at(-1)!
  })
}

function wrongIn(each: SaidWhen, facts: Facts, { rows, markers: known }: Story): string[] {
  const to = readerIn(facts, each)
  if (!to) return [`said to nobody: ${each.key} in ${each.place} at ${each.at.toISOString()}`]
  const instant = each.at.getTime()
  const found: string[] = []
  const wrong = (what: string) =>
    found.push(`${what}: ${each.key} in ${each.place}, ${each.what} at ${each.at.toISOString()}`)
  for (const code of new Set(each.text.match(codes))) {
    const milestone = facts.milestones.find((one) => one.code === code)
    if (milestone && !mayReadAt(facts, milestone.activityId, to, instant)) wrong(`quiet ${code}`)
  }
  for (const marker of new Set(each.text.match(markers))) {
    const update = facts.updates.find(({ id }) => id === known.get(marker)?.updateId)
    if (!update) {
      wrong(`unknown words ${marker}`)
      continue
    }
    if (update.withdrawn) wrong(`withdrawn ${marker}`)
    if (!mayReadAt(facts, update.activityId, to, instant)) wrong(`quiet ${marker}`)
    if (update.leavesAt > instant && to.place?.administrationId !== update.administrationId)
      wrong(`held ${marker}`)
  }
  const row = rows.find(({ key }) => key === each.key)
  if (row?.kind === 'nudge' && row.occasionOn !== null)
    found.push(...nudgeFaults(each, row, facts, to, wrong))
  return found
}

function nudgeFaults(
  each: SaidWhen,
  row: Row,
  facts: Facts,
  to: Destination,
  wrong: (what: string) => void,
): string[] {
  const lines = linesDue(facts, to, row.occasionOn!, each.at.getTime())
  const due = row.milestoneIds.filter((id) => lines.has(id))
  if (each.what === 'posted') {
    const shown = [...new Set(each.text.match(codes) ?? [])].sort().join(' ')
    const wanted = due
      .map((id) => codeOf(facts, id))
      .sort()
      .join(' ')
    if (shown !== wanted) wrong(`says "${shown}" and not "${wanted}"`)
  }
  if (to.person) return []
  const owed = due.filter((id) => lines.get(id) === 'owes')
  const owing = [...mentionedFor(facts, to.place, owed, each.at.getTime())].sort().join(' ')
  const mentioned = [...new Set(each.mentioned.map(({ user }) => user))].sort().join(' ')
  if (mentioned !== owing) wrong(`mentions "${mentioned}" and not "${owing}"`)
  return []
}

/** What may not stand anywhere when all is over. */
function leftStanding({ platforms, rows, facts, markers: known }: Story): string[] {
  const now = facts.at(-1)!
  return Object.values(platforms).flatMap((platform) =>
    platform.standing.flatMap(({ key, place, text }) => {
      const row = rows.find((each) => each.key === key)
      if (!row || accounted(row) || platform.gone.has(place)) return []
      if (now.places.some((each) => each.conversation === place && each.retired)) return []
      const withdrawn = now.updates.some(({ id, withdrawn: gone }) => gone && id === row.updateId)
      if (withdrawn && !platform.keeps.has(place)) return [`withdrawn: ${key} stands in ${place}`]
      return [...new Set(text.match(markers))].flatMap((marker) => {
        const of = known.get(marker)
        const update = now.updates.find(({ id }) => id === of?.updateId)
        if (update?.withdrawn) return [`withdrawn ${marker} stands in ${key} in ${place}`]
        return of?.newest ? [] : [`replaced ${marker} stands in ${key} in ${place}`]
      })
    }),
  )
}

/** Each card and update that stands says what composing it now says. */
export async function judgeStanding({ platforms, rows, facts }: Story, { db }: Store): Promise<string[]> {
  const now = new Date(facts.at(-1)!.at)
  const found: string[] = []
  for (const row of rows.filter(({ kind }) => kind === 'card' || kind === 'update')) {
    const [delivery] = await db.prisma.delivery.findMany({ where: { key: row.key } })
    const channel = facts.at(-1)!.places.find(({ id }) => id === row.channelId)
    if (!delivery || accounted(row) || row.state === 'removed' || channel?.retired) continue
    // Where a channel follows again, a card comes with the first change, as it did at first.
    if (row.state === 'not needed' && row.why === 'nobody is there to read it') continue
    const composed = await compose[row.kind as 'card' | 'update'](db, deliveryOf(delivery), now)
    const standing = Object.values(platforms).flatMap((each) =>
      each.standing.filter(({ ref }) => ref === row.messageRef),
    )
    const shown = standing[0]?.text ?? null
    const wanted = composed.show && plainText(composed.show)
    if (shown !== wanted && !(shown === null && row.messageRef !== null))
      found.push(`stale: ${row.key} (${row.state}, ${row.why}) shows\n${shown}\n  and not\n${wanted}`)
  }
  return found
}

const deliveryOf = (row: object): Delivery => ({
  ...(row as Delivery),
  id: Number((row as { id: bigint }).id),
})
