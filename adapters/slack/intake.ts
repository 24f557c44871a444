import type { Receiver } from '@slack/bolt'
import type { Route } from '../../src/chat/platform.ts'

/**
 * How Slack's payloads come in: over HTTP or over Socket Mode. Bolt takes them from `receiver`.
 *
 * `start` resolves after the first attempt to be reachable, and never rejects; `stop` takes nothing new and resolves when
 * `answered` has, with all connections closed.
 */
export type Intake = {
  receiver: Receiver
  routes: Route[]
  start(): Promise<void>
  stop(answered: Promise<void>): Promise<void>
  ready(): boolean
}

/** Bolt starts and stops nothing here: the adapter does. */
export const startedElsewhere = { start: async () => undefined, stop: async () => undefined }
