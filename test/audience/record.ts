import fc from 'fast-check'
import type { Db } from '../../src/store/database.ts'

/**
 * A random record in which every text is a word of its own, so that an answer that holds the word has shown the text. Who may
 * read each word is said beside it, plainly and apart from the code under test.
 */

export const codes = ['JP', 'KR', 'GR', 'PL'] as const
export type Code = (typeof codes)[number]

/** For whom an answer is: the administrations they belong to, what they coordinate, and whether it is a place where others read along. */
export type Reader = {
  own: Code[]
  areas: string[]
  regions: string[]
  secretariat: boolean
}

export type Secret = { word: string; what: string; readableBy(reader: Reader): boolean }

const region: Record<Code, string> = { JP: 'asia', KR: 'asia', GR: 'europe', PL: 'europe' }

/** The naming rule *discreet*, in one line. */
export const mayBeTold = (reader: Reader, administration: Code, area: string): boolean =>
  reader.secretariat ||
  reader.own.includes(administration) ||
  reader.areas.includes(area) ||
  reader.regions.includes(region[administration])

const day = (days: number) => new Date(Date.UTC(2010, 5, 7 + days))
const now = new Date('2010-06-07T07:00:00Z')
const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const anyDays = fc.integer({ min: -60, max: 60 })
const anyUpdate = fc.record({
  by: fc.constantFrom(...codes),
  /** minutes since its hold ended; negative while it is held */
  left: fc.oneof(fc.integer({ min: -300, max: -1 }), fc.integer({ min: 0, max: 150_000 })),
  outlook: fc.constantFrom('on track', 'at risk', 'off track'),
  obstacle: fc.boolean(),
  evidence: fc.boolean(),
  edited: fc.boolean(),
  withdrawn: fc.boolean(),
})
const anyMilestone = fc.record({
  state: fc.constantFrom('proposed', 'agreed', 'agreed', 'delivered'),
  owner: fc.option(fc.constantFrom(...codes), { nil: null }),
  due: anyDays,
  delivered: fc.integer({ min: -60, max: 0 }),
  moved: fc.boolean(),
})
const anyActivity = fc.record({
  quiet: fc.option(fc.integer({ min: -20, max: 20 }), { nil: null }),
  taking: fc.subarray([...codes]),
  leads: fc.boolean(),
  updates: fc.array(anyUpdate, { maxLength: 6 }),
  milestones: fc.array(anyMilestone, { minLength: 2, maxLength: 3 }),
  commitments: fc.uniqueArray(
    fc.record({ by: fc.constantFrom(...codes), target: anyDays, moved: fc.boolean() }),
    {
      maxLength: 4,
      selector: ({ by }) => by,
    },
  ),
})

export const activityCodes = ['IPR-1', 'IPR-2', 'TF-1']
export const anyPlan = fc.array(anyActivity, { minLength: 3, maxLength: 3 })
export type Plan = typeof anyPlan extends fc.Arbitrary<infer T> ? T : never

/** Counted on from plan to plan: what an earlier one left may still stand in the record. */
let count = 0

