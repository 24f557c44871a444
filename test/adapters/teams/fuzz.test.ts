import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ID_TEXT, MESSAGE_BYTES } from '../../../adapters/teams/limits.ts'
import type { Fields } from '../../stand-ins/teams.ts'
import { installationActivities, messageActivity, postActivity } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { appId, echo, greetOnce, memoryOf, startBot } from './support.ts'
import { typedWords } from './views.ts'

/** Activities of Teams with something of them changed. `npm run test:fuzz` makes many more of them. */

const runs = Number(process.env.FUZZ_RUNS ?? 1_000)

const handle = echo()
const notify = greetOnce()
const memory = memoryOf()
let bot: Bot
let tokens: Record<'good' | 'bad' | 'none', string | undefined>

beforeAll(async () => {
  bot = await startBot(handle, { notify, memory })
  const good = await bot.standIn.token(appId, { exp: Math.floor(Date.now() / 1000) + 36_000 })
  tokens = { good, bad: await bot.standIn.token('another-app'), none: undefined }
})
afterAll(() => bot.close())

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  typedWords,
  fc.constantFrom(
    ...['', 'x'.repeat(100_000), -1, 1e308, 'msteams', 'invoke', 'message', 'tenant-korea', 'expectReplies'],
  ),
  fc.constantFrom(
    ...[
      'http://127.0.0.1:1/',
      'https://smba.trafficmanager.net/',
      '28:asem',
      '29:sato',
      '19:x;messageid=;messageid=1',
    ],
  ),
)
const change = fc.record({
  at: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
  how: fc.constantFrom('take out', 'put', 'add', 'wrap', 'again'),
  value: odd,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'deliveryMode', 'callerId', 'value', 'toString'),
  ),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** One change somewhere in a value: `at` chooses the way down. */
function changed(value: unknown, { at: [first = 0, ...rest], how, value: put, key }: Change): unknown {
  if (typeof value !== 'object' || value === null) return how === 'wrap' ? [value] : put
  const entries = Object.entries(value)
  const chosen = entries[first % Math.max(1, entries.length)]
  if (!chosen) return put
  if (rest.length > 0 && typeof chosen[1] === 'object' && chosen[1] !== null)
    chosen[1] = changed(chosen[1], { at: rest, how, value: put, key })
  else if (how === 'put') chosen[1] = put
  else if (how === 'wrap') chosen[1] = { [key]: chosen[1] }
  else if (how === 'again') entries.push([key, chosen[1]])
  else if (how === 'add') entries.push([key, put])
  else entries.splice(entries.indexOf(chosen), 1)
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}

const sample = fc.constantFrom('personal', 'groupChat', 'channel', 'installed', 'invoked')
const token = fc.oneof(
  { weight: 6, arbitrary: fc.constant('good' as const) },
  { weight: 1, arbitrary: fc.constantFrom('bad' as const, 'none' as const) },
)

function sampleOf(kind: string): Fields {
  const serviceUrl = bot.standIn.url
  if (kind === 'installed') return installationActivities({ serviceUrl })[0]!
  if (kind === 'invoked')
    return messageActivity({ serviceUrl, fields: { type: 'invoke', name: 'adaptiveCard/action' } })
  return messageActivity({ serviceUrl, scope: kind as 'personal' })
}

/** What the core or Teams got to hear. */
const effects = () => [handle.asked, notify.told, bot.standIn.calls, memory.puts]

test(`${runs} changed activities: no failure of ours, no effect of what is refused`, {
  timeout: 20_000 + runs * 20,
}, async () => {
  const seen: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(
      sample,
      fc.array(change, { minLength: 1, maxLength: 3 }),
      token,
      async (kind, changes, signed) => {
        for (const effect of [...effects(), bot.lines]) effect.length = 0
        const activity = changes.reduce<unknown>(changed, sampleOf(kind))
        const { status } = await postActivity(bot.baseUrl, activity, tokens[signed])
        seen[status] = (seen[status] ?? 0) + 1
        expect([200, 400, 401, 403]).toContain(status)
        expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
        if (signed !== 'good') expect(status).not.toBe(200)
        if (status !== 200) expect(effects()).toEqual([[], [], [], []])
        expect(handle.asked.length + notify.told.length).toBeLessThanOrEqual(1)
        for (const { id, from, at, input } of handle.asked) {
          expect(
            [from.tenant, at.tenant].every((tenant) => ['tenant-japan', 'tenant-korea'].includes(tenant)),
          ).toBe(true)
          for (const each of [from.user, at.conversation])
            expect(each).toMatch(new RegExp(`^[ -~]{1,${ID_TEXT}}$`))
          expect([typeof id, typeof input.text]).toEqual(['string', 'string'])
        }
        for (const { body } of bot.standIn.calls)
          expect(JSON.stringify(body).length * 2).toBeLessThanOrEqual(MESSAGE_BYTES)
      },
    ),
    { numRuns: runs },
  )
  // Changes so mild that nothing is refused, or so wild that nothing is taken, would show nothing.
  expect(Object.keys(seen).sort()).toEqual(['200', '400', '401', '403'])
})
