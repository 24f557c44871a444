import fc from 'fast-check'
import type { PlatformUser } from '../../src/chat/request.ts'
import { plusMinutes } from '../../src/time.ts'
import { slackUser, type TestBot } from '../support/bot.ts'

/** Records made at random, in which every text has a word of its own; who may read it is worked out from the rules in the README. */

export type Who = { user: PlatformUser; role: string; everyone?: true }
export const readers: Who[] = [
  { user: slackUser('U-JP', 'Member of JP'), role: 'japan member' },
  { user: slackUser('U-KR', 'Member of KR'), role: 'korea dg' },
  { user: slackUser('U-IPR', 'Coordinator of IPR'), role: 'coordinator ipr' },
  { user: slackUser('U-TF', 'Coordinator of TF'), role: 'coordinator tf' },
  { user: slackUser('U-ASIA', 'Coordinator of Asia'), role: 'coordinator asia' },
  { user: slackUser('U-CHAIR', 'Chair'), role: 'secretariat' },
  { user: slackUser('U-JP', 'Member of JP'), role: 'japan member', everyone: true },
]
const activities = ['IPR-1', 'IPR-2', 'TF-1'] as const
const administrations = ['JP', 'KR', 'GR'] as const
const asian = ['JP', 'KR']

type Activity = (typeof activities)[number]
type Administration = (typeof administrations)[number]
const anyActivity = fc.constantFrom(...activities)
const anyAdministration = fc.constantFrom(...administrations)

const anyUpdate = fc.record({
  activity: anyActivity,
  administration: anyAdministration,
  leaves: fc.constantFrom(-30, -1, 0, 1, 30),
  withdrawn: fc.option(fc.constantFrom(-60, -10), { nil: null, freq: 3 }),
  edited: fc.boolean(),
})
const anyMilestone = fc.record({
  activity: anyActivity,
  owner: fc.option(anyAdministration),
  late: fc.boolean(),
})
const anyCommitment = fc.record({
  activity: anyActivity,
  administration: anyAdministration,
  moved: fc.boolean(),
})
export const anyRecord = fc.record({
  naming: fc.constantFrom('discreet', 'open'),
  quiet: fc.dictionary(anyActivity, fc.uniqueArray(anyAdministration, { maxLength: 2 }), { maxKeys: 2 }),
  updates: fc.array(anyUpdate, { maxLength: 8 }),
  milestones: fc.array(anyMilestone, { maxLength: 4 }),
  commitments: fc.uniqueArray(anyCommitment, {
    maxLength: 3,
    selector: ({ activity, administration }) => activity + administration,
  }),
})
export type Made = typeof anyRecord extends fc.Arbitrary<infer T> ? T : never

const ids = { activities: new Map<string, number>(), administrations: new Map<string, number>() }

/** Admits the readers. */
export async function admitReaders(bot: TestBot): Promise<void> {
  const { prisma } = bot.store.db
  for (const { user, role, everyone } of readers) if (!everyone) await bot.admit(user, role)
  for (const { code, id } of await prisma.activity.findMany()) ids.activities.set(code, id)
  for (const { code, id } of await prisma.administration.findMany()) ids.administrations.set(code, id)
}

const readsActivity = ({ quiet }: Made, { role, everyone }: Who, activity: Activity): boolean => {
  const part = quiet[activity]
  if (!part) return true
  if (everyone) return false
  if (role === `coordinator ${activity.slice(0, activity.indexOf('-')).toLowerCase()}`) return true
  return part.some((code) => role === (code === 'JP' ? 'japan member' : code === 'KR' ? 'korea dg' : ''))
}
const isOwn = ({ role, everyone }: Who, code: Administration): boolean =>
  !everyone && role === { JP: 'japan member', KR: 'korea dg', GR: 'none' }[code]
export const isTold = ({ naming }: Made, who: Who, activity: Activity, code: Administration): boolean => {
  if (naming === 'open') return true
  if (who.everyone) return false
  if (isOwn(who, code) || who.role === 'secretariat') return true
  if (who.role === 'coordinator asia') return asian.includes(code)
  return who.role === `coordinator ${activity.slice(0, activity.indexOf('-')).toLowerCase()}`
}

/** A word that stands nowhere else, and where it may be read. */
export type Word = { word: string; search: (who: Who) => boolean; history: (who: Who) => boolean }

