import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { times } from '../support/times.ts'
import { channels, followEverywhere } from './following.ts'
import { nobody } from './questions.ts'
import { activityCodes, anyPlan, type Code, fill, mayBeTold, type Reader } from './record.ts'

/** The ledger tells each reader what was sent to them and about what is theirs, all of it, and nothing that they may not know. */

const chair = slackUser('chair')
const speakers: { who: PlatformUser; role: string; reader: Reader }[] = [
  { who: slackUser('sato'), role: 'japan member', reader: { ...nobody, own: ['JP'] } },
  { who: teamsUser('kim'), role: 'korea member', reader: { ...nobody, own: ['KR'] } },
  { who: slackUser('director'), role: 'greece dg', reader: { ...nobody, own: ['GR'] } },
  { who: slackUser('eleni'), role: 'coordinator ipr', reader: { ...nobody, areas: ['IPR'] } },
  { who: teamsUser('anna'), role: 'coordinator europe', reader: { ...nobody, regions: ['europe'] } },
  { who: chair, role: 'secretariat', reader: { ...nobody, secretariat: true } },
  { who: teamsUser('guest'), role: 'observer', reader: nobody },
]
const regions: Record<Code, string> = { JP: 'asia', KR: 'asia', GR: 'europe', PL: 'europe' }

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  for (const { who, role } of speakers) await bot.admit(who, role)
  await followEverywhere(bot, chair)
  for (const { conversation } of channels)
    await bot.store.db.prisma.channel.updateMany({
      where: { conversation },
      data: { name: `#${conversation.slice(3)}` },
    })
})
afterAll(() => bot.close())

const anyNudge = fc.record({
  place: fc.nat({ max: 100 }),
  milestones: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }),
  day: fc.integer({ min: -60, max: 60 }),
})

/** Where a row went: the reader of a channel, or who it was sent to. */
type Place = { name: string; channelId: number | null; personId: number | null; reader: Reader; who: string }

async function places(): Promise<Place[]> {
  const { prisma } = bot.store.db
  const known = await prisma.channel.findMany()
  const inChannels = known.map(({ id, name, conversation }): Place => {
    const { owner, reader } = channels.find((each) => each.conversation === conversation)!
    const whose = owner === 'asia' ? { ...nobody, regions: ['asia'] } : reader
    return {
      name,
      channelId: id,
      personId: null,
      reader: conversation === '19:retired' ? { ...nobody, secretariat: true } : whose,
      who: '',
    }
  })
  const people = await prisma.person.findMany({ include: { accounts: true } })
  const direct = people.map(({ id, name, accounts }): Place => {
    const { reader } = speakers.find(({ who }) => accounts.some(({ user }) => user === who.user))!
    return { name, channelId: null, personId: id, reader, who: accounts[0]!.user }
  })
  return [...inChannels, ...direct]
}

/** Whether a place is the reader's own, by the rule in plain words. */
function isOwn(speaker: (typeof speakers)[number], place: Place): boolean {
  const { reader } = speaker
  if (reader.secretariat) return true
  if (place.personId !== null && place.who === speaker.who.user) return true
  if (place.reader.own.some((own) => reader.own.includes(own))) return true
  if (place.personId !== null) return false
  return (
    place.reader.areas.some((area) => reader.areas.includes(area)) ||
    place.reader.regions.some((region) => reader.regions.includes(region))
  )
}

