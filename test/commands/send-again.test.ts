import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { inChannel, looked } from '../support/channels.ts'
import { type MemoryMessenger, memoryMessenger } from '../support/messenger.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'

const director = slackUser('U-DIRECTOR', 'Director')

let bot: TestBot
let slack: MemoryMessenger
let deliverer: Deliverer

/** A card in a channel of Japan, of which nobody knows whether it was posted. */
beforeEach(async () => {
  bot = await botWithPeople({ look: looked() })
  await bot.admit(director, 'japan dg')
  slack = memoryMessenger()
  deliverer = createDeliverer({
    store: bot.store,
    clock: bot.clock,
    log: createLog('silent'),
    messengers: { slack },
    compose,
  })
  await bot.say(sato, 'follow ipr', inChannel('slack', 'C-JAPAN'))
})
afterEach(() => bot.close())

const say = async (who: PlatformUser, words: string) => (await bot.say(who, words)).text
const later = async (minutes: number) => {
  bot.clock.minutesLater(minutes)
  await deliverer.runDue()
}
const row = () => bot.store.db.prisma.delivery.findFirstOrThrow({ where: { kind: 'card' } })
const posts = () => slack.happened.filter(({ what }) => what === 'post').length

async function report(met: Parameters<MemoryMessenger['meet']>[0]): Promise<number> {
  await bot.say(papadakis, 'lead ipr-1 japan')
  slack.meet(met)
  await later(1)
  return Number((await row()).id)
}

describe('send again', () => {
  it('posts once more what is unconfirmed, by the number that the ledger shows', async () => {
    const number = await report({ kind: 'unconfirmed', failed: false, why: 'no answer' })
    const ledger = await say(sato, 'deliveries failed')
    expect(ledger).toContain(`#${number} · Mon 7 Jun 2010`)
    expect(ledger).toContain(`To post one again: send again ${number}.`)
    expect(await say(sato, `send again ${number}`)).toBe(
      `Recorded. Message ${number} is posted again, as things stand now.\nThe first one is looked for first. If it arrived and is not found, both stand there, and the older one can be deleted there.\ndeliveries shows what becomes of it.`,
    )
    expect(await say(sato, `send again ${number}`)).toContain(`Message ${number} is on its way.`)
    await later(1)
    expect(posts()).toBe(1)
    expect((await row()).state).toBe('sent')
    expect(await say(sato, `send again #${number}`)).toContain('only what did not go out is sent again')
    await later(1)
    expect(posts()).toBe(1)
  })

  it('takes the first one for sent when it is found', async () => {
    slack.answerFind({ kind: 'absent' })
    const number = await report({ kind: 'unconfirmed', failed: false, why: 'no answer', taken: true })
    slack.answerFind(null)
    expect(await say(sato, `send again ${number}`)).toContain('Recorded.')
    await later(1)
    expect(posts()).toBe(1)
    expect(await row()).toMatchObject({ state: 'sent', messageRef: slack.posted[0]!.ref })
  })

  it('posts once more where nobody can look', async () => {
    slack.answerFind({ kind: 'unknown', why: 'Slack cannot be asked' })
    const number = await report({ kind: 'unconfirmed', failed: false, why: 'no answer' })
    expect(await say(sato, `send again ${number}`)).toContain('Recorded.')
    await later(1)
    expect(posts()).toBe(1)
    expect(await row()).toMatchObject({ state: 'sent' })
  })

  it('posts once more what was refused, and the secretariat may too', async () => {
    const number = await report({ kind: 'refused', why: 'restricted_action' })
    expect(await row()).toMatchObject({ state: 'failed', why: 'restricted_action' })
    const text = await say(chair, `resend ${number}`)
    expect(text).toContain('Recorded.')
    expect(text).not.toContain('both stand there')
    await later(1)
    expect(posts()).toBe(1)
  })

  it('is not for those whose channel it is not, and does not tell them of it', async () => {
    const number = await report({ kind: 'refused', why: 'restricted_action' })
    for (const who of [kim, papadakis])
      expect(await say(who, `send again ${number}`)).toBe(
        await say(who, 'send again 999').then((text) => text.replace('999', String(number))),
      )
    expect(await say(director, `send again ${number}`)).toContain(
      'is sent again by a member of Japan Customs',
    )
    await later(1)
    expect(posts()).toBe(0)
  })

  it('asks for a number, and for a channel that can be reached', async () => {
    expect(await say(sato, 'send again')).toContain('Say its number, for example: send again 123.')
    const number = await report({ kind: 'gone', why: 'is_archived' })
    expect(await say(sato, `send again ${number}`)).toContain('That channel cannot be reached any more.')
  })

  it('of a digest, sends it however late it is', async () => {
    const channel = await bot.store.db.prisma.channel.findFirstOrThrow()
    const { id: programmeId } = await bot.store.db.prisma.programme.findFirstOrThrow()
    const { id } = await bot.store.db.prisma.delivery.create({
      data: {
        key: 'digest:channel:1:2010-05-31:1',
        kind: 'digest',
        platform: 'slack',
        tenant: 'T-JAPAN',
        conversation: 'C-JAPAN',
        channelId: channel.id,
        programmeId,
        occasionOn: new Date('2010-05-31'),
        subject: { at: '09:00', areas: 'IPR' },
        state: 'given up',
        createdAt: new Date('2010-05-31T00:00:00Z'),
      },
    })
    expect(await say(sato, 'deliveries')).toContain('weekly digest of IPR')
    await say(sato, `send again ${id}`)
    await later(1)
    expect(slack.in('C-JAPAN')[0]).toMatch(/^IPR, week to Sunday 30 May 2010/)
  })
})
