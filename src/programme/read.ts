import { readFileSync } from 'node:fs'
import type { ProgrammeFile } from '../domain/programme-file.ts'
import { disagreements } from './agreement.ts'
import { type Fault, named, ProgrammeFault } from './fault.ts'
import { lineOf, pathTo, readLayout } from './layout.ts'
import { programmeSchema } from './schema.ts'

export { type Fault, ProgrammeFault } from './fault.ts'

/**
 * Reads a programme from the text of its file (YAML; `prisma/programmes/heraklion-2009.yaml` explains itself).
 *
 * @param fileName how faults call the file.
 * @throws ProgrammeFault naming every fault at once; when the text is not YAML, only what makes it so.
 */
export function readProgramme(source: string, fileName: string): ProgrammeFile {
  const { value, lines, faults, readable } = readLayout(source)
  if (!readable) throw new ProgrammeFault(fileName, faults)

  const at = (path: string, expected: string, found: string | undefined): Fault => ({
    line: lineOf(path, lines),
    path,
    expected,
    ...(found === undefined ? {} : { found }),
  })
  const shape = programmeSchema.safeParse(value)
  for (const issue of shape.error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        faults.push(at(pathTo('', [...issue.path, key]), issue.message, named(key)))
    } else {
      faults.push(at(pathTo('', issue.path), issue.message, named(valueAt(value, issue.path))))
    }
  }
  for (const { path, expected, found } of disagreements(value)) faults.push(at(path, expected, found))

  if (!shape.success || faults.length > 0) throw new ProgrammeFault(fileName, faults)
  return shape.data
}

/**
 * Reads a programme from disk.
 *
 * @param path of a UTF-8 file, absolute or from the working directory.
 * @throws ProgrammeFault when the file cannot be read (it then names the absolute path), or has faults.
 */
export function loadProgramme(path: string): ProgrammeFile {
  return readProgramme(textOf(path), path)
}

function textOf(path: string): string {
  const absolute = /^([a-z]:)?[\\/]/i.test(path) ? path : `${process.cwd()}/${path}`
  const refused = (expected: string, found: string) =>
    new ProgrammeFault(absolute, [{ line: 1, path: '', expected, found }])
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw refused('a file that can be read', code === 'ENOENT' ? 'no file there' : code)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refused('text saved as UTF-8', 'another encoding')
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
