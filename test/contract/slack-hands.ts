import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Delivered,
  type Delivery,
  directChannel,
  type Fields,
  type SlackCall,
  type SlackStandIn,
  wordsIn,
} from '../stand-ins/slack.ts'
import type { SlackMessage } from '../stand-ins/slack-messages.ts'
import {
  type Actor,
  messageShortcutPayload,
  pressPayload,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from '../stand-ins/slack-payloads.ts'
import type { Hands, Seen } from './hands.ts'
import { buttonsIn, fieldsIn, type OpenModal, seenForm, stateOf, withState } from './slack-modal.ts'

/** A message before somebody's eyes: what it shows, where it stands, and whether they alone see it. */
type Shown = { body: Fields; ts: string; channel: string; ephemeral: boolean; thread?: string | undefined }

export type SlackHands = Hands & {
  /** Says it in their own conversation with the bot, or in a channel with a mention. */
  tell(text: string): Promise<Seen>
  mention(text: string): Promise<Seen>
  /** Presses the button of that label on a message of the bot in a channel. */
  pressIn(message: SlackMessage, label: string): Promise<Seen>
  shortcut(name: string): Promise<Seen>
  /** The same of the menu of a message in their channel. */
  shortcutOf(name: string, message: Fields & { ts: string }): Promise<Seen>
  /** What the last press did to the message that it stood on. */
  replaced(): boolean
  /** Hands the open form in once more, as Slack does when it had no answer. */
  again(): Promise<Seen>
}

/** How long something is waited for, in milliseconds. */
const patience = 6_000

/** Somebody in a channel of the workspace, where they type `/asem …`. */
export function slackHands(
  { delivery, standIn }: { delivery: Delivery; standIn: SlackStandIn },
  user: string,
  { channel = 'C0PLENARY' }: { channel?: string } = {},
): SlackHands {
  const { team } = standIn
  const actor: Actor = { user, team, channel }
  const shown = new Map<Seen, Shown | null>()
  let last: Shown | null = null
  let modal: OpenModal | null = null
  let wasReplaced = false
  let handedIn: Fields | null = null

  function see(body: Fields | null): Seen {
    const form = modal && seenForm(modal)
    const words = modal && !form ? wordsIn(modal.view) : wordsIn(body && withoutButtons(body))
    const seen = { text: words, buttons: body ? buttonsIn(body).map(labelOf) : [], form }
    shown.set(seen, last)
    return seen
  }

  function take(body: Fields, where: Omit<Shown, 'body'>): Seen {
    last = { ...where, body }
    return see(body)
  }

  /** What one call of the bot's showed them; null where it showed nothing (yet). */
  function shownBy({ method, body, url, answer }: SlackCall, of: Acting): Seen | null {
    const { triggerId, urls, on } = of
    if (!answer?.ok) return null
    if (method === 'views.open' && body.trigger_id === triggerId) {
      modal = { id: String((answer.view as Fields).id), view: body.view as Fields, entered: {}, mistakes: {} }
      return isWaiting(modal.view) ? null : see(null)
    }
    if (method === 'views.update' && body.view_id === modal?.id) {
      modal = withState(modal!, body.view as Fields)
      // What was recorded is said in the modal, and then with its buttons where the form was opened.
      return of.handsIn && !seenForm(modal) && !String(wordsIn(modal.view)).includes('counted once')
        ? null
        : see(null)
    }
    if (method === 'response_url' && urls.some((each) => each.endsWith(url))) {
      wasReplaced = body.replace_original === true
      if (wasReplaced && on) return take(body, on)
      const ephemeral = body.response_type !== 'in_channel'
      return take(body, { ts: randomUUID(), channel, ephemeral })
    }
    if (method === 'chat.postEphemeral' && body.user === user)
      return take(body, { ts: randomUUID(), channel: String(body.channel), ephemeral: true })
    if (method === 'chat.postMessage' && [directChannel(user), user].includes(String(body.channel)))
      return take(body, { ts: String(answer.ts), channel: directChannel(user), ephemeral: false })
    return null
  }

  /** Does something, and waits for what they see of it. */
  async function act(
    of: Acting,
    deliver: () => Promise<Delivered>,
    acknowledged: (body: Fields) => Seen | null = () => null,
  ): Promise<Seen> {
    const before = standIn.calls.length
    wasReplaced = false
    const { status, body } = await deliver()
    if (status !== 200) throw new Error(`Slack was answered ${status}`)
    const atOnce = body && acknowledged(body)
    if (atOnce) return atOnce
    const seenCalls = new Set<SlackCall>()
    for (let waited = 0; waited < patience; waited += 10) {
      for (const call of standIn.calls.slice(before)) {
        if (seenCalls.has(call) || call.answer === undefined) continue
        seenCalls.add(call)
        const seen = shownBy(call, of)
        if (seen) return seen
      }
      await sleep(10)
    }
    return see(null)
  }

  function acting(on: Shown | null = null): Acting {
    const responseUrl = standIn.responseUrl()
    return { triggerId: `trigger-${randomUUID()}`, urls: [responseUrl, ...kept], on, responseUrl }
  }
  // What a form answers goes where the form was opened.
  const kept: string[] = []

  function pressOn(on: Shown | null | undefined, label: string): Promise<Seen> {
    const button = on && buttonsIn(on.body).find((each) => labelOf(each) === label)
    if (!button)
      throw new Error(`no button "${label}", but ${on ? buttonsIn(on.body).map(labelOf).join(', ') : 'none'}`)
    const of = acting(on)
    kept.push(of.responseUrl)
    const who = { ...actor, channel: on.channel, triggerId: of.triggerId }
    return act(of, () => delivery.action(pressPayload(who, button, { ...on, responseUrl: of.responseUrl })))
  }

  const handIn = (payload: Fields): Promise<Seen> =>
    act(
      { ...acting(), handsIn: true },
      async () => {
        const delivered = await delivery.action(payload)
        // An acknowledgement that says nothing closes the modal.
        if (!delivered.body) modal = null
        return delivered
      },
      (body) => {
        if (body.response_action === 'errors') {
          modal!.mistakes = body.errors as Record<string, string>
          return see(null)
        }
        modal = withState(modal!, body.view as Fields)
        return isWaiting(modal.view) ? null : see(null)
      },
    )

  async function say(event: Fields): Promise<Seen> {
    return act(acting(), () => delivery.event({ ts: '1.1', team, user, ...event }, { team_id: team }))
  }

  return {
    async say(text) {
      modal = null
      const of = acting()
      kept.push(of.responseUrl)
      const { triggerId, responseUrl } = of
      return act(
        of,
        () => delivery.command({ text, user, team, channel, triggerId, responseUrl }),
        (body) => take(body, { ts: randomUUID(), channel, ephemeral: body.response_type === 'ephemeral' }),
      )
    },
    tell: (text) => say({ type: 'message', channel_type: 'im', channel: directChannel(user), text }),
    mention: (text) => say({ type: 'app_mention', channel, text: `<@${standIn.botUser}> ${text}` }),
    press: async (label, seen) => {
      modal = null
      return pressOn(seen ? shown.get(seen) : last, label)
    },
    pressIn: async (message, label) => {
      modal = null
      const { body, ts, channel: there, thread } = message
      return pressOn({ body, ts, channel: there, ephemeral: false, thread: thread ?? undefined }, label)
    },
    async fill(values) {
      if (!modal) throw new Error('no form is open')
      modal = { ...modal, entered: { ...modal.entered, ...values }, mistakes: {} }
      handedIn = submissionPayload(actor, { id: modal.id, ...modal.view }, stateOf(modal))
      return handIn(handedIn)
    },
    again: () => handIn(handedIn!),
    async look(field, typed) {
      const on = modal && fieldsIn(modal.view).find(({ name }) => name === field)
      if (!modal || !on) throw new Error(`no field ${field}`)
      const { block_id, action_id } = on
      const view = { id: modal.id, ...modal.view }
      const { body } = await delivery.action(
        suggestionPayload(actor, view, { block_id, action_id, value: typed }),
      )
      return ((body?.options as Fields[]) ?? []).map(({ text }) => String((text as Fields).text))
    },
    async shortcut(name) {
      modal = null
      const of = acting()
      return act(of, () => delivery.action(shortcutPayload({ ...actor, triggerId: of.triggerId }, name)))
    },
    async shortcutOf(name, message) {
      modal = null
      const of = acting()
      kept.push(of.responseUrl)
      const who = { ...actor, triggerId: of.triggerId }
      return act(of, () => delivery.action(messageShortcutPayload(who, name, message, of.responseUrl)))
    },
    replaced: () => wasReplaced,
  }
}

type Acting = { handsIn?: boolean; triggerId: string; urls: string[]; on: Shown | null; responseUrl: string }

const labelOf = ({ text }: Fields): string => String((text as Fields).text)

const isWaiting = (view: Fields): boolean => wordsIn(view).startsWith('One moment')

const withoutButtons = (body: Fields): Fields => ({
  ...body,
  blocks: ((body.blocks as Fields[]) ?? []).filter(({ type }) => type !== 'actions'),
})
