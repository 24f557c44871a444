/** One thing in a programme file that cannot be right. `path` is empty where a fault belongs to no key. */
export type Fault = { line: number; path: string; expected: string; found?: string }

/** Why a programme file was refused: every fault, in the order of its lines, also in `message`, one per line. */
export class ProgrammeFault extends Error {
  override readonly name = 'ProgrammeFault'
  readonly faults: readonly Fault[]

  /**
   * @param fileName how the file is called in the message.
   * @param faults at least one; the same fault twice is kept once.
   */
  constructor(fileName: string, faults: readonly Fault[]) {
    const inOrder = withoutRepeats(faults).sort((a, b) => a.line - b.line)
    super(inOrder.map((fault) => sentence(fileName, fault)).join('\n'))
    this.faults = inOrder
  }
}

function sentence(fileName: string, { line, path, expected, found }: Fault): string {
  const place = path === '' ? `${fileName}:${line}` : `${fileName}:${line} ${path}`
  return `${place}: expected ${expected}, found ${found ?? 'nothing'}`
}

function withoutRepeats(faults: readonly Fault[]): Fault[] {
  const byText = new Map(faults.map((fault) => [sentence('', fault), fault]))
  return [...byText.values()]
}

/** @returns `value` of a programme file as a fault names it, on one line; undefined where there is none. */
export function named(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`
  if (typeof value === 'object') return 'a group of keys'
  if (typeof value !== 'string') return String(value)
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  return JSON.stringify(shown)
}
