import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../../src/bot.ts'
import type { Form, Option } from '../../../src/chat/form.ts'
import type { PlatformUser } from '../../../src/chat/request.ts'
import { slackUser, type TestBot, testBot } from '../../support/bot.ts'
import { filling, said } from '../../support/filling.ts'
import { times } from '../../support/times.ts'

/** Who is suggested what, while some activities are quiet: nobody is shown what they may not read, and nobody misses what they may. */

type Reader = { who: PlatformUser; role: string | null; own?: 'JP' | 'KR'; area?: string; reports: boolean }
const readers: Reader[] = [
  { who: slackUser('U-SATO'), role: 'japan member', own: 'JP', reports: true },
  { who: slackUser('U-KIM'), role: 'korea member', own: 'KR', reports: true },
  { who: slackUser('U-IPR'), role: 'coordinator ipr', area: 'IPR', reports: true },
  { who: slackUser('U-ASIA'), role: 'coordinator asia', reports: true },
  { who: slackUser('U-SEC'), role: 'secretariat', reports: true },
  { who: slackUser('U-DG'), role: 'japan dg', own: 'JP', reports: false },
  { who: slackUser('U-OBSERVER'), role: 'korea observer', own: 'KR', reports: false },
  { who: slackUser('U-NOBODY'), role: null, reports: false },
  { who: operator, role: null, reports: true },
]
const fields = [
  ['update', 'on'],
  ['update', 'delivered'],
  ['done', 'on'],
  ['attach', 'on'],
] as const

let bot: TestBot
const forms = new Map<string, Form>()
let activities: { id: number; code: string }[]
const ids = new Map<string, number>()
const prisma = () => bot.store.db.prisma

beforeAll(async () => {
  bot = await testBot()
  for (const { who, role } of readers) if (role) await bot.admit(who, role)
  for (const [name] of fields) forms.set(name, await filling(bot, readers[0]!.who).open(name))
  activities = await prisma().activity.findMany({ select: { id: true, code: true } })
  for (const code of ['JP', 'KR'])
    ids.set(code, (await prisma().administration.findUniqueOrThrow({ where: { code } })).id)
  // Each activity has a milestone, a commitment and an update of both, whose words are its own.
  for (const { id, code } of activities) {
    const word = wordOf(code)
    await prisma().milestone.updateMany({
      where: { activityId: id },
      data: { title: `Title ${word}`, ownerAdministrationId: ids.get('JP')! },
    })
    for (const administrationId of ids.values()) {
      const at = bot.clock.now()
      const of = { activityId: id, administrationId }
      await prisma().commitment.create({
        data: { ...of, text: `Promise ${word}`, state: 'open', baselineOn: at, targetOn: at, madeAt: at },
      })
      await prisma().update.create({
        data: {
          ...of,
          at,
          leavesAt: at,
          version: 1,
          outlook: 'on track',
          versions: { create: [{ number: 1, text: word, at }] },
        },
      })
    }
  }
})
afterAll(() => bot.close())

const wordOf = (code: string): string => `word${code.toLowerCase().replace('-', '')}`

type Quiet = { quiet: boolean; taking: ('JP' | 'KR')[] }

async function makeQuiet(states: Quiet[]): Promise<void> {
  for (const [at, { id }] of activities.entries()) {
    const { quiet, taking } = states[at]!
    await prisma().participation.deleteMany({ where: { activityId: id } })
    await prisma().participation.createMany({
      data: taking.map((code) => ({
        activityId: id,
        administrationId: ids.get(code)!,
        takingPart: true,
        since: new Date('2010-01-01'),
      })),
    })
    await prisma().activity.update({
      where: { id },
      data: { quietUntil: quiet ? new Date('2010-12-31') : null },
    })
  }
}

const mayRead = ({ own, area }: Reader, code: string, { quiet, taking }: Quiet): boolean =>
  !quiet || code.startsWith(`${area}-`) || (own !== undefined && taking.includes(own))

const codeIn = ({ value }: Option): string => /^[a-z]+-\d+/.exec(value)![0].toUpperCase()

describe('what is suggested', () => {
  it(
    'is what one may read, whoever asks and whatever is quiet',
    async () => {
      const look = ({ who }: Reader, form: string, field: string, typed: string) =>
        bot.forms.suggest({
          from: who,
          at: { platform: who.platform, tenant: who.tenant, conversation: 'direct' },
          form: { key: forms.get(form)!.key, field },
          typed,
        })
      const anyQuiet: fc.Arbitrary<Quiet> = fc.record({
        quiet: fc.boolean(),
        taking: fc.subarray(['JP', 'KR'] as ('JP' | 'KR')[]),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(anyQuiet, { minLength: 8, maxLength: 8 }), async (states) => {
          await makeQuiet(states)
          for (const reader of readers)
            for (const [form, field] of fields) {
              const found = await look(reader, form, field, '')
              for (const [at, { code }] of activities.entries()) {
                const read = mayRead(reader, code, states[at]!)
                const typed = [
                  ...(await look(reader, form, field, code)),
                  ...(await look(reader, form, field, wordOf(code))),
                ]
                const shown = [...found, ...typed].filter((option) => codeIn(option) === code)
                if (!reader.reports || !read)
                  expect(shown, `${reader.role} ${form}.${field} ${code}`).toEqual([])
                if (!read) expect(JSON.stringify([found, typed])).not.toContain(wordOf(code))
                if (read && reader.role === 'japan member') expect(shown.length).toBeGreaterThan(0)
              }
            }
        }),
        { numRuns: times(3) },
      )
    },
    times(120_000),
  )

  it('and no form is opened on what is quiet for whoever asks', async () => {
    await makeQuiet(activities.map(() => ({ quiet: true, taking: ['KR'] })))
    const [sato, kim] = [filling(bot, readers[0]!.who), filling(bot, readers[1]!.who)]
    for (const line of [
      'update ipr-1',
      'done ipr-1.2',
      'edit ipr-1',
      'attach https://example.org/x to ipr-1.2',
    ]) {
      expect(said(await sato.opened(line)), line).toContain('is quiet until Friday 31 December 2010')
      expect(said(await kim.opened(line)), line).not.toContain('is quiet')
    }
    const form = await sato.open('update')
    const values = { on: 'ipr-1', outlook: 'on track', text: 'Let me in' }
    expect((await sato.mistakes(form, values)).on).toContain('is quiet until')
    expect(
      (await kim.mistakes(await kim.open('update'), { ...values, delivered: 'ipr-1.2' })).delivered,
    ).toContain('Japan Customs')
  })
})
