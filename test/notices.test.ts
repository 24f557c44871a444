import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../src/chat/plain-text.ts'
import type { Notice } from '../src/chat/request.ts'
import { composeNotice } from '../src/notifications/notice.ts'
import type { TestBot } from './support/bot.ts'
import { inChannel } from './support/channels.ts'
import { deliveryTo } from './support/delivery.ts'
import { botWithPeople, chair, kim, sato } from './support/people.ts'

/** What ends what the bot may send: removed from a channel, archived with it, uninstalled. */

let bot: TestBot
beforeEach(async () => {
  await bot?.close()
  bot = await botWithPeople()
  await bot.say(sato, 'follow ipr', inChannel('slack', 'C-ONE'))
  await bot.say(sato, 'follow ipr and tf', inChannel('slack', 'C-TWO'))
  await bot.say(kim, 'follow ipr', inChannel('teams', '19:korea'))
})
afterAll(() => bot.close())

type Ending = Exclude<Notice['kind'], 'installed'>
const notice = (kind: Ending, conversation: string, id: string = randomUUID()): Notice => ({
  id: `slack:${id}`,
  kind,
  at: { platform: 'slack', tenant: 'T-JAPAN', conversation },
})
const channels = async () =>
  (await bot.store.db.prisma.channel.findMany({ orderBy: { id: 'asc' } })).map(({ retiredWhy }) => retiredWhy)
const addDelivery = async (key: string) => {
  const { id, platform, tenant, conversation } = await bot.store.db.prisma.channel.findFirstOrThrow({
    where: { conversation: 'C-ONE' },
  })
  await bot.store.db.prisma.delivery.create({
    data: {
      ...{ key, kind: 'digest', platform, tenant, conversation, channelId: id, programmeId: 1 },
      ...{ state: 'waiting', attemptAt: bot.clock.now(), createdAt: bot.clock.now() },
    },
  })
}

describe('a notice', () => {
  it.each(['removed', 'archived'] as const)(
    '%s retires that channel, and what waits for it',
    async (kind) => {
      await addDelivery('digest')
      expect(await bot.notify(notice(kind, 'C-ONE'))).toBeNull()
      expect(await channels()).toEqual([kind, null, null])
      expect(await bot.store.db.prisma.delivery.findUnique({ where: { key: 'digest' } })).toMatchObject({
        state: 'not needed',
        why: `the channel is retired: ${kind}`,
        attemptAt: null,
      })
      expect(await bot.store.db.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
        action: 'channel retired',
        personId: null,
        fields: ['retiredAt'],
      })
    },
  )

  it.each(['removed', 'archived'] as const)(
    '%s is told to those whose channel it was, elsewhere, once',
    async (kind) => {
      const one = notice(kind, 'C-ONE')
      await bot.notify(one)
      await bot.notify(one)
      expect(await bot.store.db.prisma.delivery.findMany()).toMatchObject([
        { kind: 'notice', conversation: 'C-TWO', state: 'waiting' },
      ])
    },
  )

  it('uninstalled retires all of that workspace, and no other’s', async () => {
    await bot.notify(notice('uninstalled', ''))
    expect(await channels()).toEqual(['uninstalled', 'uninstalled', null])
    await bot.notify({
      ...notice('uninstalled', ''),
      at: { platform: 'teams', tenant: 'another', conversation: '' },
    })
    expect(await channels()).toEqual(['uninstalled', 'uninstalled', null])
  })

  it('uninstalled is told once to each owner who can be reached elsewhere', async () => {
    await bot.say(chair, 'follow ipr', inChannel('slack', 'C-CHAIR'))
    await bot.notify(notice('uninstalled', ''))
    expect(await bot.store.db.prisma.delivery.count()).toBe(0)
    for (const conversation of ['C-ONE', 'C-TWO'])
      await bot.say(sato, 'follow ipr', inChannel('slack', conversation))
    await bot.say(chair, 'follow ipr for japan', inChannel('teams', '19:japan'))
    await bot.notify(notice('uninstalled', ''))
    expect(await bot.store.db.prisma.delivery.findMany()).toMatchObject([
      { kind: 'notice', conversation: '19:japan', subject: { why: 'uninstalled' } },
    ])
    const [delivery] = await bot.store.db.prisma.delivery.findMany()
    const composed = await composeNotice(
      bot.store.db,
      deliveryTo(delivery!.channelId!, 'notice', bot.clock.now(), {
        subject: delivery!.subject as { why: string },
      }),
      bot.clock.now(),
    )
    expect(composed.show && plainText(composed.show)).toBe(
      'I was uninstalled where a channel on Slack is, and can post in no channel there. It followed IPR. When I am installed again, say follow ipr in each channel that is to follow.',
    )
  })

  it('about a conversation that follows nothing changes nothing', async () => {
    await bot.notify(notice('removed', 'C-NONE'))
    expect(await channels()).toEqual([null, null, null])
  })

  it('delivered again after the channel follows again, does nothing', async () => {
    const id = randomUUID()
    await bot.notify(notice('removed', 'C-TWO', id))
    bot.clock.minutesLater(5)
    const { text } = await bot.say(sato, 'follow env', inChannel('slack', 'C-TWO'))
    expect(text).toContain('This channel follows ENV: nudges and digest.')
    await bot.notify(notice('removed', 'C-TWO', id))
    expect(await channels()).toEqual([null, null, null])
    expect((await bot.say(sato, 'following', inChannel('slack', 'C-TWO'))).text).toContain('ENV')
  })

  it('a channel that was retired keeps its owner where they say it again, and their times', async () => {
    await bot.store.db.prisma.channel.updateMany({ data: { digestWeekday: 5, timeZone: 'Europe/Athens' } })
    await bot.notify(notice('archived', 'C-TWO'))
    const { text } = await bot.say(sato, 'follow ipr', inChannel('slack', 'C-TWO'))
    expect(text).toContain('The next digest comes on Friday 11 June 2010 at 09:00 (Athens).')
    expect(text).not.toContain('TF')
  })
})
