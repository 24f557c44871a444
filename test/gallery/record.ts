import type { PlatformUser, Reply, Request } from '../../src/chat/request.ts'
import type { View } from '../../src/chat/view.ts'
import { type ExamplePlan, examplePlan } from '../../src/domain/examples.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import { addExamples } from '../../src/store/examples.ts'
import { calendarDate, dayIn } from '../../src/time.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { inChannel, looked } from '../support/channels.ts'
import { addChannel } from '../support/following.ts'
import { memoryMessenger } from '../support/messenger.ts'
import { ofAdministration } from '../support/nudged.ts'

/** A message as it was said by itself: the same key again where it changed in place. */
export type Message = { place: string; key: string; view: View }

/**
 * Thursday 18 November 2010 in the Heraklion programme: examples of leads, deliveries and reports, some people with accounts, and three
 * channels that follow IPR. Time passes when it is told to, and what is said meanwhile is kept as it was composed.
 *
 * @param tail stands at the end of everything that people have written
 */
export async function openRecord(tail: string) {
  const said = (words: string): string => words + tail
  const bot = await testBot({ at: '2010-11-18T07:00:00Z', look: looked() })
  const { store, clock } = bot
  const messages: Message[] = []
  const deliverer = createDeliverer({
    store,
    clock,
    log: createLog('silent'),
    messengers: { slack: keeping(messages), teams: keeping(messages) },
    compose,
  })
  await fill(bot, tail)
  const people = peopleNamed(tail)
  for (const { who, role } of Object.values(people)) if (role) await bot.admit(who, role)
  await openChannels(bot)
  await sweep(store, plans, clock)
  return {
    bot,
    said,
    people,
    messages,
    /** Answered, as it would be in a place with others. */
    async ask({ who, place }: Player, text: string, request: Partial<Request> = {}): Promise<Reply> {
      const at = place ? inChannel(who.platform, place) : {}
      const { reply } = await bot.say(who, text, {
        ...at,
        seenBy: 'asker',
        among: place !== null,
        ...request,
      })
      if (!reply) throw new Error(`"${text}" was not answered`)
      return reply
    },
    /** Lets the time come, plans what has become due, and delivers it. */
    async until(instant: string): Promise<void> {
      clock.set(instant)
      await sweep(store, plans, clock)
      await deliverer.runDue()
    },
  }
}

export type Record = Awaited<ReturnType<typeof openRecord>>

/** Somebody, and the channel where they ask; null: alone with the bot. */
export type Player = { who: PlatformUser; role: string | null; place: string | null }

function peopleNamed(tail: string) {
  const on = (who: PlatformUser, role: string | null, place: string | null): Player => ({
    who: { ...who, name: `${who.name}${tail}` },
    role,
    place,
  })
  return {
    sato: on(slackUser('U0SATO', 'Sato Yuki'), 'japan member', 'C0JAPAN'),
    mori: on(slackUser('U0MORI', 'Mori Aki'), 'japan member', 'C0JAPAN'),
    tanaka: on(slackUser('U0TANAKA', 'Tanaka Hiroshi'), 'japan dg', null),
    eleni: on(slackUser('U0ELENI', 'Eleni Papadaki'), 'coordinator ipr', 'C0IPR'),
    anna: on(slackUser('U0ANNA', 'Anna Berg'), 'secretariat', null),
    kim: on(teamsUser('kim', 'Kim Min-ji'), 'korea member', '19:korea'),
    willem: on(slackUser('U0WILLEM', 'Willem de Vries'), 'netherlands member', 'C0DUTCH'),
    stranger: on(slackUser('U0NOBODY', 'Somebody'), null, null),
  }
}

async function fill({ store, clock }: TestBot, tail: string): Promise<void> {
  const plan = examplePlan(calendarDate('2010-01-01'))
  const today = dayIn(clock.now(), 'UTC')
  await store.transaction((db) => addExamples(db, 1, inWords(plan, tail), clock.now(), today))
  // Laos is not connected.
  await store.db.query(`DELETE FROM "Account" WHERE "user" IN ('member:LA', 'director general:LA')`, [])
  if (tail === '') return
  // What the programme's authors wrote, too.
  for (const [table, column] of [
    ['Milestone', 'title'],
    ['Activity', 'title'],
    ['Administration', 'customsName'],
    ['Person', 'name'],
    ['Evidence', 'title'],
  ])
    await store.db.query(`UPDATE "${table}" SET "${column}" = "${column}" || $1`, [tail])
}

/** The examples without the word that marks them as such. */
function inWords(plan: ExamplePlan, tail: string): ExamplePlan {
  return {
    ...plan,
    updates: plan.updates.map((update) => ({
      ...update,
      text: update.text.replace('Example: ', '') + tail,
      inTheWay: update.inTheWay && update.inTheWay + tail,
    })),
    commitments: plan.commitments.map((each) => ({ ...each, text: each.text + tail })),
  }
}

async function openChannels(bot: TestBot): Promise<void> {
  const { store, clock } = bot
  const areas = await store.db.prisma.area.findMany({ where: { code: 'IPR' } })
  const all: ('updates' | 'nudges' | 'digest')[] = ['updates', 'nudges', 'digest']
  const ipr = { kind: 'area coordinators' as const, areaId: areas[0]!.id }
  const onTeams = { platform: 'teams', tenant: 'tenant-korea' } as const
  const open = (
    at: Parameters<typeof addChannel>[1],
    owner: Parameters<typeof addChannel>[2],
    follows: Parameters<typeof addChannel>[3],
    zone?: string,
  ) => addChannel(store, at, owner, follows, clock.now(), zone)
  await open({ conversation: 'C0JAPAN' }, await ofAdministration(bot, 'JP'), { IPR: ['updates', 'nudges'] })
  await open({ conversation: 'C0IPR' }, ipr, { IPR: all }, 'Europe/Athens')
  await open({ ...onTeams, conversation: '19:korea' }, await ofAdministration(bot, 'KR'), { IPR: all })
  await open(
    { conversation: 'C0DUTCH' },
    await ofAdministration(bot, 'NL'),
    { ENV: ['nudges'] },
    'Europe/Amsterdam',
  )
}

function keeping(messages: Message[]) {
  const memory = memoryMessenger()
  const of = (ref: string) => memory.posted.find((each) => each.ref === ref)
  return {
    ...memory,
    deliver: (...[to, view, key, under]: Parameters<typeof memory.deliver>) => {
      const place = to.to === 'person' ? `@${to.user.user}` : to.at.conversation
      messages.push({ place, key, view })
      return memory.deliver(to, view, key, under)
    },
    update: (...[ref, view]: Parameters<typeof memory.update>) => {
      const message = of(ref)
      if (message) messages.push({ place: message.place, key: message.key, view })
      return memory.update(ref, view)
    },
  }
}
