import type { Field, Form } from '../../src/chat/form.ts'
import { strong, wordsOf } from '../../src/chat/view.ts'
import { execute, SUBMIT_VERB } from './buttons.ts'
import { choiceInput, searchInput } from './choices.ts'
import { beginning, clean, escapeMarkdown } from './escape.ts'
import type { Fields } from './fields.ts'
import { INPUTS } from './handed-in.ts'
import { ENTRIES_TEXT, PASTED_TEXT, SHORT_FORM, SPEAK_TEXT, SUMMARY_TEXT } from './limits.ts'
import type { AdaptiveCard, TeamsMessage } from './render.ts'
import type { Element } from './rich-text.ts'
import { richLines } from './rich-text.ts'

const cardType = 'application/vnd.microsoft.card.adaptive'

/** A form as one message: its inputs on a card, which says the title itself. */
export const formMessage = (form: Form): TeamsMessage => cardMessage(formCard(form, 'message'))

export const cardMessage = (card: AdaptiveCard): TeamsMessage => ({
  summary: beginning(card.speak, SUMMARY_TEXT),
  attachments: [{ contentType: cardType, content: card }],
})

/** A form as Teams' dialog, which shows the title above the card. */
export const formDialog = (form: Form): object =>
  dialog(form.title, formCard(form, 'dialog'), form.fields.length > SHORT_FORM ? 'large' : 'medium')

/** A dialog with `card` in it. Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards, "TaskInfo". */
export const dialog = (title: string, card: object, height: 'medium' | 'large' = 'medium'): object => ({
  task: {
    type: 'continue',
    value: {
      title: clean(title),
      height,
      width: 'medium',
      card: { contentType: cardType, content: card },
    },
  },
})

export const handingIn = (shown: { title: string }, data: Fields, shownIn: 'message' | 'dialog'): Element =>
  shownIn === 'message' ? execute(SUBMIT_VERB, shown, data) : { type: 'Action.Submit', ...shown, data }

/** A dialog that says something, and has nothing to fill in. */
export const dialogWords = (value: string): object => ({
  task: { type: 'message', value: clean(value) },
})

export function formCard(form: Form, shownIn: 'message' | 'dialog'): AdaptiveCard {
  const { title, notice, fields, mistakes = {}, key, submit } = form
  const heading = {
    type: 'TextBlock',
    text: escapeMarkdown(title),
    wrap: true,
    weight: 'Bolder',
    size: 'Large',
    style: 'heading',
  }
  const most = mostOf(fields)
  const shown = { title: clean(submit), style: 'positive' }
  const data = { form: key }
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: inWords(form).map(escapeMarkdown).join('\n'),
    speak: beginning(spoken(form), SPEAK_TEXT),
    body: [
      ...(shownIn === 'message' ? [heading] : []),
      ...notice.flatMap((line) => richLines(line)),
      ...fields.flatMap((field, at) => [
        ...groupLine(field, fields[at - 1]),
        input(field, key, most),
        ...(field.hint ? richLines([field.hint], { small: true }, { spacing: 'None' }) : []),
        ...mistakeLine(mistakes[field.name]),
      ]),
    ],
    actions: [handingIn(shown, data, shownIn)],
  }
}

/** What a form asks, and why it is shown again, for those who hear it or see no card. */
const inWords = ({ title, notice, fields, mistakes = {} }: Form): string[] => [
  `${title}: a form to fill in.`,
  ...notice.map(wordsOf),
  ...fields.map(({ name, label }) => (mistakes[name] ? `${label}: ${mistakes[name]}` : label)),
]

/** Spoken words may be SSML, whose tags fetch sounds from anywhere. */
const spoken = (form: Form): string =>
  clean(inWords(form).join(' ').replace(/[<>]/g, ' ')).replace(/\n/g, ' ')

/** Characters an entry may have that is shown again: all of them, unless together they fill the card. */
function mostOf(fields: Field[]): number {
  const entered = fields.reduce((sum, { value }) => sum + (typeof value === 'string' ? value.length : 0), 0)
  return entered <= ENTRIES_TEXT ? ENTRIES_TEXT : Math.floor(ENTRIES_TEXT / fields.length)
}

const mistakeLine = (mistake: string | undefined): Element[] =>
  mistake === undefined
    ? []
    : [{ type: 'TextBlock', text: escapeMarkdown(mistake), wrap: true, color: 'Attention', spacing: 'None' }]

/** The name of a group, above its first box. */
function groupLine(field: Field, before: Field | undefined): Element[] {
  const groupOf = (each: Field | undefined) => (each?.kind === 'yes/no' ? each.group : undefined)
  const group = groupOf(field)
  if (group === undefined || group === groupOf(before)) return []
  return richLines([strong(group)], {}, { spacing: 'Medium' })
}

function input(field: Field, key: string, most: number): Element {
  const { name, label, required } = field
  const own = {
    id: `${INPUTS}${name}`,
    label: clean(label),
    ...(required ? { isRequired: true, errorMessage: `Fill in "${clean(label)}".` } : {}),
  }
  const written = (value: string | undefined) =>
    value === undefined ? {} : { value: beginning(clean(value), most) }
  switch (field.kind) {
    case 'text':
      return { type: 'Input.Text', ...own, maxLength: PASTED_TEXT, ...written(field.value) }
    case 'long text':
      return {
        type: 'Input.Text',
        ...own,
        isMultiline: true,
        maxLength: PASTED_TEXT,
        ...written(field.value),
      }
    case 'link':
      return { type: 'Input.Text', ...own, style: 'Url', maxLength: PASTED_TEXT, ...written(field.value) }
    case 'date':
      return { type: 'Input.Date', ...own, ...written(field.value) }
    case 'yes/no': {
      // Required, it would have to be on.
      const { id, label: title } = own
      const value = field.value ? 'yes' : 'no'
      return {
        type: 'Input.Toggle',
        id,
        title: escapeMarkdown(title),
        wrap: true,
        valueOn: 'yes',
        valueOff: 'no',
        value,
      }
    }
    case 'choice':
      return { ...choiceInput(field, own), ...written(field.value) }
    case 'search':
      return { ...searchInput(field, own, { form: key, field: name }, most), ...written(field.value?.value) }
  }
}
