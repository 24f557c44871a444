import type { Fields } from './slack.ts'
import { actionPayload, type CommandFields, commandPayload, eventPayload } from './slack-payloads.ts'
import { type HttpAnswer, send, sign, signedAction, signedCommand, signedEvent } from './slack-signing.ts'
import type { SlackSocket } from './slack-socket.ts'

/** What Slack learns of something it delivered: 200 when acknowledged, the acknowledgement's body, and after how long. */
export type Delivered = HttpAnswer

/** The two ways in which Slack delivers; `retry` is the how-manieth time after the first. */
export type Delivery = {
  command(is?: CommandFields): Promise<Delivered>
  event(event: Fields, envelope?: Fields, retry?: number): Promise<Delivered>
  /** Whatever is pressed, filled in or chosen from a menu. */
  action(payload?: Fields): Promise<Delivered>
  /** A payload of a kind that nobody knows. */
  unknown(payload: Fields): Promise<Delivered>
}

export function deliveryOverHttp(baseUrl: string, signingSecret: string): Delivery {
  const signing = { signingSecret }
  return {
    command: (is) => send(baseUrl, signedCommand(signing, is)),
    event: (event, envelope, retry) =>
      send(baseUrl, signedEvent({ ...signing, ...(retry ? { retry } : {}) }, event, envelope)),
    action: (payload) => send(baseUrl, signedAction(signing, payload)),
    unknown: (payload) => send(baseUrl, sign(JSON.stringify(payload), 'application/json', signing)),
  }
}

/** @param starting called before each delivery: over a socket nothing comes before the bot has called Slack */
export function deliveryOverSocket(socket: SlackSocket, starting: () => unknown = () => undefined): Delivery {
  async function deliver(type: string, payload: Fields, retry?: number): Promise<Delivered> {
    starting()
    const before = performance.now()
    const acknowledgement = await socket.deliver(type, payload, retry)
    const ms = performance.now() - before
    // Nobody says no over a socket: what is not acknowledged is refused.
    return { status: acknowledgement ? 200 : 503, body: acknowledgement?.payload ?? null, ms }
  }
  return {
    command: (is) => deliver('slash_commands', commandPayload(is)),
    event: (event, envelope, retry) => deliver('events_api', eventPayload(event, envelope), retry),
    action: (payload) => deliver('interactive', actionPayload(payload)),
    unknown: (payload) => deliver('events_api', payload),
  }
}
