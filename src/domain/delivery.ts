import type { CalendarDate } from '../time.ts'
import type { ChannelPlatform } from './channel.ts'

export const deliveryKinds = ['card', 'update', 'nudge', 'digest', 'move', 'extension', 'notice'] as const
export type DeliveryKind = (typeof deliveryKinds)[number]

/**
 * `waiting` to be posted; `sent`, and changed in place since; `unconfirmed`: posted or not, nobody knows; `failed`: it was refused;
 * `given up` after a day; `skipped`: too late for its day; `not needed`: nothing was left to say; `removed` again.
 */
export type DeliveryState =
  | 'waiting'
  | 'sent'
  | 'unconfirmed'
  | 'failed'
  | 'given up'
  | 'skipped'
  | 'not needed'
  | 'removed'

/** Where a message goes: one conversation, or a person's direct messages (`conversation` is then their id on the platform). */
export type DeliveryPlace = {
  platform: ChannelPlatform
  tenant: string
  conversation: string
  direct: boolean
  channelId: number | null
  personId: number | null
}

/** What a message is about: ids, and the calendar day, where it is read, of a nudge or digest. */
export type DeliverySubject = {
  programmeId: number
  activityId: number | null
  updateId: number | null
  milestoneIds: number[]
  commitmentIds: number[]
  occasionOn: CalendarDate | null
  /** ids and codes, never words of people */
  subject: { [name: string]: string | number } | null
}

/**
 * A message to be posted. `key` says what, where and on which occasion: a second one with the same key is the same. `attemptAt` is an
 * instant. With `skippedWhy` it is not to be posted: the ledger only says why.
 */
export type NewDelivery = DeliveryPlace &
  DeliverySubject & { key: string; kind: DeliveryKind; attemptAt: Date; skippedWhy?: string }

/** A message as its row has it. Instants; `attemptAt` is null when there is nothing to do. */
export type Delivery = DeliveryPlace &
  DeliverySubject & {
    id: number
    key: string
    kind: DeliveryKind
    state: DeliveryState
    why: string | null
    attemptAt: Date | null
    attempts: number
    messageRef: string | null
    createdAt: Date
    sentAt: Date | null
  }
