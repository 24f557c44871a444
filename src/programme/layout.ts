import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { type Fault, named } from './fault.ts'

/** A YAML text as plain values, with the line of every key and list item by its path (`activities[2].kind`). */
export type Layout = {
  value: unknown
  lines: ReadonlyMap<string, number>
  faults: Fault[]
  readable: boolean
}

/**
 * Reads YAML 1.2 without the parts an officer does not need and could trip over: references, tags, keys that
 * are not words.
 *
 * @returns `readable: false` when the text is so broken that its values mean nothing; `faults` then says where.
 */
export function readLayout(source: string): Layout {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, logLevel: 'silent' })
  const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line)
  const lines = new Map<string, number>([['', 1]])
  const paths = new Map<number, string>()
  const unwanted: Fault[] = []

  const walk = (node: unknown, path: string): void => {
    if (isAlias(node)) {
      unwanted.push({
        line: lineAt(node.range?.[0] ?? 0),
        path,
        expected: 'the text itself',
        found: `*${node.source}`,
      })
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        const itemPath = `${path}[${index}]`
        lines.set(itemPath, lineAt(startOf(item) ?? 0))
        walk(item, itemPath)
      })
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const offset = startOf(key) ?? startOf(node) ?? 0
        if (!isScalar(key)) {
          unwanted.push({
            line: lineAt(offset),
            path,
            expected: 'a word as the key',
            found: 'something else',
          })
          continue
        }
        const keyPath = pathTo(path, [String(key.value ?? '')])
        lines.set(keyPath, lineAt(offset))
        paths.set(offset, keyPath)
        walk(value, keyPath)
      }
    }
  }
  walk(document.contents, '')

  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    repeated: error.code === 'DUPLICATE_KEY',
    fault: faultOf(error, source, lineAt, paths),
  }))
  const readable = unwanted.length === 0 && mistakes.every(({ repeated }) => repeated)
  return {
    value: readable ? document.toJS() : undefined,
    lines,
    faults: [...mistakes.map(({ fault }) => fault), ...unwanted],
    readable,
  }
}

/** @returns the path of what `keys` lead to from `path`. */
export function pathTo(path: string, keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`
    return before === '' ? String(key) : `${before}.${String(key)}`
  }, path)
}

/** @returns the line of `path`, or of the nearest thing around it that is in the file. */
export function lineOf(path: string, lines: ReadonlyMap<string, number>): number {
  const line = lines.get(path)
  if (line !== undefined || path === '') return line ?? 1
  const around = path.replace(/(\.?[^.[\]]+|\[\d+\])$/, '')
  return around === path ? 1 : lineOf(around, lines)
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined
}

function faultOf(
  error: YAMLError,
  source: string,
  lineAt: (offset: number) => number,
  paths: ReadonlyMap<number, string>,
): Fault {
  const [offset] = error.pos
  const line = lineAt(offset)
  if (error.code === 'DUPLICATE_KEY') {
    return { line, path: paths.get(offset) ?? '', expected: 'this key once', found: 'it again' }
  }
  const here = source
    .slice(offset)
    .split(/[\r\n]/, 1)[0]
    ?.trim()
  const found = named(here) ?? 'the end of the file'
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') {
    return { line, path: '', expected: 'quotes around a text with a colon in it', found }
  }
  return { line, path: '', expected: `YAML that can be read (${error.message})`, found }
}