/** Writes a record, and tells who may read which of its words. */
export async function write(bot: TestBot, made: Made): Promise<Word[]> {
  const { prisma } = bot.store.db
  const now = bot.clock.now()
  const words: Word[] = []
  let count = 0
  const word = (search: Word['search'], history: Word['history'] = search): string => {
    const made = `q${'abcdefghij'[count % 10]}${'klmnopqrst'[Math.floor(count / 10)]}zx`
    count += 1
    words.push({ word: made, search, history })
    return made
  }
  const nobody = () => false
  for (const table of ['DateChange', 'Evidence', 'UpdateVersion', 'Update', 'Commitment', 'Participation'])
    await prisma.$executeRawUnsafe(`DELETE FROM "${table}"`)
  await prisma.$executeRawUnsafe(`DELETE FROM "Milestone" WHERE "position" >= 1000`)
  const { policies } = await prisma.programme.findFirstOrThrow()
  await prisma.programme.updateMany({
    data: { policies: { ...(policies as object), naming: made.naming } },
  })
  for (const code of activities)
    await prisma.activity.updateMany({
      where: { code },
      data: { quietUntil: made.quiet[code] ? new Date('2010-07-01') : null },
    })
  for (const [activity, part] of Object.entries(made.quiet))
    for (const administration of part ?? [])
      await prisma.participation.create({
        data: {
          activityId: ids.activities.get(activity)!,
          administrationId: ids.administrations.get(administration)!,
          takingPart: true,
          since: plusMinutes(now, -5000),
        },
      })

  for (const { activity, administration, leaves, withdrawn, edited } of made.updates) {
    const reads = (who: Who) =>
      readsActivity(made, who, activity) && withdrawn === null && (leaves <= 0 || isOwn(who, administration))
    const of = {
      administrationId: ids.administrations.get(administration)!,
      at: plusMinutes(now, -100),
    }
    // Words that a withdrawal should have erased, or an edit replaced, stand there still.
    const texts = edited ? [word(nobody), word(reads)] : [word(reads)]
    await prisma.update.create({
      data: {
        ...of,
        activityId: ids.activities.get(activity)!,
        leavesAt: plusMinutes(now, leaves),
        version: texts.length,
        withdrawnAt: withdrawn === null ? null : plusMinutes(now, withdrawn),
        versions: {
          create: texts.map((text, at) => ({
            number: at + 1,
            text,
            at: of.at,
            inTheWay: word(at + 1 === texts.length ? reads : nobody),
          })),
        },
        evidence: { create: { ...of, reference: `https://example.org/${word(reads)}`, datedOn: now } },
      },
    })
  }
  for (const [place, { activity, owner, late }] of made.milestones.entries()) {
    const reads = (who: Who) => readsActivity(made, who, activity)
    const title = word(reads)
    const evidence = word(reads)
    const day = new Date(late ? '2010-05-01' : '2010-08-01')
    const deliverer = await prisma.person.findFirst({ where: { name: `Member of ${owner}` } })
    await prisma.milestone.create({
      data: {
        programmeId: (await prisma.programme.findFirstOrThrow()).id,
        activityId: ids.activities.get(activity)!,
        code: `${activity}.${900 + place}`,
        position: 1000 + place,
        title,
        kind: 'collective',
        state: 'delivered',
        ownerAdministrationId: owner && ids.administrations.get(owner)!,
        baselineOn: day,
        dueOn: day,
        proposedAt: now,
        agreedAt: plusMinutes(now, -3000),
        agreedById: deliverer?.id ?? null,
        deliveredOn: now,
        deliveredAt: now,
        deliveredById: deliverer?.id ?? null,
        evidence: {
          create: {
            reference: evidence,
            datedOn: now,
            at: now,
            administrationId: owner && ids.administrations.get(owner)!,
          },
        },
        dateChanges: {
          create: { fromOn: day, toOn: day, fromPlace: '', reason: word(nobody, reads), at: now },
        },
      },
    })
  }
  for (const { activity, administration, moved } of made.commitments) {
    const told = (who: Who) =>
      readsActivity(made, who, activity) && isTold(made, who, activity, administration)
    await prisma.commitment.create({
      data: {
        activityId: ids.activities.get(activity)!,
        administrationId: ids.administrations.get(administration)!,
        text: word((who) => readsActivity(made, who, activity)),
        state: 'open',
        baselineOn: new Date('2010-09-13'),
        targetOn: new Date('2010-09-13'),
        madeAt: now,
        ...(moved
          ? {
              dateChanges: {
                create: {
                  fromOn: new Date('2010-09-12'),
                  toOn: new Date('2010-09-13'),
                  reason: word(nobody, told),
                  at: now,
                },
              },
            }
          : {}),
      },
    })
  }
  return words
}
