import { commands } from '../src/commands/index.ts'
import { OperatorFault } from '../src/fault.ts'
import { httpsAddress, readOptions, writeOut } from './arguments.ts'
import { slackManifest } from './slack.ts'

const usage =
  'npm run manifest:slack -- --socket for Socket Mode, or npm run manifest:slack -- --url https://bot.example.org for HTTP'

/** `npm run manifest:slack`: the manifest of Slack's app, for either way. */
export function makeSlack(args: string[]): string {
  const options = { socket: { type: 'boolean' }, url: { type: 'string' }, out: { type: 'string' } } as const
  const { socket, url, out } = readOptions(args, options, usage)
  if (socket && url !== undefined) throw new OperatorFault(`One way at a time: say ${usage}.`)
  if (!socket && url === undefined) throw new OperatorFault(`A way is missing: say ${usage}.`)
  const manifest = slackManifest(url === undefined ? null : httpsAddress('--url', url), commands)
  const text = JSON.stringify(manifest, null, 2)
  if (out === undefined) return text
  writeOut(out, `${text}\n`)
  return `Written to ${out}.`
}
