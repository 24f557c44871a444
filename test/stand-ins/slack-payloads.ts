import { randomUUID } from 'node:crypto'
import type { Fields } from './slack.ts'

/* What Slack sends, before it is signed for HTTP or put into an envelope for Socket Mode. */

export type CommandFields = {
  text?: string
  user?: string
  name?: string
  team?: string
  channel?: string
  triggerId?: string
  responseUrl?: string
  command?: string
}

export function commandPayload(is: CommandFields = {}): Record<string, string> {
  return {
    command: is.command ?? '/asem',
    text: is.text ?? '',
    user_id: is.user ?? 'U0KEIKO',
    user_name: is.name ?? 'keiko',
    team_id: is.team ?? 'T0HOME',
    channel_id: is.channel ?? 'C0PLENARY',
    channel_name: 'plenary',
    trigger_id: is.triggerId ?? `trigger-${randomUUID()}`,
    response_url: is.responseUrl ?? 'http://127.0.0.1:9/nowhere',
    api_app_id: 'A0ASEM',
    is_enterprise_install: 'false',
  }
}

/** `event` is the inner event; `envelope` adds to or replaces the outer fields. */
export function eventPayload(event: Fields, envelope: Fields = {}): Fields {
  return {
    type: 'event_callback',
    team_id: 'T0HOME',
    api_app_id: 'A0ASEM',
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    event,
    ...envelope,
  }
}

const pressed = {
  channel: { id: 'C0PLENARY' },
  actions: [{ type: 'button', action_id: 'nobody-listens', block_id: 'b', value: 'v' }],
}

/** Any interactive payload; a pressed button unless `payload` says otherwise. */
export function actionPayload(payload: Fields = {}): Fields {
  return {
    type: 'block_actions',
    team: { id: 'T0HOME' },
    user: { id: 'U0KEIKO', team_id: 'T0HOME' },
    trigger_id: `trigger-${randomUUID()}`,
    ...(payload.type === undefined ? pressed : {}),
    ...payload,
  }
}

/** Who does something, and where, as every interactive payload names them. `channel`: null on the app's own page. */
export type Actor = {
  user?: string
  name?: string
  team?: string
  channel?: string | null
  triggerId?: string
}

function actedBy({ user = 'U0KEIKO', name = 'keiko', team = 'T0HOME', channel, triggerId }: Actor): Fields {
  return {
    team: { id: team, domain: 'home' },
    user: { id: user, team_id: team, username: name, name },
    trigger_id: triggerId ?? `trigger-${randomUUID()}`,
    api_app_id: 'A0ASEM',
    ...(channel ? { channel: { id: channel, name: 'plenary' } } : {}),
  }
}

/** A button that was pressed on a message. Slack names the message only where others see it too. */
export function pressPayload(
  actor: Actor,
  button: Fields,
  on: { ts: string; ephemeral: boolean; thread?: string | undefined; responseUrl: string },
): Fields {
  const { ts, ephemeral, thread, responseUrl } = on
  const under = thread ? { thread_ts: thread } : {}
  return {
    type: 'block_actions',
    ...actedBy(actor),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: actor.channel,
      is_ephemeral: ephemeral,
      ...under,
    },
    ...(ephemeral ? {} : { message: { type: 'message', ts, ...under } }),
    response_url: responseUrl,
    actions: [{ block_id: 'b', action_ts: '1.1', ...button, type: 'button' }],
  }
}

/** A modal that was handed in. `state`: what is entered, by the `block_id` and `action_id` of fields. */
export const submissionPayload = (actor: Actor, view: Fields, state: Fields): Fields => ({
  type: 'view_submission',
  ...actedBy({ ...actor, channel: null }),
  view: { hash: `${Date.now()}.h`, ...view, state: { values: state } },
  response_urls: [],
})

/** What is typed into a menu of a modal. */
export const suggestionPayload = (
  actor: Actor,
  view: Fields,
  on: { block_id: string; action_id: string; value: string },
): Fields => ({
  type: 'block_suggestion',
  ...actedBy({ ...actor, channel: null }),
  container: { type: 'view', view_id: view.id },
  view,
  ...on,
})

export const shortcutPayload = (actor: Actor, callback_id: string): Fields => ({
  type: 'shortcut',
  ...actedBy({ ...actor, channel: null }),
  callback_id,
  action_ts: '1.1',
})

/** A shortcut of a message's menu. */
export const messageShortcutPayload = (
  actor: Actor,
  callback_id: string,
  message: Fields & { ts: string },
  responseUrl: string,
): Fields => ({
  type: 'message_action',
  ...actedBy(actor),
  callback_id,
  message_ts: message.ts,
  message: { type: 'message', ...message },
  response_url: responseUrl,
})
