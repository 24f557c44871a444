import type { Destination, EditOutcome, Messenger } from '../chat/platform.ts'
import type { View } from '../chat/view.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Compose } from '../notifications/notification.ts'
import { beginPosting, type Claimed, type Settled } from '../store/claims.ts'
import type { Db } from '../store/database.ts'
import { cardIn } from '../store/deliveries.ts'
import { plusSeconds } from '../time.ts'
import { takenBackView } from '../views/taken-back.ts'
import { backOff, givenUpAfterHours } from './back-off.ts'

/** Named moments between two steps of a delivery, at which tests end the process. */
export type FaultPoint = 'claimed' | 'composed' | 'about to post' | 'posted' | 'settled'

export type Attempting = {
  db: Db
  worker: string
  messenger: Messenger
  compose: Compose
  now(): Date
  reached(point: FaultPoint): void
}

/** What came of an attempt; `gone` when its destination cannot be reached any more, with why. */
export type Attempt = { settled: Settled; gone: string | null }

/** How often one that may have been posted is looked for; then it stays unconfirmed. */
const mostLooks = 5

/**
 * One attempt at a message that this worker holds: the state is read again, then it is posted, changed, removed, or looked for.
 *
 * @returns null when it turned out to be held by another worker: nothing was posted then
 * @throws when the record cannot be read or written
 */
export async function attempt(claimed: Claimed, on: Attempting): Promise<Attempt | null> {
  on.reached('claimed')
  if (claimed.doubtful && claimed.messageRef === null) return look(claimed, false, whyDoubtful(claimed), on)
  if (isDeleted(claimed)) return stayDeleted(claimed)
  const composed = await on.compose(on.db, claimed, on.now())
  on.reached('composed')
  const { messageRef } = claimed
  if (composed.show === null)
    return messageRef === null
      ? ended(claimed, {
          state: composed.skipped ? 'skipped' : 'not needed',
          why: composed.why,
          next: composed.again,
        })
      : remove(claimed, messageRef, composed.why, composed.again, on)
  return messageRef === null
    ? post(claimed, composed.show, composed.again, on)
    : change(claimed, messageRef, composed.show, composed.again, on)
}

/** Why nobody knows whether it was posted: as the look before said, without what came of that. */
const whyDoubtful = ({ state, why }: Claimed): string =>
  (state === 'unconfirmed' && why?.split('; ')[0]) || 'it was cut off'

async function post(
  claimed: Claimed,
  show: View,
  again: Date | null,
  on: Attempting,
): Promise<Attempt | null> {
  const under = await placeUnder(claimed, on.db)
  const held = await beginPosting(on.db, { id: claimed.id, worker: on.worker }, on.now())
  if (!held) return null
  on.reached('about to post')
  const outcome = await on.messenger.deliver(destinationOf(claimed), show, claimed.key, under)
  on.reached('posted')
  switch (outcome.kind) {
    case 'sent':
      return ended(claimed, { state: 'sent', messageRef: outcome.ref, next: again, posted: true })
    case 'retry':
      return retry(claimed, 'waiting', outcome.why, outcome.after, on)
    case 'unconfirmed':
      return look({ ...claimed, doubtful: on.now() }, outcome.failed, outcome.why, on)
    case 'gone':
      return { ...ended(claimed, { state: 'failed', why: outcome.why }), gone: outcome.why }
    case 'refused':
      return ended(claimed, { state: 'failed', why: outcome.why })
  }
}

/** The message it stands under: an update, under the card of its activity. */
async function placeUnder({ kind, channelId, activityId }: Claimed, db: Db): Promise<string | null> {
  return kind === 'update' && channelId && activityId ? cardIn(db, channelId, activityId) : null
}

/**
 * One that may have been posted is looked for. What is not found is not posted again by itself, unless the platform itself said that it
 * had failed, and does not show it, or somebody asked for it (`send again`).
 */
async function look(claimed: Claimed, failed: boolean, why: string, on: Attempting): Promise<Attempt> {
  const since = claimed.doubtful ?? on.now()
  const under = await placeUnder(claimed, on.db)
  const found = await on.messenger.find(destinationOf(claimed), claimed.key, since, under)
  // What it says now may be older than the state: it is read again at once.
  if (found.kind === 'found')
    return ended(claimed, { state: 'sent', messageRef: found.ref, next: on.now(), posted: true })
  if (found.kind === 'absent' && failed) return retry(claimed, 'waiting', why, null, on)
  // Somebody asked for it after it had become doubtful.
  if (claimed.subject?.anew) return ended(claimed, { state: 'waiting', next: on.now() })
  // A card that was looked for before, and is asked for again because something changed, is the state and not a message said once.
  if (found.kind === 'absent' && claimed.kind === 'card' && claimed.state === 'unconfirmed')
    return ended(claimed, { state: 'waiting', why: 'not found there', next: on.now() })
  const again = found.kind === 'unknown' && claimed.attempts < mostLooks
  const next = again ? plusSeconds(on.now(), backOff(claimed.attempts, null, Math.random()) / 1000) : null
  const said = found.kind === 'unknown' ? `${why}; ${found.why}` : `${why}; not found there`
  return ended(claimed, { state: 'unconfirmed', why: said, next, doubtful: true, trying: again })
}

