import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { ProgrammeFault, readProgramme } from '../../src/programme/read.ts'

export const heraklionPath = 'prisma/programmes/heraklion-2009.yaml'

export const heraklionSource = readFileSync(heraklionPath, 'utf8')

/** The real file with `before`, which must be in it once, replaced. */
export function heraklionWith(before: string, after: string): string {
  expect(heraklionSource.split(before), `"${before}" once in the file`).toHaveLength(2)
  return heraklionSource.replace(before, () => after)
}

/** The line on which the only `text` of `source` begins. */
export function lineOfText(source: string, text: string): number {
  expect(source.split(text), `"${text}" once`).toHaveLength(2)
  return source.slice(0, source.indexOf(text)).split('\n').length
}

/** The faults for which `source` is refused. */
export function faultOf(source: string): ProgrammeFault {
  try {
    readProgramme(source, 'heraklion-2009.yaml')
  } catch (error) {
    if (error instanceof ProgrammeFault) return error
    throw error
  }
  throw new Error('read without a fault')
}

/** The line of `marker` in a changed file, or of the first line that the change touched. */
export function lineChanged(source: string, marker?: string): number {
  if (marker !== undefined) return lineOfText(source, marker)
  const original = heraklionSource.split('\n')
  return source.split('\n').findIndex((text, index) => text !== original[index]) + 1
}

/** What is wrong; the text replaced; by what; the path named; what was expected; the text whose line is named. */
export type FaultRow = [string, string, string, string, string, string?]
