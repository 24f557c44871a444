import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { inChannel } from '../support/channels.ts'
import { botWithPeople, chair, kim, mori, sato } from '../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
})
afterAll(() => bot.close())

const here = inChannel('slack', 'C-JAPAN')
const say = async (who: typeof sato, words: string, where = here) => (await bot.say(who, words, where)).text
const channelHere = () => bot.store.db.prisma.channel.findFirstOrThrow({ include: { follows: true } })

/** A message that is to be posted in the first channel. */
const waiting = async (key: string, more = {}) => {
  const { id, platform, tenant, conversation } = await channelHere()
  await bot.store.db.prisma.delivery.create({
    data: {
      key,
      kind: 'nudge',
      ...{ platform, tenant, conversation, channelId: id, programmeId: 1 },
      state: 'waiting',
      attemptAt: bot.clock.now(),
      createdAt: bot.clock.now(),
      ...more,
    },
  })
}
const deliveryOf = (key: string) => bot.store.db.prisma.delivery.findUniqueOrThrow({ where: { key } })

it('takes an area away, and says what is left', async () => {
  await say(sato, 'follow ipr tf env updates digest')
  const text = await say(mori, 'unfollow TF and env')
  expect(text).toContain('Recorded. This channel follows IPR: updates and digest.')
  expect(await say(sato, 'unfollow tf')).toContain('Already so. This channel follows IPR')
})

it.each([
  ['unfollow', 'Say which areas, for example: unfollow ipr, or unfollow all.'],
  ['unfollow ipr-1', 'Did you mean unfollow ipr?'],
  ['unfollow ipr digest', 'say what is wanted: follow ipr nudges'],
])('%s: asked back', async (words, expected) => {
  expect(await say(sato, words)).toContain(expected)
  expect((await channelHere()).follows).toHaveLength(1)
})

it('of the last area retires the channel: what waits for it is not needed, a card is to be removed', async () => {
  await waiting('nudge')
  const posted = { state: 'sent', messageRef: '1', sentAt: bot.clock.now(), attemptAt: null }
  await waiting('card', { ...posted, kind: 'card' })
  await waiting('posted nudge', posted)
  await waiting('sending', { sendingSince: bot.clock.now() })
  await waiting('given up', { state: 'given up', attemptAt: null })
  const text = await say(sato, 'unfollow ipr')
  expect(text).toContain('This channel follows nothing any more')
  expect(await channelHere()).toMatchObject({
    retiredAt: bot.clock.now(),
    retiredWhy: 'unfollowed',
    follows: [],
  })
  expect(await deliveryOf('nudge')).toMatchObject({ state: 'not needed', attemptAt: null })
  expect(await deliveryOf('card')).toMatchObject({ state: 'sent', attemptAt: bot.clock.now() })
  expect(await deliveryOf('posted nudge')).toMatchObject({ state: 'sent', attemptAt: null })
  expect(await deliveryOf('sending')).toMatchObject({ state: 'waiting', attemptAt: bot.clock.now() })
  expect(await deliveryOf('given up')).toMatchObject({ state: 'given up', why: null })
  expect(await say(sato, 'unfollow ipr')).toContain('Nothing is followed here.')
})

it('leaves the channel free for whoever follows next', async () => {
  bot.clock.minutesLater(60)
  expect(await say(kim, 'follow tf')).toContain('It belongs to Korea Customs Service')
  expect(await channelHere()).toMatchObject({
    retiredAt: null,
    retiredWhy: null,
    since: bot.clock.now(),
    timeZone: 'Asia/Seoul',
    follows: [{ nudges: true }],
  })
  expect(await say(chair, 'unfollow everything')).toContain('follows nothing any more')
})

it('a second delivery says the same', async () => {
  await say(sato, 'follow ipr')
  const request = { id: 'test:unfollow-twice', ...here }
  await bot.say(sato, 'unfollow ipr', request)
  expect((await bot.say(sato, 'unfollow ipr', request)).text).toContain(
    'Already recorded. This channel follows nothing any more',
  )
})
