import { type Fields, isBlank, lengthOf, type Part, partsOf, twice, unwantedIn } from './walk.ts'

/*
 * What Teams takes, written down here a second time: a linter that read the adapter's own limits would not notice a wrong one.
 * Source: learn.microsoft.com/microsoftteams/platform (cards, dialogs, limits) and adaptivecards.io/explorer.
 */

/** Bytes of a message, in the dearer of the two ways Teams may count them. */
const mostBytes = 80_000
/** Buttons in one row, without those in the menu at its end. */
const mostActions = 6
/** Characters of a button's words before Teams cuts them. */
const mostTitle = 40

/** What each element must have, and have words or elements in. */
const needed: { [type: string]: string[] } = {
  AdaptiveCard: ['body'],
  TextBlock: ['text'],
  RichTextBlock: ['inlines'],
  TextRun: ['text'],
  Container: ['items'],
  ColumnSet: ['columns'],
  Column: [],
  FactSet: ['facts'],
  Table: ['rows', 'columns'],
  TableRow: ['cells'],
  TableCell: [],
  ActionSet: ['actions'],
  ProgressBar: [],
  Badge: ['text'],
  Image: ['url', 'altText'],
  'Chart.HorizontalBar': ['data'],
  // Behind words, which are its title.
  'Action.OpenUrl': ['url'],
  'Action.Execute': ['verb', 'title'],
  'Action.Submit': ['title'],
  'Action.ShowCard': ['title'],
  'Action.ToggleVisibility': ['title'],
  'Input.Text': ['id', 'label'],
  'Input.Date': ['id', 'label'],
  'Input.Toggle': ['id', 'title'],
  'Input.ChoiceSet': ['id', 'label'],
  'Data.Query': ['dataset'],
}
/** Newer than the cards' version 1.5, or of Teams alone: elsewhere something else must stand in their place. */
const withFallback = /^(ProgressBar|Badge|Table|Chart\..*|Action\.Execute)$/
/** What is not shown: what a button sends, and who is mentioned. */
const notShown = /(^|\.)(data|entities|msteams)(\.|\[|$)/

/** What is wrong with a message to Teams (`summary`, `attachments`), or a card alone. */
export function faultsOnTeams(shown: object): string[] {
  const json = JSON.stringify(shown)
  const bytes = Math.max(json.length * 2, Buffer.byteLength(json))
  const parts = partsOf(shown).filter(({ at }) => !notShown.test(at))
  const inputs = parts.filter(({ part }) => String(part.type).startsWith('Input.'))
  const cards = parts.filter(({ part }) => part.type === 'AdaptiveCard')
  return [
    ...(bytes > mostBytes ? [`${bytes} bytes`] : []),
    ...('attachments' in shown && isBlank((shown as Fields).summary) ? ['no summary for notifications'] : []),
    ...(cards.length === 0 ? ['no card'] : []),
    ...cards.flatMap(cardFaults),
    ...parts.flatMap(elementFaults),
    ...parts.flatMap(markdownFaults),
    ...inputs.flatMap(inputFaults),
    ...twice(inputs.map(({ part }) => String(part.id))).map((id) => `input ${id} twice`),
    ...(mentionsIn(shown) ? [] : unaddressed(parts)),
    ...(/\{\{\s*(DATE|TIME)/i.test(json) ? ['a date to be formatted by the client'] : []),
    ...unwantedIn(shown),
  ]
}

function cardFaults({ at, part }: Part): string[] {
  // What a button unfolds is inside a card that says all of it.
  if (/actions\[\d+\]\.card$/.test(at)) return []
  return [
    ...(part.version === '1.5' ? [] : [`${at}: version ${String(part.version)}`]),
    ...(isBlank(part.fallbackText) ? [`${at}: no fallbackText`] : []),
    ...(isBlank(part.speak) ? [`${at}: no speak`] : []),
    ...(/[<>]/.test(String(part.speak)) ? [`${at}: markup in speak`] : []),
  ]
}

function elementFaults({ at, part }: Part): string[] {
  const type = String(part.type ?? '')
  if (type === '' || !/^[A-Z]/.test(type)) return []
  const must = needed[type]
  if (!must) return [`${at}: an element "${type}"`]
  const missing = must.filter((key) => (type === 'TextRun' ? part[key] === '' : lengthOf(part[key]) === 0))
  const replaced = withFallback.test(type) && part.fallback === undefined
  const button = type.startsWith('Action.') && lengthOf(part.title) > mostTitle
  return [
    ...missing.map((key) => `${at}: ${type} without ${key}`),
    ...(replaced ? [`${at}: ${type} without a fallback`] : []),
    ...(button ? [`${at}: a title of ${lengthOf(part.title)} characters`] : []),
    ...(type === 'ActionSet' && inRow(part) > mostActions ? [`${at}: ${inRow(part)} buttons`] : []),
    ...(type === 'TextBlock' && part.wrap !== true && part.fontType !== 'Monospace'
      ? [`${at}: text that does not wrap`]
      : []),
  ]
}

const inRow = ({ actions }: Fields): number => (Array.isArray(actions) ? actions.length : 0)

function inputFaults({ at, part }: Part): string[] {
  const choices = Array.isArray(part.choices) ? (part.choices as Fields[]) : []
  const values = choices.map(({ value }) => String(value))
  return [
    ...(part.isRequired === true && isBlank(part.errorMessage)
      ? [`${at}: nothing to say where it is left empty`]
      : []),
    ...twice(values).map((value) => `${at}: choice ${value} twice`),
    ...(choices.some(({ title, value }) => isBlank(title) || isBlank(value))
      ? [`${at}: a choice without words`]
      : []),
  ]
}

/** The texts that Teams reads as markdown: in them only emphasis and links of ours may be left. */
function markdownFaults({ at, part }: Part): string[] {
  const texts =
    part.type === 'TextBlock'
      ? [part.text]
      : part.type === 'AdaptiveCard'
        ? String(part.fallbackText).split('\n')
        : part.type === 'FactSet'
          ? (part.facts as Fields[]).flatMap(({ title, value }) => [title, value])
          : []
  return texts.map(String).flatMap((text) => {
    const bare = text.replace(/<at>[^<>]*<\/at>/g, '').replace(/\\[!-/:-@[-`{-~]/g, '·')
    const words = bare.replace(/\[[^[\]]*\]\(https?:[^()\s]*\)/g, 'link')
    return [
      ...(/!\[|[[\]`~<\n]|&#?\w+;/.test(words) ? [`${at}: unescaped: ${words.slice(0, 80)}`] : []),
      ...(/^(\s{4}|\s*[-+#>=]|\s*\d+[.)])/.test(words)
        ? [`${at}: would be a list or heading: ${words.slice(0, 40)}`]
        : []),
    ]
  })
}

const mentionsIn = (shown: object): boolean => JSON.stringify(shown).includes('"entities"')

/** Where nobody is mentioned, no words may look like it. */
const unaddressed = (parts: Part[]): string[] =>
  parts.flatMap(({ at, part }) =>
    typeof part.text === 'string' && /<\s*\/?\s*at/i.test(part.text) ? [`${at}: a mention of nobody`] : [],
  )
