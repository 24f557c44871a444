import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HomeAt } from './home.ts'
import type { Address, Platform, PlatformUser } from './request.ts'
import type { View } from './view.ts'

/** One HTTP route an adapter answers: an exact path, any method. */
export type Route = { path: string; listener: (request: IncomingMessage, response: ServerResponse) => void }

/** Where a message is sent unasked: a conversation, or a person's direct messages. */
export type Destination = { to: 'conversation'; at: Address } | { to: 'person'; user: PlatformUser }

/** The platform's own name of a posted message, with all it takes to change it. Opaque to the core, which stores it. */
export type MessageRef = string

/**
 * What became of posting a message.
 *
 * `retry`: it was certainly not posted; not before `after` (milliseconds) where the platform said so.
 * `unconfirmed`: nobody knows; `failed` when the platform answered that it failed.
 * `gone`: nothing can be posted there any more. `refused`: this message can be posted nowhere.
 * `why` is for the ledger: the platform's code, never words of the message.
 */
export type DeliveryOutcome =
  | { kind: 'sent'; ref: MessageRef }
  | { kind: 'retry'; after: number | null; why: string }
  | { kind: 'unconfirmed'; failed: boolean; why: string }
  | { kind: 'gone'; why: string }
  | { kind: 'refused'; why: string }

/** What became of changing or removing a posted message, which may be tried again safely. `missing`: it is not there any more. */
export type EditOutcome =
  | { kind: 'done' }
  | { kind: 'missing' }
  | { kind: 'retry'; after: number | null; why: string }
  | { kind: 'gone'; why: string }
  | { kind: 'refused'; why: string }

/** Whether a message of that key stands in a conversation; `unknown` where the platform cannot be asked. */
export type Found = { kind: 'found'; ref: MessageRef } | { kind: 'absent' } | { kind: 'unknown'; why: string }

/**
 * A conversation as the bot finds it. `reach` says whether it can post there; when not, `mend` is the step that would help, for the
 * person who asked (one sentence). `shared` where the platform says that people of other organisations read it too.
 */
export type Place = {
  kind: 'channel' | 'group' | 'direct'
  name: string
  shared?: boolean
  reach: { ok: true } | { ok: false; mend: string }
}

/**
 * How the core's messages reach a platform. None of these rejects.
 *
 * `deliver` posts a message once; `key` is what `find` knows it by later, among what was posted since an instant. `under` is the
 * message that it answers, where the platform has threads. `update` and `remove` may be tried again safely. `look` tells what a
 * conversation is, and whether the bot can post there. `drawHome` shows somebody their home, where it is drawn by itself.
 */
export type Messenger = {
  drawHome?(at: HomeAt, view: View): Promise<EditOutcome>
  deliver(to: Destination, view: View, key: string, under: MessageRef | null): Promise<DeliveryOutcome>
  update(ref: MessageRef, view: View): Promise<EditOutcome>
  remove(ref: MessageRef): Promise<EditOutcome>
  find(to: Destination, key: string, since: Date, under: MessageRef | null): Promise<Found>
  look(at: Address): Promise<Place>
}

/**
 * A chat platform, started and stopped by the composition root.
 *
 * `stop` resolves when what was in flight has been answered. `ready` says whether the platform can be served now.
 */
export type ChatPlatform = {
  name: Platform
  routes: Route[]
  messenger?: Messenger
  start(): Promise<void>
  stop(): Promise<void>
  ready(): boolean
}

/**
 * What an adapter must remember across restarts (a Teams conversation's serviceUrl, a Slack installation).
 * Keys are the adapter's own; values are JSON.
 */
export type PlatformMemory = {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown): Promise<void>
}
