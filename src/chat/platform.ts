import type { IncomingMessage, ServerResponse } from 'node:http'

/** One HTTP route an adapter answers: an exact path, any method. */
export type Route = { path: string; listener: (request: IncomingMessage, response: ServerResponse) => void }

/**
 * A chat platform, started and stopped by the composition root.
 *
 * `stop` resolves when what was in flight has been answered. `ready` says whether the platform can be served now.
 */
export type ChatPlatform = {
  name: string
  routes: Route[]
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
