import type { Field, Form, Option, Values } from '../../src/chat/form.ts'
import type { FormReply } from '../../src/chat/request.ts'
import { type Block, code, numbered, small, strong, text, type View } from '../../src/chat/view.ts'
import { hear } from './question.ts'

/**
 * A form that is being asked for, one field after the other: what is entered so far, the names of the fields that are still to be asked,
 * and what the last search found. It travels with the lines of whoever is asked, and is plain data.
 */
export type Dialogue = { form: Form; values: Values; left: string[]; found: Option[] }

/** What is shown next, whether what was asked for is done, and what is asked then; null when nothing is. */
export type Turn = { show: View; ok: boolean; dialogue: Dialogue | null }

/** What a dialogue asks of the core. */
export type Asking = {
  submit(key: string, values: Values): Promise<FormReply | null>
  suggest(key: string, field: string, typed: string): Promise<Option[]>
}

/** What comes of opening a form or of handing one in: the answer, or the next question. */
export async function turnOf(reply: FormReply | null, asking: Asking): Promise<Turn> {
  if (!reply) return { show: { blocks: [] }, ok: true, dialogue: null }
  if (reply.kind === 'reply')
    return { show: reply.reply.show, ok: reply.reply.outcome === 'done', dialogue: null }
  const { form } = reply
  const wrong = form.fields.filter(({ name }) => form.mistakes?.[name] !== undefined)
  const asked = wrong.length > 0 ? wrong : form.fields
  const left = asked.map(({ name }) => name)
  const dialogue = await lookedUp({ form, values: heldIn(form), left, found: [] }, asking)
  const above: Block[] =
    wrong.length > 0
      ? []
      : [
          text(strong(form.title)),
          ...form.notice.map((line) => text(...line)),
          small(
            'One question after the other. Enter keeps what stands in brackets; ',
            code('back'),
            ' asks the one before; ',
            code('cancel'),
            ' ends.',
          ),
        ]
  return { show: { blocks: [...above, ...question(dialogue)] }, ok: wrong.length === 0, dialogue }
}

/** An answer to the field that is asked, and what comes of it. */
export async function answered(dialogue: Dialogue, line: string, asking: Asking): Promise<Turn> {
  const field = asked(dialogue)
  if (/^\s*cancel[.!]?\s*$/i.test(line))
    return { show: { blocks: [text('Cancelled: nothing was recorded.')] }, ok: true, dialogue: null }
  if (/^\s*back[.!]?\s*$/i.test(line)) return before(dialogue, asking)
  if (!field)
    return line.trim() === ''
      ? handedIn(dialogue, asking)
      : { show: { blocks: [heldBack] }, ok: false, dialogue }
  const { form, values } = dialogue
  const heard = await hear(field, line, {
    held: values[field.name],
    found: dialogue.found,
    suggest: (typed) => asking.suggest(form.key, field.name, typed),
  })
  if ('again' in heard) {
    const again = { ...dialogue, found: heard.found }
    return { show: { blocks: [text(heard.again), ...question(again)] }, ok: false, dialogue: again }
  }
  const { [field.name]: _, ...others } = values
  const entered = heard.value === undefined ? others : { ...others, [field.name]: heard.value }
  const then: Dialogue = { ...dialogue, values: entered, left: dialogue.left.slice(1), found: [] }
  if (then.left.length === 0) return handedIn(then, asking)
  const next = await lookedUp(then, asking)
  return { show: { blocks: question(next) }, ok: true, dialogue: next }
}

/** The question before the one that is asked, with what was answered to it. */
async function before(dialogue: Dialogue, asking: Asking): Promise<Turn> {
  const { fields } = dialogue.form
  const field = asked(dialogue)
  const earlier = fields[(field ? fields.indexOf(field) : fields.length) - 1]
  if (!earlier) {
    const first = small('This is the first question; ', code('cancel'), ' ends.')
    return { show: { blocks: [first, ...question(dialogue)] }, ok: false, dialogue }
  }
  const then = await lookedUp({ ...dialogue, left: [earlier.name, ...dialogue.left], found: [] }, asking)
  return { show: { blocks: question(then) }, ok: true, dialogue: then }
}

const heldBack = small('What you entered is kept. Enter hands it in again; ', code('cancel'), ' ends.')

/** What is refused, or fails, takes nothing from whoever entered it. */
async function handedIn(dialogue: Dialogue, asking: Asking): Promise<Turn> {
  const turn = await turnOf(await asking.submit(dialogue.form.key, dialogue.values), asking)
  if (turn.ok || turn.dialogue) return turn
  return { show: { ...turn.show, blocks: [...turn.show.blocks, heldBack] }, ok: false, dialogue }
}

/** What a search finds before anything is typed, the likeliest first. */
async function lookedUp(dialogue: Dialogue, { suggest }: Asking): Promise<Dialogue> {
  const field = asked(dialogue)
  if (field?.kind !== 'search' || dialogue.values[field.name] !== undefined) return dialogue
  return { ...dialogue, found: await suggest(dialogue.form.key, field.name, '') }
}

const asked = ({ form, left }: Dialogue): Field | undefined =>
  form.fields.find(({ name }) => name === left[0])

function question(dialogue: Dialogue): Block[] {
  const field = asked(dialogue)
  if (!field) return []
  const { form, values, found } = dialogue
  const mistake = form.mistakes?.[field.name]
  const options = field.kind === 'choice' ? field.options : found
  const ways = howTo(field, values[field.name] !== undefined)
  return [
    ...(mistake ? [text(mistake)] : []),
    text(strong(field.label), field.required ? '' : ' (may be left empty)'),
    ...(field.hint ? [small(field.hint)] : []),
    ...(ways ? [small(ways)] : []),
    ...(options.length > 0
      ? [numbered(options.map(({ label, note }) => [label, ...(note ? [` · ${note}`] : [])]))]
      : []),
    ...(values[field.name] === undefined ? [] : [text(`[${shown(field, values[field.name]!)}]`)]),
  ]
}

function howTo({ kind, required }: Field, filled: boolean): string {
  const ways: Partial<Record<Field['kind'], string>> = {
    choice: 'A number, or its words.',
    search: 'Its number, or a few words of it.',
    date: 'A day, as 2011-03-31.',
    'yes/no': 'Yes or no.',
  }
  const empties = filled && !required && kind !== 'yes/no'
  return [ways[kind], empties ? 'A minus sign empties it.' : ''].filter(Boolean).join(' ')
}

function shown(field: Field, value: string): string {
  if (field.kind === 'choice') return field.options.find((each) => each.value === value)?.label ?? value
  return field.kind === 'search' && field.value?.value === value ? field.value.label : value
}

function heldIn({ fields }: Form): Values {
  const held: Values = {}
  for (const field of fields) {
    if (field.value === undefined) continue
    if (field.kind === 'yes/no') held[field.name] = field.value ? 'yes' : 'no'
    else held[field.name] = field.kind === 'search' ? field.value.value : field.value
  }
  return held
}

/** Whether something that came over a socket is a dialogue, as far as what is read of it here. */
export function isDialogue(value: unknown): value is Dialogue {
  const { form, values, left, found } = (value ?? {}) as Partial<Dialogue>
  const lists = [form?.fields, form?.notice, left, found].every(Array.isArray)
  return lists && typeof form?.key === 'string' && typeof values === 'object' && values !== null
}
