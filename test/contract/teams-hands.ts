import {
  executed,
  messageAction,
  type Pressing,
  personalConversation,
  type TeamsMessage,
  type TeamsStandIn,
  type TeamsTenant,
} from '../stand-ins/teams.ts'
import { markdownWords } from '../stand-ins/teams-messages.ts'
import type { Hands, Seen, SeenForm } from './hands.ts'

type Fields = Record<string, unknown>

/** A card before somebody's eyes: on a message of that id in that conversation, or in a dialog, which was opened there. */
type Before = {
  card: Fields
  title?: string
  on: { id: string; conversation: string } | null
  dialog?: { at: Pressing; handsIn: string }
}

/** Somebody at Teams, in their own chat with the bot; `pressIn` presses what stands elsewhere. */
export type TeamsHands = Hands & {
  /** Presses the button of that label on a message of the bot. */
  pressIn(message: TeamsMessage, label: string): Promise<Seen>
  /** Uses the action of that name on a message of a group chat, with these fields in Teams' words. */
  use(commandId: string, said?: Fields): Promise<Seen>
}

/**
 * One person of a tenant. A button that asks whether they are sure is unfolded, and answered with yes. What the bot says in their own chat,
 * they see, whatever they pressed.
 */
export function teamsHands(
  { tenant, standIn }: { tenant: TeamsTenant; standIn: TeamsStandIn },
  user: string,
): TeamsHands {
  const chat = personalConversation(user)
  let before: Before | null = null
  const shown = new Map<Seen, Before | null>()

  function see(text: string, card: Before | null): Seen {
    before = card
    const seen = {
      text,
      buttons: card ? buttonsOf(card.card).map(titleOf) : [],
      form: card ? formOf(card) : null,
    }
    shown.set(seen, card)
    return seen
  }

  /** What is new in the chat since `count` messages stood there. */
  function fromChat(count: number, said = ''): Seen {
    const fresh = standIn.messages(chat).slice(count)
    const last = fresh.at(-1)
    const text = [said, ...fresh.map(({ text: each }) => each)].filter((each) => each !== '').join('\n')
    return see(text, last?.card ? { card: last.card, on: last } : null)
  }

  function afterAsking(body: string, count: number, on: Before['on'], dialog: Before['dialog']): Seen {
    const answer = (body === '' ? {} : JSON.parse(body)) as Fields
    const task = answer.task as Fields | undefined
    if (task?.type === 'continue') {
      const { title, card } = task.value as { title: string; card: { content: Fields } }
      const shows = { card: card.content, title, on: null, ...(dialog ? { dialog } : {}) }
      const words = formOf(shows) ? '' : markdownWords(String(card.content.fallbackText))
      return see(words, shows)
    }
    const said = String(
      task ? task.value : answer.type === 'application/vnd.microsoft.activity.message' ? answer.value : '',
    )
    if (answer.type !== 'application/vnd.microsoft.card.adaptive') return fromChat(count, said)
    const card = answer.value as Fields
    return see(markdownWords(String(card.fallbackText)), { card, on })
  }

  async function act(action: Fields, { on, dialog }: Before, entered: Fields): Promise<Seen> {
    const count = standIn.messages(chat).length
    const data = { ...(action.data as Fields), ...entered }
    const scope = on && on.conversation !== chat ? ('channel' as const) : ('personal' as const)
    const at = dialog?.at ?? {
      user,
      scope,
      ...(on ? { card: on.id, ...(scope === 'channel' ? { conversation: on.conversation } : {}) } : {}),
    }
    const handsIn = dialog?.handsIn ?? 'task/submit'
    const opens = (data.msteams as Fields | undefined)?.type === 'task/fetch'
    const asked = opens
      ? await tenant.invoke('task/fetch', { data }, at)
      : action.type === 'Action.Submit'
        ? await tenant.invoke(handsIn, { commandId: 'attach', data }, at)
        : await tenant.invoke('adaptiveCard/action', executed(action.verb, data), at)
    if (asked.status !== 200) throw new Error(`Teams was answered ${asked.status}`)
    return afterAsking(asked.body, count, on, { at, handsIn })
  }

  function pressOn(card: Before | null | undefined, label: string): Promise<Seen> {
    const button = card && buttonsOf(card.card).find((each) => titleOf(each) === label)
    if (!button)
      throw new Error(
        `no button "${label}", but ${card ? buttonsOf(card.card).map(titleOf).join(', ') : 'no card'}`,
      )
    const unfolded = button.type === 'Action.ShowCard' ? buttonsOf(button.card as Fields)[0]! : button
    return act(unfolded, card, {})
  }

  return {
    async say(text) {
      const count = standIn.messages(chat).length
      await tenant.personal(text, { user })
      return fromChat(count)
    },
    press: async (label, seen) => pressOn(seen ? shown.get(seen) : before, label),
    pressIn: async (message, label) => pressOn({ card: message.card ?? {}, on: message }, label),
    async fill(values) {
      const filled = before
      const [hand] = filled ? ((filled.card.actions as Fields[]) ?? []) : []
      if (!filled || !hand) throw new Error('no form is open')
      const held = inputsOf(filled.card).map(({ id, value }) => [id, value ?? ''])
      const given = Object.entries(values).map(([name, value]) => [`in.${name}`, value])
      const entered = Object.fromEntries([...held, ...given])
      const seen = await act(hand, filled, entered)
      // Nothing but a sentence under it: the card stays, with what was entered.
      if (before === null && filled.on) before = { ...filled, card: withEntered(filled.card, entered) }
      return seen
    },
    async use(commandId, said = {}) {
      const count = standIn.messages(chat).length
      const at = { user, scope: 'groupChat' } as const
      const { body } = await tenant.invoke('composeExtension/fetchTask', messageAction(commandId, said), at)
      return afterAsking(body, count, null, { at, handsIn: 'composeExtension/submitAction' })
    },
    async look(field, typed) {
      const input = before && inputsOf(before.card).find(({ id }) => id === `in.${field}`)
      const listed = (input?.choices ?? []) as Fields[]
      const { dataset } = (input?.['choices.data'] ?? {}) as Fields
      // A list is looked through.
      if (dataset === undefined)
        return listed.map(titleOf).filter((title) => title.toLowerCase().includes(typed.toLowerCase()))
      const value = { queryText: typed, queryOptions: { skip: 0, top: 15 }, dataset }
      const { body } = await tenant.invoke('application/search', value, { user, scope: 'personal' })
      const { results } = (JSON.parse(body) as { value: { results: { title: string }[] } }).value
      return results.map(({ title }) => title)
    },
  }
}

