import { noticedEvents } from '../../adapters/slack/notices.ts'
import type { Fields } from '../stand-ins/slack.ts'
import {
  actionPayload,
  commandPayload,
  eventPayload,
  messageShortcutPayload,
  pressPayload,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from '../stand-ins/slack-payloads.ts'
import { sign } from '../stand-ins/slack-signing.ts'
import type { Attempt, Kind, Means } from './attempts.ts'
import { changedBytes, changedForm, changedJson } from './mutate.ts'
import type { Random } from './random.ts'

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

type Payload = { type: typeof form | typeof json; body: string }
type Person = { user: string; team: string; responseUrl: string }

export function onSlack(random: Random, kind: Kind, words: string, { member, slack }: Means): Attempt {
  const { team, strangers, signingSecret, responseUrl } = slack
  const who = kind === 'stranger' ? random.pick(strangers) : { user: member, team }
  const payload = payloadOf(random, kind, words, { ...who, responseUrl })
  const body = random.chance(0.2) ? Buffer.from(payload.body) : changed(random, payload)
  const headers =
    kind === 'unproven'
      ? unproven(random, body, payload.type, signingSecret)
      : proven(body, payload.type, signingSecret)
  const late = payload.body.includes('message_action')
  return { platform: 'slack', kind, path: '/slack/events', headers, body, ...(late ? { late } : {}) }
}

function payloadOf(random: Random, kind: Kind, text: string, person: Person): Payload {
  const { user, team } = person
  const inJson = (fields: Fields): Payload => ({ type: json, body: JSON.stringify(fields) })
  const inForm = (fields: Record<string, string>): Payload => ({
    type: form,
    body: new URLSearchParams(fields).toString(),
  })
  const event = (fields: Fields): Payload =>
    inJson(
      eventPayload({ user, team, ts: '1.1', ...fields }, { team_id: team, event_id: `Ev${random.id()}` }),
    )
  const acted = (fields: Fields): Payload => {
    const by = { user: { id: user, team_id: team }, team: { id: team }, trigger_id: random.id() }
    return inForm({ payload: JSON.stringify(actionPayload({ ...by, ...fields })) })
  }
  if (random.chance(0.4)) return acted(askedOf(random, kind, text, person))
  switch (random.int(10)) {
    case 0:
      return event({ type: 'app_mention', channel: 'C0PLENARY', text: `<@U0ASEM> ${text}` })
    case 1:
    case 2:
      return event({ type: 'message', channel_type: 'im', channel: `D${user}`, text })
    case 3:
      return acted({ actions: [{ type: 'button', action_id: 'update', block_id: 'b', value: text }] })
    case 4:
    case 5:
      return acted({ type: random.pick(['message_action', 'shortcut', 'view_closed', 'nothing']) })
    case 6:
      return inJson({
        type: random.pick(['url_verification', 'app_rate_limited', 'none']),
        challenge: text,
        team_id: team,
      })
    case 7: {
      const tokens = random.pick([{ bot: ['U0ASEM'] }, { oauth: [user] }])
      return event({
        type: random.pick(noticedEvents),
        channel: random.pick(['C0PLENARY', 'C0OTHER']),
        tokens,
      })
    }
    default:
      return inForm(commandPayload({ text, user, team, triggerId: random.id() }))
  }
}

/** What somebody presses, hands in or types into a menu; a commitment only where a change is what is tried. */
function askedOf(random: Random, kind: Kind, text: string, person: Person): Fields {
  const { user, team, responseUrl } = person
  const channel = random.pick(['C0PLENARY', `D${user}`, null])
  const actor = { user, team, channel, triggerId: random.id() }
  const trail = random.pick([undefined, [], ['summary', text.slice(0, 50)]])
  const value = JSON.stringify({
    l: text.slice(0, 1_000),
    p: 'HER',
    ...(random.chance(0.3) ? { f: 1 } : {}),
    ...(trail ? { t: trail } : {}),
  })
  const opened = random.id()
  const key = JSON.stringify({ command: 'pledge', programme: 'HER', about: '', version: '', opened })
  const place = { w: team, c: channel ?? user, ...(random.chance(0.3) ? { d: 1 } : {}) }
  const blocks = [{ type: 'input', block_id: 'field:text', element: { type: 'plain_text_input' } }]
  const view = { id: `V${opened}`, blocks, private_metadata: `${JSON.stringify(place)}\n${key}` }
  const kinds = ['press', 'press', 'press', 'suggestion', 'shortcut', 'message', 'fill', 'fill'] as const
  switch (random.pick(kind === 'question' ? kinds.slice(0, -2) : kinds)) {
    case 'press': {
      const on = { ts: '1.1', ephemeral: random.chance(0.5), responseUrl }
      return pressPayload(actor, { action_id: 'press:0.0', value }, on)
    }
    case 'suggestion': {
      const field = { block_id: 'field:on', action_id: 'in:on', value: text }
      return suggestionPayload(actor, view, field)
    }
    case 'shortcut':
      return shortcutPayload(actor, random.pick(['report_progress', 'attach_evidence', text]))
    case 'message': {
      const message = { ts: '1275900000.000100', user, text, user_profile: { real_name: text } }
      return messageShortcutPayload(actor, 'attach_evidence', message, responseUrl)
    }
    case 'fill':
      return submissionPayload(actor, view, {
        'field:activity': { 'in:activity': { type: 'static_select', selected_option: { value: 'ipr-1' } } },
        'field:text': { 'in:text': { type: 'plain_text_input', value: text.slice(0, 2_000) } },
        'field:by': { 'in:by': { type: 'datepicker', selected_date: '2011-03-31' } },
      })
  }
}

function changed(random: Random, { type, body }: Payload): Buffer {
  if (random.chance(0.35)) return changedBytes(random, Buffer.from(body))
  if (type === json) return Buffer.from(JSON.stringify(changedJson(random, JSON.parse(body))))
  const { payload } = Object.fromEntries(new URLSearchParams(body))
  if (payload && random.chance(0.7)) {
    const inside = JSON.stringify(changedJson(random, JSON.parse(payload)))
    return Buffer.from(new URLSearchParams({ payload: inside }).toString())
  }
  return Buffer.from(changedForm(random, body))
}

/** Over the words of the bytes, as Bolt reads them. */
const proven = (body: Buffer, type: string, signingSecret: string, seconds?: number) =>
  sign(body.toString(), type, { signingSecret, ...(seconds === undefined ? {} : { seconds }) }).headers

function unproven(random: Random, body: Buffer, type: string, signingSecret: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000)
  const good = proven(body, type, signingSecret)
  const [at, signature] = [good['x-slack-request-timestamp']!, good['x-slack-signature']!]
  const signed = (signedAs: string) => ({ ...good, 'x-slack-signature': signedAs })
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)))
  return random.pick<() => Record<string, string>>([
    () => proven(body, type, 'another secret'),
    () => proven(body, type, signingSecret, now - 301 - random.int(1e6)),
    () => proven(body, type, signingSecret, now + 310 + random.int(1e6)),
    // One that Slack signed once, for something else.
    () => proven(Buffer.from(`${body} `), type, signingSecret),
    () => ({ ...good, 'x-slack-request-timestamp': String(Number(at) - 1) }),
    () => ({
      ...good,
      'x-slack-request-timestamp': random.pick(['', 'now', '1e99', '-1', 'Infinity', '0x7fffffff']),
    }),
    () => signed(random.pick(['', 'v0=', 'v0=00', signature.replace('v0', 'v1'), signature.slice(3)])),
    () => without('x-slack-signature'),
    () => without('x-slack-request-timestamp'),
    () => without('x-slack-signature', 'x-slack-request-timestamp'),
  ])()
}
