import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { OperatorFault } from '../src/fault.ts'

/**
 * Reads a tool's options: `{ url: { type: 'string' } }` for `--url …`.
 *
 * @param usage what to say instead: the end of a sentence that names the command
 * @throws OperatorFault for an option that is not known, has no value, or is not an option
 */
export function readOptions<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  usage: string,
) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    const [reason] = (error as Error).message.split('. ')
    throw new OperatorFault(`${reason}: say ${usage}.`)
  }
}

/** @throws OperatorFault unless `value` is an address on the web that begins with https:// and names a place, not a search in it */
export function httpsAddress(option: string, value: string): URL {
  const address = URL.canParse(value) ? new URL(value) : null
  if (address?.protocol !== 'https:' || address.search || address.hash || address.username)
    throw new OperatorFault(
      `${option}: expected an address such as https://bot.example.org, found "${value}".`,
    )
  return address
}

/** Writes a file, and the folder it is to be in. @throws OperatorFault when that cannot be done */
export function writeOut(file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  } catch (error) {
    throw new OperatorFault(`--out: ${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
}
