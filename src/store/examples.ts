import { addressOf, type ExamplePlan } from '../domain/examples.ts'
import { type CalendarDate, plusDays, plusMinutes, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'

/**
 * Fills a first look: a member and a Director General of every administration, a coordinator of every area, and the plan's
 * leads, agreed dates, deliveries, commitments and updates. Does nothing where people have been admitted already.
 *
 * @param now instant; @param today calendar day from which the plan's days are counted
 */
export async function addExamples(
  db: Db,
  programmeId: number,
  plan: ExamplePlan,
  now: Date,
  today: CalendarDate,
): Promise<void> {
  if ((await db.prisma.person.count()) > 0) return
  const people = await addPeople(db, programmeId, now, plan.from)
  const administrations = await db.prisma.administration.findMany()
  const idOf = (code: string) => administrations.find((each) => each.code === code)!.id
  const activities = await db.prisma.activity.findMany({
    where: { programmeId },
    include: { milestones: { orderBy: { position: 'asc' } } },
  })

  for (const [code, part] of Object.entries(plan.taking)) {
    const activity = activities.find((each) => each.code === code)
    if (!activity) continue
    const since = toDateColumn(plan.from)
    await db.prisma.participation.createMany({
      data: part.map((each, at) => ({
        activityId: activity.id,
        administrationId: idOf(each),
        takingPart: true,
        lead: at === 0 && plan.led.includes(code),
        since,
      })),
    })
    const owner = plan.led.includes(code) ? idOf(part[0]!) : null
    for (const milestone of activity.milestones) await agree(db, milestone, owner, people, plan, today)
  }
  for (const {
    activity: code,
    administration,
    daysAgo,
    outlook,
    text,
    inTheWay,
    reference,
  } of plan.updates) {
    const activity = activities.find((each) => each.code === code)!
    const administrationId = idOf(administration)
    const personId = people.get(addressOf('member', administration))!
    const at = plusMinutes(now, -daysAgo * 24 * 60)
    const evidence = reference
      ? {
          create: [
            { reference, datedOn: toDateColumn(plusDays(today, -daysAgo)), at, administrationId, personId },
          ],
        }
      : {}
    const versions = { create: [{ number: 1, text, inTheWay, outlook, at, personId }] }
    const update = {
      activityId: activity.id,
      administrationId,
      personId,
      at,
      leavesAt: at,
      version: 1,
      outlook,
      versions,
      evidence,
    }
    await db.prisma.update.create({ data: update })
  }
  for (const { activity: code, administration, text, inDays } of plan.commitments) {
    const targetOn = toDateColumn(plusDays(today, inDays))
    const activityId = activities.find((each) => each.code === code)!.id
    const madeAt = toDateColumn(plan.from)
    await db.prisma.commitment.create({
      data: {
        activityId,
        administrationId: idOf(administration),
        text,
        state: 'open',
        baselineOn: targetOn,
        targetOn,
        madeAt,
      },
    })
  }
}

async function agree(
  db: Db,
  milestone: { id: number; code: string; dueOn: Date | null; waitingFor: string | null },
  owner: number | null,
  people: Map<string, number>,
  plan: ExamplePlan,
  today: CalendarDate,
): Promise<void> {
  if (owner === null || milestone.dueOn === null || milestone.waitingFor !== null) return
  const past = milestone.dueOn < toDateColumn(today) && !plan.notDelivered.includes(milestone.code)
  const extended = plan.extended.includes(milestone.code)
  const baselineOn = extended ? new Date(milestone.dueOn.getTime() - 60 * 24 * 3600 * 1000) : milestone.dueOn
  await db.prisma.milestone.update({
    where: { id: milestone.id },
    data: {
      ownerAdministrationId: owner,
      baselineOn,
      agreedAt: toDateColumn(plan.from),
      state: past ? 'delivered' : 'agreed',
      ...(past
        ? {
            deliveredOn: milestone.dueOn,
            deliveredAt: milestone.dueOn,
            deliveredById: people.get(`owner:${owner}`) ?? null,
            deliveredForId: owner,
          }
        : {}),
    },
  })
  if (past && !plan.withoutEvidence.includes(milestone.code)) {
    const filed = { datedOn: milestone.dueOn, at: milestone.dueOn, administrationId: owner }
    await db.prisma.evidence.create({
      data: {
        ...filed,
        milestoneId: milestone.id,
        reference: `https://example.org/${milestone.code.toLowerCase()}`,
        title: 'example document',
      },
    })
  }
}

async function addPeople(
  db: Db,
  programmeId: number,
  now: Date,
  from: CalendarDate,
): Promise<Map<string, number>> {
  const people = new Map<string, number>()
  const add = async (
    user: string,
    name: string,
    role: { kind: string; administrationId?: number; areaId?: number },
  ) => {
    const account = { platform: 'terminal', tenant: 'first-look', user, linkedAt: now }
    const person = await db.prisma.person.create({
      data: {
        name,
        administrationId: role.administrationId ?? null,
        admittedAt: now,
        accounts: { create: account },
        roles: { create: { ...role, fromOn: toDateColumn(from) } },
      },
    })
    people.set(user, person.id)
    if (role.kind === 'member') people.set(`owner:${role.administrationId}`, person.id)
  }
  for (const { id, code } of await db.prisma.administration.findMany({ orderBy: { id: 'asc' } })) {
    await add(addressOf('member', code), 'Example member', {
      kind: 'member',
      administrationId: id,
    })
    await add(addressOf('director general', code), 'Example Director General', {
      kind: 'director general',
      administrationId: id,
    })
  }
  for (const { id, code } of await db.prisma.area.findMany({
    where: { programmeId },
    orderBy: { position: 'asc' },
  })) {
    await add(addressOf('coordinator', code), 'Example coordinator', {
      kind: 'coordinator',
      areaId: id,
    })
  }
  return people
}