const titleOf = ({ title }: Fields): string => String(title)

/** What can be pressed on a card, in its order; a button that hands in the card's inputs is not among them. */
export function buttonsOf(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(buttonsOf)
  if (typeof value !== 'object' || value === null) return []
  const { type, title, verb, data } = value as Fields
  const inputs = (data as Fields | undefined)?.form !== undefined || verb === 'submit'
  if (typeof type === 'string' && /^Action\.(Execute|Submit|ShowCard)$/.test(type) && title !== undefined)
    return inputs ? [] : [value as Fields]
  return Object.values(value).flatMap(buttonsOf)
}

function inputsOf(card: Fields): Fields[] {
  return ((card.body as Fields[]) ?? []).filter(({ type }) => String(type).startsWith('Input.'))
}

const withEntered = (card: Fields, entered: Fields): Fields => ({
  ...card,
  body: ((card.body as Fields[]) ?? []).map((each) =>
    String(each.id) in entered ? { ...each, value: entered[String(each.id)] } : each,
  ),
})

function formOf({ card, title }: Before): SeenForm | null {
  const body = (card.body as Fields[]) ?? []
  const first = body.findIndex(({ type }) => String(type).startsWith('Input.'))
  if (first < 0) return null
  const above = body.slice(0, first)
  const heading = above.find(({ style }) => style === 'heading')
  return {
    title: title ?? wordsIn(heading),
    notice: above
      .filter((each) => each !== heading)
      .map(wordsIn)
      .join('\n'),
    fields: body.flatMap((input, at) => {
      if (!String(input.type).startsWith('Input.')) return []
      const rest = body.slice(at + 1)
      const next = rest.findIndex(({ type }) => String(type).startsWith('Input.'))
      const below = next < 0 ? rest : rest.slice(0, next)
      const mistake = below.find(({ color }) => color === 'Attention')
      const { value } = input
      return [
        {
          name: String(input.id).replace(/^in\./, ''),
          label: markdownWords(String(input.label ?? input.title)),
          ...(value === undefined ? {} : { value: String(value) }),
          ...(mistake ? { mistake: wordsIn(mistake) } : {}),
        },
      ]
    }),
  }
}

function wordsIn(element: Fields | undefined): string {
  if (element?.type === 'TextBlock') return markdownWords(String(element.text))
  return ((element?.inlines as Fields[]) ?? []).map(({ text }) => String(text)).join('')
}