it('tells what concerns a reader, and nothing else', { timeout: times(240_000) }, async () => {
  const { prisma } = bot.store.db
  const everywhere = await places()
  let told = 0
  let withheld = 0
  let partly = 0
  await fc.assert(
    fc.asyncProperty(anyPlan, fc.array(anyNudge, { minLength: 8, maxLength: 12 }), async (plan, nudges) => {
      await fill(bot.store.db, plan)
      await prisma.delivery.deleteMany({})
      const named = { in: activityCodes }
      const activities = await prisma.activity.findMany({
        where: { code: named },
        include: { participations: { include: { administration: true } } },
      })
      const updates = await prisma.update.findMany({ include: { administration: true } })
      const milestones = (
        await prisma.milestone.findMany({
          where: { activity: { code: named } },
          include: { owner: true, dateChanges: true, activity: true },
          orderBy: { id: 'asc' },
        })
      ).filter(({ position }) => position <= 2)
      const now = bot.clock.now()

      const opens = (reader: Reader, activityId: number) => {
        const activity = activities.find(({ id }) => id === activityId)!
        return (
          !activity.quietUntil ||
          activity.quietUntil <= now ||
          reader.areas.includes(activity.code.split('-')[0]!) ||
          activity.participations.some(
            ({ takingPart, administration }) =>
              takingPart && reader.own.includes(administration.code as Code),
          )
        )
      }
      /** What each row shows a reader: null nothing, else the codes of milestones. */
      const rows: { token: string; place: Place; shows(reader: Reader, own: boolean): string[] | null }[] = []
      const add = async (
        place: Place,
        data: {
          kind: string
          activityId?: number
          updateId?: number
          milestoneIds?: number[]
          occasionOn?: Date
        },
        shows: (reader: Reader, own: boolean) => string[] | null,
      ) => {
        const token = `zz${rows.length}zz`
        rows.push({ token, place, shows })
        const { channelId, personId } = place
        const to = {
          platform: 'slack',
          tenant: 'T',
          conversation: 'C',
          channelId,
          personId,
          direct: personId !== null,
        }
        await prisma.delivery.create({
          data: { ...to, ...data, key: token, why: token, programmeId: 1, state: 'failed', createdAt: now },
        })
      }
      const inArea = (reader: Reader, code: string) => reader.areas.includes(code.split('-')[0]!)
      const isTheirs = (reader: Reader, administration: Code) =>
        reader.own.includes(administration) || reader.regions.includes(regions[administration])
      const inChannels = everywhere.filter(({ channelId }) => channelId !== null)
      for (const [at, place] of inChannels.entries()) {
        for (const { id, code } of activities)
          await add(place, { kind: 'card', activityId: id }, (reader, own) =>
            opens(reader, id) && (own || inArea(reader, code)) ? [] : null,
          )
        for (const update of updates.filter((_, turn) => turn % inChannels.length === at)) {
          const { activityId, administration, leavesAt, withdrawnAt } = update
          const by = administration.code as Code
          await add(place, { kind: 'update', activityId, updateId: update.id }, (reader, own) => {
            const left = leavesAt <= now && !(withdrawnAt && withdrawnAt < leavesAt)
            if (!opens(reader, activityId) || !(left || reader.own.includes(by))) return null
            const { code } = activities.find(({ id }) => id === activityId)!
            return own || inArea(reader, code) || isTheirs(reader, by) ? [] : null
          })
        }
      }
      for (const { place, milestones: chosen, day } of nudges) {
        const about = milestones.filter((_, at) => chosen.includes(at))
        const occasionOn = new Date(Date.UTC(2010, 5, 7 + day))
        const milestoneIds = about.map(({ id }) => id)
        const to = everywhere[place % everywhere.length]!
        await add(to, { kind: 'nudge', milestoneIds, occasionOn }, (reader, own) => {
          // One without a date asks for reports, which those know to whom it went.
          if (about.length === 0) return own ? [] : null
          const shown = about.filter(({ activityId, activity, owner, dueOn, baselineOn, dateChanges }) => {
            if (!opens(reader, activityId)) return false
            const by = owner?.code as Code | undefined
            const dates = [dueOn, baselineOn, ...dateChanges.map(({ fromOn }) => fromOn)]
            const inTime = dates.every((date) => date === null || date >= occasionOn)
            if (by && !mayBeTold(reader, by, activity.code.split('-')[0]!) && !inTime) return false
            return own || inArea(reader, activity.code) || (by !== undefined && isTheirs(reader, by))
          })
          return shown.length === 0 ? null : shown.map(({ code }) => code)
        })
      }
      for (const speaker of speakers) {
        const { reply } = await bot.say(speaker.who, 'deliveries', { paged: false })
        const lines = plainText(reply!.show).split('\n')
        for (const { token, place, shows } of rows) {
          const own = isOwn(speaker, place)
          const expected = shows(speaker.reader, own)
          const line = lines.find((each) => each.includes(token))
          const about = `${speaker.role}: ${token} ${line}`
          if (expected === null) expect(line, about).toBeUndefined()
          else expect(line, about).toBeDefined()
          withheld += line ? 0 : 1
          if (!line || expected === null) continue
          told += 1
          const codesShown = line.match(/[A-Z]+-\d\.\d+/g) ?? []
          expect(codesShown.sort(), about).toEqual(expected.sort())
          if (line.includes('other date')) partly += 1
          expect(line.includes(place.name), about).toBe(own)
        }
      }
    }),
    { numRuns: times(15), endOnFailure: true },
  )
  expect(told).toBeGreaterThan(500)
  expect(withheld).toBeGreaterThan(500)
  expect(partly).toBeGreaterThan(0)
})
