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

/** Any interactive payload; a pressed button unless `payload` says otherwise. */
export function actionPayload(payload: Fields = {}): Fields {
  return {
    type: 'block_actions',
    team: { id: 'T0HOME' },
    user: { id: 'U0KEIKO', team_id: 'T0HOME' },
    channel: { id: 'C0PLENARY' },
    trigger_id: `trigger-${randomUUID()}`,
    actions: [{ type: 'button', action_id: 'nobody-listens', block_id: 'b', value: 'v' }],
    ...payload,
  }
}
