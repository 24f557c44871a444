import type { View } from '../chat/view.ts'
import type { Delivery, DeliveryKind, NewDelivery } from '../domain/delivery.ts'
import type { Programme } from '../domain/facts.ts'
import { isTooLate, skippedWhy } from '../domain/lateness.ts'
import type { Db } from '../store/database.ts'
import type { OpenedProgramme } from '../store/programme.ts'
import type { CalendarDate } from '../time.ts'

/**
 * What a message says as things stand: `show`, or null when there is nothing to say (any more), with why. One that was posted is then
 * changed, or removed. `again` is the next instant at which it would read otherwise without anybody doing anything; null: none. `skipped`:
 * it was too late for its day.
 */
export type Composed =
  | { show: View; again: Date | null }
  | { show: null; why: string; again: Date | null; skipped?: true }

/** The state is read again for every attempt. `now` is an instant. */
export type Compose = (db: Db, delivery: Delivery, now: Date) => Promise<Composed>

/** What has become due in a programme after `from`, up to and at `to`. */
export type Plan = (db: Db, opened: OpenedProgramme, span: Span) => Promise<NewDelivery[]>

/** How the kinds of messages that time alone makes due are planned. */
export type Plans = Partial<Record<DeliveryKind, Plan>>

/** Instants. */
export type Span = { from: Date; to: Date }

/** What is said of a programme, whose buttons speak about that one. What they show is told to whoever presses, beside the message. */
export const said = ({ programme }: { programme: Programme }, view: View, again: Date | null): Composed => ({
  show: { ...view, within: { programme: programme.key, trail: null } },
  again,
})

/** Nobody may read it where it was to go: the channel is retired, or the person has left. */
export const noReader: Composed = { show: null, why: 'nobody is there to read it', again: null }

/** In the `subject` of a message of a day: the instant at which it was due, as text. */
export const dueAt = 'due at'

/**
 * What has been due for too long is not said any more. What somebody asked to be sent again is.
 *
 * @param on its day, and @param at the wall time, where it is read; @param now instant
 * @returns null when it is still in time, or was posted
 */
export function tooLate(
  { subject, sentAt, createdAt }: Delivery,
  on: CalendarDate,
  at: string,
  now: Date,
): Composed | null {
  const due = subject?.[dueAt]
  const since = typeof due === 'string' ? new Date(due) : createdAt
  if (sentAt !== null || subject?.again !== undefined || !isTooLate(since, now)) return null
  return { show: null, why: skippedWhy(on, at), again: null, skipped: true }
}
