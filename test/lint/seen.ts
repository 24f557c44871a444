import { partsOf } from './walk.ts'

/** What somebody sees on Slack, all of it: what is data stands as it is, and mrkdwn is unescaped. */
export const seenOnSlack = (payload: object): string =>
  partsOf(payload)
    .flatMap(({ part: { type, text } }) => {
      if (typeof text !== 'string') return []
      if (type !== 'mrkdwn') return [text]
      return [text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')]
    })
    .join('\n')

/** What somebody sees on Teams: words of a run as they are, markdown without its backslashes, and nothing that has no width. */
export const seenOnTeams = (payload: object): string =>
  partsOf(payload)
    .flatMap(({ at, part }) => {
      // What stands for an element elsewhere is seen instead of it, and the buttons send what nobody sees.
      if (/(^|\.)(fallback|data)(\.|\[|$)/.test(at)) return []
      if (part.type === 'TextRun') return [String(part.text)]
      if (part.type === 'TextBlock') return [unescaped(part.text)]
      return 'value' in part && 'title' in part ? [unescaped(part.title), unescaped(part.value)] : []
    })
    .join('\n')
    .replaceAll('\u200b', '')

const unescaped = (markdown: unknown): string => String(markdown).replace(/\\([!-/:-@[-`{-~])/g, '$1')
