import { commands } from '../../src/commands/index.ts'
import { activityCodes, type Code, codes, mayBeTold, type Reader, type Secret } from './record.ts'

const names: Record<Code, string> = { JP: 'Japan', KR: 'Korea', GR: 'Greece', PL: 'Poland' }
export const nobody: Reader = { own: [], areas: [], regions: [], secretariat: false }

/** Every question of the table, in every form that names something, and a search for words of the record. */
export function questions(secrets: Secret[]): string[] {
  const asked = commands.filter(({ changes, may }) => !changes && may === 'admitted')
  const named = activityCodes.flatMap((code) => [
    code,
    `${code}.1`,
    `${code}.2`,
    ...codes.map((own) => `${code}/${own}`),
  ])
  const subjects = ['', 'ipr', 'tf', ...named, 'japan', 'greece']
  const searched = secrets.slice(0, 12).map(({ word }) => `search ${word}`)
  const all = asked.flatMap(({ name }) => {
    if (name === 'search')
      return ['search report', 'search draft sent', 'search share note', 'search example']
    if (
      name === 'more' ||
      name === 'help' ||
      name === 'who' ||
      name === 'mine' ||
      name === 'home' ||
      name === 'summary'
    )
      return [name]
    return subjects.map((subject) => `${name} ${subject}`.trim())
  })
  return [...all, ...searched]
}

const tellsLate = /overdue|\blate\b|past (its|their|the)|silent|ageing/i

/** The words in an answer that its readers may not read, and the administrations that they may not be told are late. */
export function faultsIn(answer: string, secrets: Secret[], reader: Reader): string[] {
  const read = secrets.filter(({ word, readableBy }) => answer.includes(word) && !readableBy(reader))
  const told = answer
    .split('\n')
    // Who is fresh may be told beside one's own silence.
    .map((line) => line.replace(/Fresh: [^·]*/, ''))
    .filter((line) => tellsLate.test(line))
    .flatMap((line) =>
      codes
        .filter((code) => new RegExp(`${names[code]}|/${code}\\b`).test(line))
        .filter((code) => !['IPR', 'TF'].some((area) => mayBeTold(reader, code, area)))
        .map((code) => `${names[code]} in "${line.slice(0, 160)}"`),
    )
  return [...read.map(({ word, what }) => `${word}: ${what}`), ...told]
}
