import { afterAll, beforeAll, expect, it } from 'vitest'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { twoProgrammes } from '../support/programmes.ts'

/*
 * Changes of all kinds while their programme is being closed: on a server they really are carried out at once. Each of them comes
 * before the closing, or is refused because of it.
 */

const sato = slackUser('U-SATO')
const papadakis = slackUser('U-PAPADAKIS')
const chair = slackUser('U-CHAIR')
const rounds = 12

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(papadakis, 'coordinator ipr')
  await bot.admit(chair, 'secretariat')
})
afterAll(() => bot.close())

const changes = (round: string) =>
  [
    [papadakis, `plan ipr-1 2010-09-01 Planned in round ${round}`],
    [papadakis, 'agree ipr-1.1 on 2010-09-02'],
    [papadakis, 'agree ipr-2.1 on 2010-09-02'],
    [papadakis, 'done ipr-1.2 https://example.org/done'],
    [papadakis, 'done ipr-2.2 https://example.org/done'],
    [sato, `update ipr-1 on track Round ${round}`],
    [sato, 'withdraw ipr-1'],
    [sato, `pledge ipr-2 by 2010-10-01 Share a note in round ${round}`],
    [papadakis, `plan ipr-2 2010-09-01 Planned too in round ${round}`],
    [papadakis, 'agree ipr-1.3 on 2010-09-03'],
    [chair, `meeting 2011-10-18 Hua Hin, Thailand, asked in round ${round}`],
  ] as const

async function reopen(): Promise<void> {
  const { prisma } = bot.store.db
  await prisma.programme.updateMany({ data: { closedAt: null } })
  await prisma.milestone.updateMany({
    data: { state: 'proposed', agreedAt: null, deliveredAt: null, deliveredOn: null },
  })
  bot.clock.minutesLater(15)
}

const stillOpen = async (): Promise<number> => {
  const { prisma } = bot.store.db
  const milestones = await prisma.milestone.count({ where: { state: { in: ['proposed', 'agreed'] } } })
  return milestones + (await prisma.commitment.count({ where: { state: 'open' } }))
}

it('nothing fails, and nothing is left open in what is closed', { timeout: 60_000 }, async () => {
  const outcomes = { before: 0, after: 0 }
  for (let round = 1; round <= rounds; round++) {
    const lines = [`${round}`, `${round}, again`, `${round}, once more`].flatMap(changes)
    const closing = round % lines.length
    const saying = lines.flatMap(([who, words], at) => [
      ...(at === closing ? [bot.say(chair, 'close her carried over')] : []),
      bot.say(who, words),
    ])
    const answers = (await Promise.all(saying)).map(({ text }) => text)
    const [closed] = answers.splice(closing, 1)
    expect(closed).toContain('Closed. Heraklion Declaration')
    for (const text of answers) {
      expect(text).not.toContain('Something failed')
      outcomes[/takes nothing new/.test(text) ? 'after' : 'before']++
    }
    expect(await stillOpen()).toBe(0)
    await reopen()
  }
  // Always the same order would show nothing.
  expect(Math.min(outcomes.before, outcomes.after)).toBeGreaterThan(rounds)
})

it('two programmes are closed at once, while roles change and both are changed', {
  timeout: 60_000,
}, async () => {
  const both = await twoProgrammes()
  await both.admit(sato, 'japan member')
  await both.admit(chair, 'secretariat')
  const { prisma } = both.store.db
  for (let round = 1; round <= rounds; round++) {
    const lines = [
      'meeting her 2012-10-18 Brussels',
      'close her ended',
      `role sato coordinator her/ipr until 2012-01-${10 + round}`,
      'confirm her/ipr-1 limited',
      'close hua carried over',
      `role sato coordinator hua/ipr until 2012-01-${10 + round}`,
      `update hua/ipr-1 on track Round ${round}`,
      `update her/ipr-1 on track Round ${round}`,
    ]
    const turned = [...lines.slice(round % lines.length), ...lines.slice(0, round % lines.length)]
    const answers = await Promise.all(
      turned.map((words) => both.say(words.startsWith('update') ? sato : chair, words)),
    )
    const texts = answers.map(({ text }) => text)
    expect(texts.filter((text) => text.startsWith('Closed.'))).toHaveLength(2)
    expect(texts.filter((text) => text.includes('Something failed'))).toEqual([])
    await prisma.programme.updateMany({ data: { closedAt: null } })
    await prisma.milestone.updateMany({ data: { state: 'proposed' } })
    both.clock.minutesLater(15)
  }
  await both.close()
})
