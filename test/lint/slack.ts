import { type Fields, isBlank, lengthOf, type Part, partsOf, twice, unwantedIn } from './walk.ts'

/*
 * What Slack takes, written down here a second time: a linter that read the adapter's own limits would not notice a wrong one.
 * Source: docs.slack.dev/reference/block-kit and /reference/views; the text of a whole message was measured.
 */

const mostBlocks = { message: 50, modal: 100, home: 100 }
const mostText = 9_000

/** Elements of lists, by the type that holds them. */
const mostOf: { [type: string]: { [key: string]: number } } = {
  section: { fields: 10 },
  context: { elements: 10 },
  actions: { elements: 25 },
  table: { rows: 100 },
  static_select: { options: 100 },
  radio_buttons: { options: 10 },
  checkboxes: { options: 10 },
}

/** Characters of what stands in an object of a type; a text object's are its `text`. */
const mostCharacters: { [type: string]: { [key: string]: number } } = {
  header: { text: 150 },
  section: { text: 3_000 },
  button: { text: 75, value: 2_000, url: 3_000, accessibility_label: 75 },
  input: { label: 2_000, hint: 2_000 },
  plain_text_input: { placeholder: 150, initial_value: 3_000 },
  static_select: { placeholder: 150 },
  external_select: { placeholder: 150 },
  url_text_input: { placeholder: 150, initial_value: 3_000 },
  datepicker: { placeholder: 150 },
  modal: { title: 24, submit: 24, close: 24, private_metadata: 3_000 },
  home: { private_metadata: 3_000 },
  image: { alt_text: 2_000 },
}
const anyCharacters: { [key: string]: number } = { action_id: 255, block_id: 255, callback_id: 255 }
const confirmation: { [key: string]: number } = { title: 100, text: 300, confirm: 30, deny: 30 }
const option: { [key: string]: number } = { text: 75, value: 75, description: 75 }

const blocks = ['header', 'context', 'section', 'rich_text', 'table', 'divider', 'actions', 'input', 'image']

/** What is wrong with something that Slack is to show; none when Slack would take it, and every reader has it. */
export function faultsOnSlack(shown: object): string[] {
  const fields = shown as Fields
  const surface = fields.type === 'modal' ? 'modal' : fields.type === 'home' ? 'home' : 'message'
  const all = Array.isArray(fields.blocks) ? (fields.blocks as Fields[]) : []
  const parts = partsOf(shown)
  return [
    ...(all.length === 0 ? ['no blocks'] : []),
    ...(all.length > mostBlocks[surface] ? [`${all.length} blocks`] : []),
    ...all
      .filter(({ type }) => !blocks.includes(String(type)))
      .map(({ type }) => `a block "${String(type)}"`),
    ...(surface === 'message' ? messageFaults(fields, all) : titleFaults(fields, surface)),
    ...parts.flatMap(sizeFaults),
    ...parts.flatMap(emptyFaults),
    ...parts.flatMap(markupFaults),
    ...parts.flatMap(choiceFaults),
    ...twice(idsIn(parts, 'action_id')).map((id) => `action_id ${id} twice`),
    ...twice(idsIn(parts, 'block_id')).map((id) => `block_id ${id} twice`),
    ...unwantedIn(shown),
  ]
}

const idsIn = (parts: Part[], key: string): string[] =>
  parts.flatMap(({ part }) => (typeof part[key] === 'string' ? [part[key]] : []))

