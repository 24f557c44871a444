import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { apart } from '../vitest.config.ts'

/** The house's rules, read from the code: who imports whom, and who alone knows a platform, the database, the clock, the environment. */

const root = resolve(import.meta.dirname, '..')

function ours(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => path.endsWith('.ts') && !path.includes('/generated/'))
}

/** Rooms from the top of the house to its foundation. A room imports only from rooms below it, and from itself. */
const floors: string[][] = [
  ['src/main.ts', 'manifests/'],
  ['src/open.ts'],
  [
    'adapters/slack/',
    'adapters/teams/',
    'adapters/terminal/',
    'src/first-look.ts',
    'src/load-programme.ts',
    'src/http.ts',
  ],
  ['src/tick.ts'],
  ['src/bot.ts', 'src/jobs/'],
  ['src/forms.ts', 'src/home.ts'],
  ['src/enter.ts', 'src/carry-out.ts', 'src/standing.ts', 'src/form-key.ts', 'src/form-entries.ts'],
  ['src/notices.ts'],
  ['src/config.ts'],
  ['src/commands/'],
  ['src/notifications/'],
  ['src/views/', 'src/store/', 'src/programme/'],
  ['src/chat/', 'src/domain/'],
  ['src/time.ts'],
  ['src/log.ts', 'src/fault.ts'],
]

const roomOf = (path: string): string =>
  floors.flat().find((room) => path === room || (room.endsWith('/') && path.startsWith(room))) ??
  `(none: ${path})`
const floorOf = (room: string): number => floors.findIndex((floor) => floor.includes(room))

const adapterMayImport = ['src/chat/', 'src/log.ts']
/** A store implements what the adapters remember, so it knows that one shape of chat's. */
const exceptions = new Set(['src/config.ts -> src/store/'])

type Import = { from: string; to: string }

function importsOf(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      source.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    ),
  ]
  return named.map((to) => ({
    from: path,
    to: to.startsWith('.') ? relative(root, resolve(root, dirname(path), to)) : to,
  }))
}

/** What is wrong with one import; null when it is allowed. */
function fault({ from, to }: Import): string | null {
  const here = roomOf(from)
  if (/^(src|adapters|manifests)\//.test(to)) {
    const there = roomOf(to)
    if (floorOf(here) < 0 || floorOf(there) < 0) return `${from}: stands in no room of the house`
    if (here === there || exceptions.has(`${here} -> ${there}`)) return null
    if (here.startsWith('adapters/'))
      return adapterMayImport.includes(there)
        ? null
        : `${from} imports ${to}: an adapter knows chat and log only`
    return floorOf(here) < floorOf(there) ? null : `${from} imports ${to}: not a room below it`
  }
  // Slack's own type of its manifest.
  if (from === 'manifests/slack.ts' && to === '@slack/web-api') return null
  if (/^@slack\//.test(to) && !from.startsWith('adapters/slack/')) return `${from} imports ${to}`
  if (to === 'undici' && !/^adapters\/(slack|teams)\//.test(from)) return `${from} imports ${to}`
  if (/^botbuilder|^botframework|^@azure\//.test(to) && !from.startsWith('adapters/teams/'))
    return `${from} imports ${to}`
  if (/^@prisma|prisma-adapter|^@electric-sql|^pg$/.test(to) && !from.startsWith('src/store/'))
    return `${from} imports ${to}`
  if (/^@microsoft\/|^@resvg|^fflate$/.test(to) && !from.startsWith('manifests/'))
    return `${from} imports ${to}`
  if (/date-fns/.test(to) && from !== 'src/time.ts') return `${from} imports ${to}`
  return null
}

const files = [...ours('src'), ...ours('adapters'), ...ours('manifests')]
const sources = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))

describe('the house', () => {
  it('is read whole', () => expect(files.length).toBeGreaterThan(60))

  it('imports only downwards, and each library in its room', () => {
    const faults = [...sources].flatMap(([path, source]) => importsOf(path, source)).map(fault)
    expect(faults.filter((each) => each !== null)).toEqual([])
  })

  it.each([
    ['src/domain/x.ts', 'src/store/y.ts'],
    ['src/views/x.ts', 'src/store/y.ts'],
    ['adapters/slack/x.ts', 'adapters/teams/y.ts'],
    ['adapters/slack/x.ts', 'src/commands/y.ts'],
    ['src/commands/x.ts', '@slack/bolt'],
    ['adapters/terminal/x.ts', 'undici'],
    ['src/commands/x.ts', '@azure/identity'],
    ['src/commands/x.ts', '@prisma/client'],
    ['src/views/x.ts', 'date-fns'],
    ['src/chat/x.ts', 'src/bot.ts'],
    ['src/bot.ts', 'manifests/y.ts'],
    ['src/main.ts', 'fflate'],
  ])('refuses that %s imports %s', (from, to) => expect(fault({ from, to })).not.toBeNull())

  it.each([
    ['process.env', /process\.env\b/, ['src/config.ts']],
    ['the machine clock', /new Date\(\)|Date\.now\(\)/, ['src/time.ts']],
  ] as const)('%s is read in one file', (_, pattern, allowed) => {
    const found = [...sources].filter(
      ([path, source]) => pattern.test(source) && !(allowed as readonly string[]).includes(path),
    )
    expect(found.map(([path]) => path)).toEqual([])
  })

  it('no column of the record takes its time from the database', () => {
    expect(readFileSync(join(root, 'prisma/schema.prisma'), 'utf8').replace(/\/\/.*/g, '')).not.toContain(
      'now()',
    )
  })

  it('tests that put something in the place of what a process has once have a process of their own', () => {
    const replacing =
      /\bvi\.(useFakeTimers|setSystemTime|spyOn|stub\w+|mock|doMock)\(|process\.env(\.\w+|\[\w+\]) = |globalThis\.\w+ = /
    const tests = ours('test').filter(
      (path) => path.endsWith('.test.ts') && path !== 'test/boundaries.test.ts',
    )
    const found = tests.filter((path) => replacing.test(readFileSync(join(root, path), 'utf8')))
    expect(found.sort()).toEqual(apart)
  })

  it('files stay under 220 lines', () => {
    const long = [...sources].filter(([, source]) => source.split('\n').length > 220).map(([path]) => path)
    expect(long).toEqual([])
  })
})
