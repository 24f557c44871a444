import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'
import type { TableCommand } from '../../src/commands/command.ts'
import { commands } from '../../src/commands/index.ts'
import { spokenLine } from '../../src/commands/parse.ts'
import { understand } from '../../src/commands/understand.ts'
import type { Directory } from '../../src/domain/facts.ts'
import { loadProgramme } from '../../src/programme/read.ts'

export type Speaker = 'japan' | 'coordinator' | 'dg' | 'outsider'

/** One line of `corpus.yaml`, which says what its parts are. */
export type CorpusLine = {
  say: string
  means?: string
  asks?: string
  polite?: string
  unknown?: true
  pending?: true
  changes?: true
  answer?: string
  by?: Speaker
}

export const corpus: { why: string; lines: CorpusLine[] }[] = parse(
  readFileSync(resolve(import.meta.dirname, 'corpus.yaml'), 'utf8'),
)

/** What can be named in Heraklion's programme file, without a record. */
export function heraklionDirectory(): Directory {
  const file = loadProgramme(resolve(import.meta.dirname, '../../prisma/programmes/heraklion-2009.yaml'))
  const regions = file.regions.map((region, at) => ({ id: at + 1, ...region }))
  const areas = file.areas.map((area, at) => ({ id: at + 1, ...area }))
  return {
    prefix: '',
    programmes: [{ key: file.key, name: file.name, closed: false }],
    areas,
    activities: file.activities.map(({ code, title, area, quietUntil }, at) => ({
      id: at + 1,
      code,
      title,
      areaId: areas.find((each) => each.code === area)!.id,
      quietUntil,
      takingPart: [],
    })),
    administrations: file.administrations.map(({ region, ...each }, at) => ({
      id: at + 1,
      ...each,
      region: regions.find(({ code }) => code === region)!,
      holdMinutes: null,
      connected: false,
    })),
    regions,
  }
}

/** Stands for commands that are not in the table yet. */
const coming: [name: string, changes: boolean][] = [
  ...['digest', 'following'].map((name): [string, boolean] => [name, false]),
  ...['snooze', 'away', 'follow', 'unfollow', 'hold', 'send now', 'schedule digest', 'timezone'].map(
    (name): [string, boolean] => [name, true],
  ),
]

/** The table as it is, and with a stand-in for each command that is to come. */
export const tableToCome: TableCommand[] = [
  ...commands,
  ...coming
    .filter(([name]) => !commands.some((command) => command.name === name))
    .map(
      ([name, changes]): TableCommand => ({
        ...commands[0]!,
        name,
        also: [],
        usage: [`${name} ipr-1`],
        changes,
      }),
    ),
]

/** What is understood, in the corpus' own words: `means status ipr-1`, `asks done ipr-1.2`, `polite thanks`, `unknown`. */
export function understoodAs(directory: Directory, say: string, table = commands): string {
  const understood = understand(table, directory, spokenLine(say))
  if (understood.kind === 'courtesy') return `polite ${understood.courtesy}`
  if (understood.kind === 'unknown') return understood.near === null ? 'unknown' : `asks ${understood.near}`
  return `means ${understood.command.name} ${understood.words}`.trim()
}

/** What the corpus says that a line should be understood as. */
export function expected({ means, asks, polite }: CorpusLine): string {
  if (means !== undefined) return `means ${means}`
  if (asks !== undefined) return `asks ${asks}`
  return polite === undefined ? 'unknown' : `polite ${polite}`
}