/** Writes the plan over whatever an earlier one left. @returns every word that stands in the record, and who may read it */
export async function fill({ prisma }: Db, plan: Plan): Promise<Secret[]> {
  for (const table of [
    'Evidence',
    'DateChange',
    'Extension',
    'UpdateVersion',
    'Update',
    'Commitment',
    'Participation',
    'Confirmation',
  ])
    await prisma.$executeRawUnsafe(`DELETE FROM "${table}"`)
  const secrets: Secret[] = []
  const administrations = await prisma.administration.findMany({ where: { code: { in: [...codes] } } })
  const idOf = (code: Code) => administrations.find((each) => each.code === code)!.id
  const secret = (what: string, readableBy: Secret['readableBy']): string => {
    const word = `zq${(count++).toString(36)}${Math.abs(what.length * 7919 + count).toString(36)}x`
    secrets.push({ word, what, readableBy })
    return word
  }
  for (const [at, each] of plan.entries()) {
    const code = activityCodes[at]!
    const area = code.split('-')[0]!
    const activity = await prisma.activity.update({
      where: { programmeId_code: { programmeId: 1, code } },
      data: { quietUntil: each.quiet === null ? null : day(each.quiet) },
      include: { milestones: { orderBy: { position: 'asc' } } },
    })
    const taking = [...new Set([...each.taking, ...each.updates.map(({ by }) => by)])]
    await prisma.participation.createMany({
      data: taking.map((by, place) => ({
        activityId: activity.id,
        administrationId: idOf(by),
        takingPart: each.taking.includes(by),
        lead: each.leads && place === 0 && each.taking.includes(by),
        since: minutesFromNow(-200_000),
      })),
    })
    const open = (reader: Reader) =>
      each.quiet === null ||
      each.quiet <= 0 ||
      reader.areas.includes(area) ||
      reader.own.some((own) => each.taking.includes(own))
    for (const update of each.updates) {
      const mayRead = (reader: Reader) =>
        open(reader) && !update.withdrawn && (update.left >= 0 || reader.own.includes(update.by))
      const what = `update of ${update.by} on ${code}, ${update.left < 0 ? 'held' : 'left'}`
      const nobody = () => false
      const text = (old: boolean) => {
        if (update.withdrawn) return ''
        return `Report ${secret(`${what}${old ? ', old version' : ''}`, old ? nobody : mayRead)} done`
      }
      const when = minutesFromNow(-update.left - 10)
      const person = { administrationId: idOf(update.by) }
      await prisma.update.create({
        data: {
          activityId: activity.id,
          ...person,
          at: when,
          leavesAt: minutesFromNow(-update.left),
          version: update.edited ? 2 : 1,
          outlook: update.withdrawn ? null : update.outlook,
          withdrawnAt: update.withdrawn ? now : null,
          versions: {
            create: [
              ...(update.edited ? [{ number: 1, text: text(true), at: when }] : []),
              {
                number: update.edited ? 2 : 1,
                text: text(false),
                inTheWay: update.obstacle && !update.withdrawn ? secret(`${what}, obstacle`, mayRead) : null,
                outlook: update.outlook,
                at: when,
              },
            ],
          },
          evidence: {
            create:
              update.evidence && !update.withdrawn
                ? [
                    {
                      reference: `https://example.org/${secret(`${what}, evidence`, mayRead)}`,
                      datedOn: day(0),
                      at: when,
                      ...person,
                    },
                  ]
                : [],
          },
        },
      })
    }
    for (const [place, milestone] of each.milestones.entries()) {
      const { id } = activity.milestones[place]!
      const what = `milestone ${place + 1} of ${code}`
      await prisma.milestone.update({
        where: { id },
        data: {
          title: `Draft ${secret(what, open)} sent`,
          state: milestone.state,
          ownerAdministrationId: milestone.owner && idOf(milestone.owner),
          dueOn: day(milestone.due),
          baselineOn: milestone.state === 'proposed' ? null : day(milestone.due - (milestone.moved ? 10 : 0)),
          waitingFor: null,
          deliveredOn: milestone.state === 'delivered' ? day(milestone.delivered) : null,
          deliveredAt: milestone.state === 'delivered' ? day(milestone.delivered) : null,
          evidence: {
            create: [
              {
                reference: `https://example.org/${secret(`${what}, evidence`, open)}`,
                datedOn: day(0),
                at: now,
              },
            ],
          },
          dateChanges: {
            create: milestone.moved
              ? [
                  {
                    fromOn: day(milestone.due - 10),
                    toOn: day(milestone.due),
                    reason: secret(`${what}, reason`, open),
                    at: now,
                  },
                ]
              : [],
          },
          extensions: {
            create:
              milestone.state === 'agreed'
                ? [
                    {
                      askedOn: day(0),
                      fromOn: day(milestone.due),
                      toOn: day(milestone.due + 10),
                      reason: secret(`${what}, asked because`, open),
                      requestedAt: now,
                      ...(milestone.moved
                        ? {
                            outcome: 'not approved',
                            decisionReason: secret(`${what}, decided because`, open),
                            decidedAt: now,
                          }
                        : { outcome: 'pending' }),
                    },
                  ]
                : [],
          },
        },
      })
    }
    for (const { by, target, moved } of each.commitments) {
      const what = `commitment of ${by} on ${code}`
      const mayKnowDate = (reader: Reader) => open(reader) && mayBeTold(reader, by, area)
      await prisma.commitment.create({
        data: {
          activityId: activity.id,
          administrationId: idOf(by),
          text: `Share ${secret(what, open)} note`,
          state: 'open',
          baselineOn: day(target - (moved ? 10 : 0)),
          targetOn: day(target),
          madeAt: day(-60),
          dateChanges: {
            create: moved
              ? [
                  {
                    fromOn: day(target - 10),
                    toOn: day(target),
                    reason: secret(`${what}, reason`, mayKnowDate),
                    at: now,
                  },
                ]
              : [],
          },
        },
      })
    }
  }
  return secrets
}
