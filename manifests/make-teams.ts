import { commands } from '../src/commands/index.ts'
import { OperatorFault } from '../src/fault.ts'
import { httpsAddress, readOptions, writeOut } from './arguments.ts'
import { teamsPackage } from './package.ts'
import { teamsManifest } from './teams.ts'

const usage = [
  'npm run manifest:teams -- --app-id ID, with --name and --website of the office that answers for the bot,',
  'and where wanted --privacy, --terms, --version 1.0.1, --slash, --out FILE',
].join(' ')

/** A developer's name: Teams' schema. */
const nameCharacters = 32

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `npm run manifest:teams`: the package that is uploaded in Teams. */
export function makeTeams(args: string[]): string {
  const text = { type: 'string' } as const
  const given = readOptions(
    args,
    {
      'app-id': text,
      name: text,
      website: text,
      privacy: text,
      terms: text,
      version: text,
      out: text,
      slash: { type: 'boolean' },
    },
    usage,
  )
  const {
    'app-id': appId = '',
    name = 'ASEM commitments',
    version = '1.0.0',
    out = 'dist/asem-teams.zip',
  } = given
  if (!guid.test(appId))
    throw new OperatorFault(`--app-id: give the application (client) id of the Entra app; say ${usage}.`)
  if (name === '' || name.length > nameCharacters)
    throw new OperatorFault(`--name: Teams takes 1 to ${nameCharacters} characters, found ${name.length}.`)
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new OperatorFault(`--version: expected three numbers such as 1.0.1, found "${version}".`)
  const page = (option: 'website' | 'privacy' | 'terms', otherwise: string) =>
    httpsAddress(`--${option}`, given[option] ?? otherwise).href.replace(/\/$/, '')
  const website = page('website', 'https://example.org/asem')
  const office = {
    name,
    website,
    privacy: page('privacy', `${website}/privacy`),
    terms: page('terms', `${website}/terms`),
  }
  const app = { appId: appId.toLowerCase(), version, office, slash: given.slash === true }
  writeOut(out, teamsPackage(teamsManifest(app, commands)))
  const placeholder = given.website
    ? ''
    : '\nIts pages are still placeholders: give --name and --website before others install it.'
  return `Written to ${out}. In Teams: Apps, Manage your apps, Upload an app.${placeholder}`
}
