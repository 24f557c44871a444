import { evenLetters } from './letters.ts'

/** When a digest is to go out, as far as it was said: ISO weekday and wall time (`HH:mm`). */
export type DigestTime = { weekday: number | null; at: string | null }

/** From Monday on. */
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekday = /\b(mon|tue|wed|thu|fri|sat|sun)(?:s?|r?s?|nes|urs?)?(?:days?)?\b/
const spelt = /\b(noon|midday|midnight)\b/
const clock =
  /\b(?:(\d{1,2})[:.h](\d\d)|(\d\d)(\d\d)|(\d{1,2}))(?:\s?(am|pm|a\.m\.?|p\.m\.?|h|hrs?|hours?|o'?clock))?(?![\w:.])/
const around = /\b(?:weekly|every|each|week|on|at|the|a|from|to|for|digest|now|please|o'?clock|morning)\b/g

/** @returns what the words say; null where something else is said, or there is no such time */
export function readDigestTime(words: string): DigestTime | null {
  const said = evenLetters(words)
  const day = weekday.exec(said)
  const time = timeIn(day ? cut(said, day) : said)
  if (time === null) return null
  if (/[\p{L}\p{N}]/u.test(time.rest.replace(around, ' '))) return null
  return { weekday: day ? dayNames.indexOf(day[1]!) + 1 : null, at: time.at }
}

const cut = (words: string, match: RegExpExecArray): string =>
  `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`

function timeIn(words: string): { at: string | null; rest: string } | null {
  const named = spelt.exec(words)
  if (named) return { at: named[1] === 'midnight' ? '00:00' : '12:00', rest: cut(words, named) }
  const match = clock.exec(words)
  if (!match) return { at: null, rest: words }
  const [, hour, minute, hours, minutes, whole, half = ''] = match
  const at = timeOf(Number(hour ?? hours ?? whole), Number(minute ?? minutes ?? 0), half)
  return at === null ? null : { at, rest: cut(words, match) }
}

function timeOf(hour: number, minute: number, half: string): string | null {
  const twelve = /^[ap]/.test(half)
  if (minute > 59 || hour > 23 || (twelve && (hour < 1 || hour > 12))) return null
  const hours = twelve ? (hour % 12) + (half.startsWith('p') ? 12 : 0) : hour
  return [hours, minute].map((part) => String(part).padStart(2, '0')).join(':')
}
