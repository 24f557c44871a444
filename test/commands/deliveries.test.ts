import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { addChannel, administrationId } from '../support/following.ts'
import { botWithPeople, chair, kim, mori, papadakis, sato } from '../support/people.ts'

/** The ledger that the nudged can read: theirs by name, others' as a number, and who is late to nobody else. */

const asia = slackUser('U-ASIA', 'Lim Asia')
const director = slackUser('U-DIRECTOR', 'Director')

let bot: TestBot
const channels: Record<string, number> = {}
const said = async (who: PlatformUser, words: string) => (await bot.say(who, words)).text

type Row = Parameters<TestBot['store']['db']['prisma']['delivery']['create']>[0]['data']
let keys = 0

async function delivered(at: string, row: Partial<Row> & { kind: string; state: string }): Promise<void> {
  const { id: programmeId } = await bot.store.db.prisma.programme.findFirstOrThrow()
  const createdAt = new Date(at)
  const place = { platform: 'slack', tenant: 'T', conversation: `C-${keys}` }
  const data = {
    ...place,
    key: `test:${keys++}`,
    programmeId,
    createdAt,
    sentAt: row.state === 'sent' ? createdAt : null,
    ...row,
  }
  await bot.store.db.prisma.delivery.create({ data: data as Row })
}

const milestoneId = async (code: string) =>
  (await bot.store.db.prisma.milestone.findFirstOrThrow({ where: { code } })).id
const activityId = async (code: string) =>
  (await bot.store.db.prisma.activity.findFirstOrThrow({ where: { code } })).id
const personId = async (name: string) =>
  (await bot.store.db.prisma.person.findFirstOrThrow({ where: { name } })).id

beforeAll(async () => {
  bot = await botWithPeople()
  await bot.admit(asia, 'coordinator asia')
  await bot.admit(director, 'japan dg')
  const since = bot.clock.now()
  const { store } = bot
  const [japan, korea] = [await administrationId(store, 'JP'), await administrationId(store, 'KR')]
  const { id: ipr } = await store.db.prisma.area.findFirstOrThrow({ where: { code: 'IPR' } })
  const everything = { IPR: ['updates', 'nudges', 'digest'] as ('updates' | 'nudges' | 'digest')[] }
  const owners = {
    japan: { kind: 'administration', administrationId: japan },
    korea: { kind: 'administration', administrationId: korea },
    ipr: { kind: 'area coordinators', areaId: ipr },
  } as const
  for (const [name, owner] of Object.entries(owners))
    channels[name] = await addChannel(store, { conversation: name }, owner, everything, since)

  await bot.say(papadakis, 'lead ipr-1 japan')
  await bot.say(papadakis, 'lead ipr-2 korea')
  await bot.say(sato, 'agree ipr-1.3 on 2010-06-21')
  await bot.say(kim, 'agree ipr-2.2 on 2010-06-10')
  await bot.say(sato, 'update ipr-1 on track Draft sent')
  await store.db.prisma.delivery.deleteMany({})
  const updateId = (await store.db.prisma.update.findFirstOrThrow()).id
  const one = await activityId('IPR-1')
  const [lessons, comments] = [[await milestoneId('IPR-1.3')], [await milestoneId('IPR-2.2')]]
  const day = (on: string) => ({ occasionOn: new Date(on) })
  for (const name of ['japan', 'korea', 'ipr']) {
    const channelId = channels[name]!
    await delivered('2010-06-07T07:10:00Z', { kind: 'card', state: 'sent', activityId: one, channelId })
    await delivered('2010-06-07T07:12:00Z', {
      kind: 'update',
      state: 'sent',
      activityId: one,
      updateId,
      channelId,
    })
  }
  await delivered('2010-06-08T00:00:00Z', {
    kind: 'nudge',
    state: 'sent',
    channelId: channels.korea!,
    milestoneIds: comments,
    ...day('2010-06-08'),
  })
  await delivered('2010-06-08T00:01:00Z', {
    kind: 'nudge',
    state: 'sent',
    channelId: channels.japan!,
    milestoneIds: [...lessons, ...comments],
    ...day('2010-06-08'),
  })
  await delivered('2010-06-18T00:00:00Z', {
    kind: 'nudge',
    state: 'unconfirmed',
    why: 'timeout; not found there',
    channelId: channels.korea!,
    milestoneIds: comments,
    ...day('2010-06-18'),
  })
  const eleni = { personId: await personId('Papadakis Eleni'), direct: true }
  await delivered('2010-06-28T06:00:00Z', {
    kind: 'nudge',
    state: 'sent',
    milestoneIds: comments,
    ...eleni,
    ...day('2010-06-28'),
  })
  const yuki = { personId: await personId('Sato Yuki'), direct: true }
  await delivered('2010-06-29T00:00:00Z', {
    kind: 'nudge',
    state: 'waiting',
    why: 'ratelimited',
    attempts: 2,
    attemptAt: new Date('2010-07-05T08:00:00Z'),
    milestoneIds: lessons,
    ...yuki,
    ...day('2010-06-29'),
  })
  await delivered('2010-06-29T00:05:00Z', {
    kind: 'digest',
    state: 'failed',
    why: 'not_in_channel',
    channelId: channels.ipr!,
    ...day('2010-06-29'),
  })
  bot.clock.set('2010-07-05T07:00:00Z')
})
afterAll(() => bot.close())

