import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mention, text } from '../../src/chat/view.ts'
import { type TestBot, testBot } from '../support/bot.ts'
import { type DeliveringPlatform, slackDelivering, type Trouble, teamsDelivering } from './delivering.ts'

/** What every platform must do with the core's messages: each stands once, and the core is told the truth about it. */

describe.each([
  ['slack', slackDelivering],
  ['teams', teamsDelivering],
])('%s', (name, start) => {
  let bot: TestBot
  let platform: DeliveringPlatform
  beforeAll(async () => {
    bot = await testBot()
    platform = await start(bot)
  })
  afterAll(async () => {
    await platform.close()
    await bot.close()
  })
  beforeEach(() => {
    for (const { id } of platform.standing()) platform.erase(id)
  })
  afterEach(() => platform.recover())

  const view = (words: string) => ({ blocks: [text(words)] })
  const deliver = (words: string, under: string | null = null) =>
    platform.messenger.deliver(platform.channel, view(words), `key of ${words}`, under)
  const posted = async (words: string, under: string | null = null): Promise<string> => {
    const outcome = await deliver(words, under)
    if (outcome.kind !== 'sent') throw new Error(`${outcome.kind}: ${outcome.why}`)
    return outcome.ref
  }
  const stands = () => platform.standing().map((each) => [each.text, each.under, each.edits])

  it('a message stands, another under it; both are changed in place, and removed', async () => {
    const card = await posted('a card')
    const update = await posted('an update', card)
    await posted('under the update', update)
    expect(stands()).toEqual([
      ['a card', false, 0],
      ['an update', true, 0],
      ['under the update', true, 0],
    ])
    for (const ref of [card, update])
      expect(await platform.messenger.update(ref, view('changed'))).toEqual({ kind: 'done' })
    expect(stands()).toEqual([
      ['changed', false, 1],
      ['changed', true, 1],
      ['under the update', true, 0],
    ])
    expect(await platform.messenger.remove(update)).toEqual({ kind: 'done' })
    expect(stands()).toEqual([
      ['changed', false, 1],
      ['under the update', true, 0],
    ])
  })

  it('one that somebody deleted is missing, and has not to be removed', async () => {
    const ref = await posted('a card')
    platform.erase(platform.standing()[0]!.id)
    expect(await platform.messenger.update(ref, view('changed'))).toEqual({ kind: 'missing' })
    expect(['done', 'missing']).toContain((await platform.messenger.remove(ref)).kind)
    expect(stands()).toEqual([])
  })

  it('reaches a person in private', async () => {
    const to = { to: 'person', user: platform.person } as const
    expect(await platform.messenger.deliver(to, view('for you'), 'a key', null)).toMatchObject({
      kind: 'sent',
    })
    expect(platform.inPrivate()).toEqual(['for you'])
  })

  it('mentions whom it knows, and nobody else: not of another workspace or platform, and not by words', async () => {
    const { person } = platform
    const other = name === 'slack' ? 'teams' : 'slack'
    const blocks = [
      text('Over to ', mention('Sato', person), ' and ', mention('Kim', { ...person, tenant: 'another' })),
      text(mention('Lee', { ...person, platform: other }), ' <@U0SATO> <at>Sato</at> <!channel> @here'),
    ]
    await platform.messenger.deliver(platform.channel, { blocks }, 'a key', null)
    expect(platform.standing().map(({ mentioned }) => mentioned)).toEqual([[person.user]])
    expect(platform.standing()[0]?.text).toContain('Over to Sato and Kim')
  })

  const troubles: [Trouble, object, object][] = [
    [
      { is: 'busy', seconds: 7 },
      { kind: 'retry', after: 7_000 },
      { kind: 'retry', after: 7_000 },
    ],
    [
      { is: 'failing', taken: false },
      { kind: 'unconfirmed', failed: true },
      { kind: 'retry', after: null },
    ],
    [
      { is: 'failing', taken: true },
      { kind: 'unconfirmed', failed: true },
      { kind: 'retry', after: null },
    ],
    [
      { is: 'silent', taken: false },
      { kind: 'unconfirmed', failed: false },
      { kind: 'retry', after: null },
    ],
    [
      { is: 'silent', taken: true },
      { kind: 'unconfirmed', failed: false },
      { kind: 'retry', after: null },
    ],
    [
      { is: 'cut', taken: false },
      { kind: 'unconfirmed', failed: false },
      { kind: 'retry', after: null },
    ],
    [
      { is: 'cut', taken: true },
      { kind: 'unconfirmed', failed: false },
      { kind: 'retry', after: null },
    ],
    [{ is: 'no entry' }, { kind: 'gone' }, { kind: 'gone' }],
    [{ is: 'refusal' }, { kind: 'refused' }, { kind: 'refused' }],
    [{ is: 'bad token' }, { kind: 'retry', after: null }, { kind: 'retry', after: null }],
  ]
  describe.each(troubles)('meeting %j', (trouble, message, change) => {
    const taken = 'taken' in trouble && trouble.taken

    it('a message: the truth about it, and it stands only if it was taken, once', async () => {
      platform.meet(trouble)
      expect(await deliver('once')).toMatchObject(message)
      expect(stands()).toEqual(taken ? [['once', false, 0]] : [])
    })

    it('a change: it can be made again', async () => {
      const ref = await posted('a card')
      platform.meet(trouble)
      expect(await platform.messenger.update(ref, view('changed'))).toMatchObject(change)
      platform.recover()
      expect(await platform.messenger.update(ref, view('changed'))).toEqual({ kind: 'done' })
      expect(stands()).toEqual([['changed', false, taken ? 2 : 1]])
    })
  })

  it('whether one in doubt stands is known, or said to be unknown', async () => {
    platform.meet({ is: 'silent', taken: true })
    await deliver('in doubt')
    const find = (key: string) => platform.messenger.find(platform.channel, key, new Date(0), null)
    const kinds = [(await find('key of in doubt')).kind, (await find('key of nothing')).kind]
    expect([
      ['found', 'absent'],
      ['unknown', 'unknown'],
    ]).toContainEqual(kinds)
  })
})
