import type { DeliveryKind } from '../domain/delivery.ts'
import { composeCard } from './card.ts'
import { composeDigest, planDigests } from './digest.ts'
import { composeExtension } from './extension.ts'
import { composeMove } from './move.ts'
import { composeNotice } from './notice.ts'
import type { Compose, Plans } from './notification.ts'
import { composeNudge, planNudges } from './nudge.ts'
import { composeUpdate } from './update.ts'

/** What the bot says by itself: how each kind of message is composed. */
export const compose: Record<DeliveryKind, Compose> = {
  card: composeCard,
  update: composeUpdate,
  notice: composeNotice,
  move: composeMove,
  nudge: composeNudge,
  digest: composeDigest,
  extension: composeExtension,
}

/** What becomes due with time alone. */
export const plans: Plans = { nudge: planNudges, digest: planDigests }
