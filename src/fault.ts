/** A fault that the operator can mend. Its message names the setting, the file or the row, and says what to do; no stack is shown. */
export class OperatorFault extends Error {}

/** What may stand in a log about a fault. A database's message may quote the values it was given, so only its code is kept. */
export function describeFault(error: unknown): {
  name: string
  message: string
  code?: unknown
  at?: string
} {
  if (!(error instanceof Error)) return { name: 'thrown', message: String(error) }
  const { name, message } = error
  const ofDatabase = 'severity' in error || name.startsWith('PrismaClient')
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name,
    message: ofDatabase ? 'the database did not carry out a statement' : message,
    ...('code' in error ? { code: error.code } : {}),
    ...(frames ? { at: frames.join('\n') } : {}),
  }
}