async function change(
  claimed: Claimed,
  ref: string,
  show: View,
  again: Date | null,
  on: Attempting,
): Promise<Attempt> {
  const outcome = await on.messenger.update(ref, show)
  if (outcome.kind === 'done') return ended(claimed, { state: 'sent', next: again })
  if (outcome.kind !== 'missing') return unchanged(claimed, outcome, on)
  // Somebody deleted it. A card is posted anew; what was said once stays unsaid.
  return claimed.kind === 'card'
    ? ended(claimed, { state: 'waiting', messageRef: null, next: on.now() })
    : stayDeleted(claimed)
}

const deletedThere = 'deleted there'
const stayDeleted = (claimed: Claimed): Attempt =>
  ended(claimed, { state: 'removed', why: deletedThere, messageRef: null })

/** Something may have changed while it was found missing. What was said once is not said again by that. */
const isDeleted = ({ kind, state, why, messageRef }: Claimed): boolean =>
  messageRef === null && state === 'removed' && why === deletedThere && kind !== 'card'

async function remove(
  claimed: Claimed,
  ref: string,
  why: string,
  again: Date | null,
  on: Attempting,
): Promise<Attempt> {
  const outcome = await on.messenger.remove(ref)
  if (outcome.kind === 'done' || outcome.kind === 'missing')
    return ended(claimed, { state: 'removed', why, messageRef: null, next: again })
  if (outcome.kind !== 'refused') return unchanged(claimed, outcome, on)
  // A place may keep what was said there: then its words go.
  const emptied = await on.messenger.update(ref, takenBackView)
  if (emptied.kind === 'done' || emptied.kind === 'missing')
    return ended(claimed, { state: 'removed', why: `${why}; emptied`, messageRef: null, next: again })
  return unchanged(claimed, emptied, on)
}

function unchanged(
  claimed: Claimed,
  outcome: Exclude<EditOutcome, { kind: 'done' | 'missing' }>,
  on: Attempting,
): Attempt {
  if (outcome.kind === 'retry') return retry(claimed, 'sent', outcome.why, outcome.after, on)
  const failed = ended(claimed, { state: 'failed', why: outcome.why })
  return outcome.kind === 'gone' ? { ...failed, gone: outcome.why } : failed
}

const retry = (
  claimed: Claimed,
  state: DeliveryState,
  why: string,
  after: number | null,
  on: Attempting,
): Attempt => laterAgain(claimed, state, why, after, on.now(), false)

/**
 * Later again; given up a day after the first attempt. What was posted is changed or taken away in the end, because its words may be
 * withdrawn: after a day it is seen, and goes on.
 *
 * @param after milliseconds that the platform asked for; @param doubtful whether what is in doubt stays so
 */
export function laterAgain(
  claimed: Claimed,
  state: DeliveryState,
  why: string,
  after: number | null,
  now: Date,
  doubtful: boolean,
): Attempt {
  const next = plusSeconds(now, backOff(claimed.attempts, after, Math.random()) / 1000)
  const until = plusSeconds(claimed.triedSince, givenUpAfterHours * 3600)
  if (next <= until) return ended(claimed, { state, why, next, trying: true, doubtful })
  return claimed.messageRef === null
    ? ended(claimed, { state: 'given up', why, doubtful })
    : ended(claimed, { state: 'failed', why, next, trying: true, doubtful })
}

/** What is not said stays: the reference, nothing to do, nothing in doubt. */
function ended({ messageRef }: Claimed, settled: Partial<Settled> & Pick<Settled, 'state'>): Attempt {
  const plain = { why: null, messageRef, next: null, posted: false, doubtful: false, trying: false }
  return { settled: { ...plain, ...settled }, gone: null }
}

function destinationOf({ platform, tenant, conversation, direct }: Claimed): Destination {
  return direct
    ? { to: 'person', user: { platform, tenant, user: conversation } }
    : { to: 'conversation', at: { platform, tenant, conversation } }
}