const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('- '))

describe('deliveries', () => {
  it('shows a member what went to their channels and people, newest first, on their wall', async () => {
    const { reply, text } = await bot.say(sato, 'deliveries', { seenBy: 'everyone' })
    expect(reply?.to).toBe('asker')
    expect(text).toContain('Times are those of Tokyo.')
    expect(lines(text)).toEqual([
      '- Tue 29 Jun 2010, 09:00 · nudge about IPR-1.3 · direct message to Sato Yuki · waiting: ratelimited, tried 2 times, again Mon 5 Jul 2010, 17:00',
      '- Tue 8 Jun 2010, 09:01 · nudge about IPR-1.3 and IPR-2.2 · #japan on Slack · sent',
      '- Mon 7 Jun 2010, 16:12 · update of Japan Customs on IPR-1 · 2 channels of others · sent',
      '- Mon 7 Jun 2010, 16:12 · update of Japan Customs on IPR-1 · #japan on Slack · sent',
      '- Mon 7 Jun 2010, 16:10 · card of IPR-1 · #japan on Slack · sent',
    ])
  })

  it('tells colleagues and a Director General the same', async () => {
    const own = await said(sato, 'deliveries')
    expect(await said(mori, 'deliveries')).toBe(own)
    expect(await said(director, 'deliveries')).toBe(own)
  })

  it('tells nobody else that somebody was nudged for what is late', async () => {
    for (const who of [sato, mori, director]) {
      const text = await said(who, 'deliveries ipr-2.2')
      expect(lines(text)).toHaveLength(1)
      expect(text).not.toMatch(/unconfirmed|korea|Papadakis/i)
    }
    const text = await said(kim, 'deliveries ipr-2.2')
    expect(text).toContain('nudge about IPR-2.2 · #korea on Slack · unconfirmed: timeout; not found there')
    expect(text).toContain('It is not sent again by itself.')
    expect(text).toContain('direct messages to 1 other person')
    expect(text).not.toMatch(/Papadakis|japan|IPR-1\.3/i)
  })

  it('shows a coordinator of the area all that was sent about it, others’ channels as a number', async () => {
    const text = await said(papadakis, 'deliveries')
    expect(text).toContain('nudge about IPR-2.2 · direct message to Papadakis Eleni · sent')
    expect(text).toContain('weekly digest · #ipr on Slack · failed: not_in_channel')
    expect(text).toContain('card of IPR-1 · 2 channels of others')
    expect(text).not.toMatch(/#japan|#korea|Sato/)
  })

  it('shows a coordinator of a region what was sent about its administrations’ dates', async () => {
    const text = await said(asia, 'deliveries ipr-2.2')
    expect(text).toMatch(/nudge about IPR-2\.2 · 1 channel of others · unconfirmed/)
    expect(text).not.toMatch(/#|Papadakis/)
  })

  it.each([chair, operator])('shows the secretariat all of it by name', async (who) => {
    const text = await said(who, 'deliveries')
    expect(lines(text)).toHaveLength(12)
    for (const name of ['#japan', '#korea', '#ipr', 'Sato Yuki', 'Papadakis Eleni'])
      expect(text).toContain(name)
    expect(text).not.toContain('of others')
  })

  it.each(['deliveries failed', 'deliveries ipr failed', 'deliveries that failed'])(
    '%s shows what did not go out',
    async (words) => {
      const shown = lines(await said(chair, words))
      expect(shown).toHaveLength(2)
      expect(shown[0]).toContain('failed: not_in_channel')
      expect(shown[1]).toContain('unconfirmed')
      expect(await said(sato, words)).toContain('Everything that concerns you went out.')
    },
  )

  it('holds no words of people', async () => {
    expect(await said(chair, 'deliveries')).not.toContain('Draft sent')
  })

  it('of an activity leaves out the others', async () => {
    const text = await said(chair, 'deliveries ipr-1')
    expect(lines(text)).toHaveLength(8)
    expect(text).not.toContain('digest')
    expect(await said(sato, 'deliveries tf')).toContain('Nothing that concerns you was sent yet.')
  })

  it('shows nothing of a quiet activity to those who may not read it', async () => {
    const { db } = bot.store
    await db.prisma.activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-12-01') },
    })
    expect(await said(chair, 'deliveries')).not.toMatch(/IPR-1/)
    expect(await said(chair, 'deliveries ipr-1')).toContain('IPR-1 is quiet until')
    expect(await said(sato, 'deliveries')).toContain('IPR-1')
    await db.prisma.activity.updateMany({ where: { code: 'IPR-1' }, data: { quietUntil: null } })
  })

  it('shows an update inside its hold, and one withdrawn there, to its own administration only', async () => {
    const { db } = bot.store
    await db.prisma.update.updateMany({ data: { leavesAt: new Date('2010-07-06') } })
    expect(await said(sato, 'deliveries')).toContain('update of Japan Customs')
    for (const who of [kim, papadakis, chair])
      expect(await said(who, 'deliveries')).not.toContain('update of')
    await db.prisma.update.updateMany({
      data: { leavesAt: new Date('2010-06-08'), withdrawnAt: new Date('2010-06-07T08:00:00Z') },
    })
    expect(await said(sato, 'deliveries')).toContain('update of Japan Customs')
    for (const who of [kim, papadakis, chair])
      expect(await said(who, 'deliveries')).not.toContain('update of')
    await db.prisma.update.updateMany({ data: { withdrawnAt: null } })
  })

  it('goes on with more, whatever is sent meanwhile', async () => {
    const one = await activityId('IPR-1')
    for (let at = 0; at < 50; at += 1)
      await delivered(`2010-07-01T00:${String(at).padStart(2, '0')}:00Z`, {
        kind: 'card',
        state: 'sent',
        activityId: one,
        channelId: channels.japan!,
      })
    const first = lines(await said(mori, 'deliveries'))
    bot.clock.set('2010-07-05T07:01:00Z')
    await delivered('2010-07-05T07:01:00Z', {
      kind: 'card',
      state: 'sent',
      activityId: one,
      channelId: channels.japan!,
    })
    const pages = [first]
    for (let page = 0; page < 5; page += 1) pages.push(lines(await said(mori, 'more')))
    const all = pages.flat()
    expect(new Set(all.filter((line) => line.includes('1 Jul 2010'))).size).toBe(50)
    expect(all.filter((line) => line.includes('1 Jul 2010'))).toHaveLength(50)
  })

  it.each([
    ['deliveries japan', 'by area, activity or milestone'],
    ['deliveries xyzzy', 'I did not understand "xyzzy"'],
    ['deliveries irp-1', 'Did you mean deliveries ipr-1?'],
  ])('%s is answered with what to say instead', async (words, expected) => {
    const { reply, text } = await bot.say(chair, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
  })
})