function messageFaults({ text, ...message }: Fields, all: Fields[]): string[] {
  let length = lengthOf(text)
  JSON.stringify(message, (key, value: unknown) => {
    if ((key === 'text' || key === 'url') && typeof value === 'string') length += value.length
    return value
  })
  return [
    ...(isBlank(text) ? ['no text for notifications and screen readers'] : []),
    ...(lengthOf(text) > 4_000 ? [`text of ${lengthOf(text)}`] : []),
    ...(/<(?!https?:|mailto:)|(?<=^|[^|])>(?!.)/.test(String(text).replace(/<[^<>]*>/g, ''))
      ? ['markup in text']
      : []),
    ...(/<[!@#]/.test(String(text)) ? ['a mention in text'] : []),
    ...(length > mostText ? [`${length} characters in all`] : []),
    ...(all.filter(({ type }) => type === 'table').length > 1 ? ['more than one table'] : []),
  ]
}

const titleFaults = ({ title, submit }: Fields, surface: string): string[] =>
  surface !== 'modal'
    ? []
    : [title, submit]
        .filter((text) => text !== undefined && isBlank((text as Fields).text))
        .map(() => 'a modal without its words')

function sizeFaults({ at, part }: Part): string[] {
  const type = String(part.type ?? '')
  const inConfirm = at.endsWith('confirm') && part.title !== undefined
  const inOptions = /(options\[\d+\]|initial_option)$/.test(at)
  const most = {
    ...anyCharacters,
    ...mostCharacters[type],
    ...(inConfirm ? confirmation : {}),
    ...(inOptions ? option : {}),
  }
  const long = Object.entries(most).flatMap(([key, limit]) => {
    const length = charactersOf(part[key])
    return length > limit ? [`${at}.${key}: ${length} characters`] : []
  })
  const many = Object.entries(mostOf[type] ?? {}).flatMap(([key, limit]) =>
    lengthOf(part[key]) > limit ? [`${at}.${key}: ${lengthOf(part[key])} of them`] : [],
  )
  const fields = type === 'section' && Array.isArray(part.fields) ? (part.fields as Fields[]) : []
  const wide = type === 'table' && (part.rows as unknown[][]).some((row) => row.length > 20)
  return [
    ...long,
    ...many,
    ...fields.filter(({ text }) => lengthOf(text) > 2_000).map(() => `${at}: a field too long`),
    ...(wide ? [`${at}: more than 20 columns`] : []),
  ]
}

const charactersOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? lengthOf((value as Fields).text) : lengthOf(value)

/** What Slack refuses without words or elements; and what a screen reader would pass over. */
function emptyFaults({ at, part }: Part): string[] {
  const type = String(part.type ?? '')
  const wordless =
    ['mrkdwn', 'plain_text'].includes(type) || (type === 'text' && at.includes('elements'))
      ? part.text === '' || (type !== 'text' && isBlank(part.text))
      : false
  const lists = ['elements', 'fields', 'rows', 'options']
  const empty = lists.filter((key) => Array.isArray(part[key]) && lengthOf(part[key]) === 0)
  return [
    ...(wordless ? [`${at}: no words`] : []),
    ...empty.map((key) => `${at}.${key}: empty`),
    ...(type === 'section' && !part.text && !part.fields ? [`${at}: a section of nothing`] : []),
    ...(type === 'image' && isBlank(part.alt_text) ? [`${at}: no alt text`] : []),
    ...(type === 'button' && isBlank((part.text as Fields)?.text) ? [`${at}: a button without words`] : []),
    ...(type === 'button' && isBlank(part.action_id) ? [`${at}: a button without a name`] : []),
    ...(type === 'input' && isBlank((part.label as Fields)?.text)
      ? [`${at}: a field without its label`]
      : []),
  ]
}

/** In mrkdwn, only what we make may have a meaning: links, mentions by id, emphasis. */
function markupFaults({ at, part }: Part): string[] {
  if (part.type === 'mrkdwn') {
    const rest = String(part.text).replace(/<(?:(?:https?:\/\/|mailto:)[^<>|]*\|[^<>]*|@[UW][A-Z0-9]+)>/g, '')
    return [
      ...(/[<>]/.test(rest) ? [`${at}: unescaped: ${rest.slice(0, 80)}`] : []),
      ...(/&(?!amp;|lt;|gt;)/.test(rest) ? [`${at}: a bare ampersand`] : []),
      ...(/:[a-z0-9_+'-]+:/i.test(rest) ? [`${at}: an emoji out of words`] : []),
      ...(part.verbatim === true ? [] : [`${at}: mrkdwn that is not verbatim`]),
    ]
  }
  if (['broadcast', 'usergroup', 'channel', 'team'].includes(String(part.type)))
    return [`${at}: ${String(part.type)}`]
  if (part.type === 'user' && !/^[UW][A-Z0-9]+$/.test(String(part.user_id))) return [`${at}: nobody's id`]
  return []
}

/** What is chosen already is among the options, and no option stands twice. */
function choiceFaults({ at, part }: Part): string[] {
  if (!Array.isArray(part.options)) return []
  const values = (part.options as Fields[]).map(({ value }) => String(value))
  const chosen = (part.initial_option as Fields | undefined)?.value
  return [
    ...twice(values).map((value) => `${at}: option ${value} twice`),
    ...(chosen === undefined || values.includes(String(chosen))
      ? []
      : [`${at}: chosen is none of the options`]),
    ...((part.options as Fields[]).some(
      ({ text, value }) => isBlank((text as Fields)?.text) || isBlank(value),
    )
      ? [`${at}: an option without words or value`]
      : []),
  ]
}
