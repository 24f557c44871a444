import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createHomeDrawer } from '../../../src/jobs/homes.ts'
import { createLog } from '../../../src/log.ts'
import { teamsServed } from '../../contract/platforms.ts'
import { type TeamsHands, teamsHands } from '../../contract/teams-hands.ts'
import { personalConversation } from '../../stand-ins/teams.ts'
import { type TestBot, testBot } from '../../support/bot.ts'

/** Homes as people of a tenant have them: a card in their chat with the bot. */

let bot: TestBot
let served: Awaited<ReturnType<typeof teamsServed>>
let sato: TeamsHands
const tenantId = 'contract-tenant'
const chat = personalConversation('sato')

type Fields = Record<string, unknown>
type Refresh = { action: { verb: string; data: Fields }; userIds: string[] }

/** Teams looks at a home by itself, as its client does when the chat is opened. */
async function lookAt(card: Fields | undefined, id: string, user = 'sato') {
  const { action } = card!.refresh as Refresh
  const value = { action: { type: 'Action.Execute', ...action }, trigger: 'automatic' }
  const { status, body } = await served.tenant.invoke('adaptiveCard/action', value, { user, card: id })
  return { status, answer: JSON.parse(body) as { statusCode: number; type: string; value: Fields } }
}

const standing = () => served.standIn.messages(chat).at(-1)!
const draw = async () => {
  const messengers = { teams: served.messenger }
  return createHomeDrawer({
    store: bot.store,
    clock: bot.clock,
    log: createLog('silent'),
    messengers,
  }).runDue()
}

beforeAll(async () => {
  bot = await testBot()
  served = await teamsServed(bot)
  await bot.admit({ platform: 'teams', tenant: tenantId, user: 'sato', name: 'Sato' }, 'japan member')
  await bot.admit({ platform: 'teams', tenant: tenantId, user: 'eleni', name: 'Eleni' }, 'coordinator ipr')
  await bot.say({ platform: 'teams', tenant: tenantId, user: 'eleni' }, 'lead ipr-1 japan')
})
beforeEach(() => {
  served.standIn.recover()
  sato = teamsHands(served, 'sato')
})
afterAll(async () => {
  await served.close()
  await bot.close()
})

describe('home', () => {
  test('is a card that asks for itself anew when its owner looks at it', async () => {
    const { text, buttons } = await sato.say('home')
    expect(text).toContain('Japan Customs')
    expect(buttons).toContain('Summary')
    const { card, id } = standing()
    const { userIds } = card!.refresh as Refresh
    expect(userIds).toHaveLength(1)
    expect(userIds[0]).toMatch(/^29:/)
    await bot.say(
      { platform: 'teams', tenant: tenantId, user: 'sato' },
      'pledge ipr-1 by 2010-06-10 Share a note',
    )
    const { status, answer } = await lookAt(card, id)
    expect(status).toBe(200)
    expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    expect(answer.value.fallbackText).toContain('Share a note')
    expect(answer.value.refresh).toEqual(card?.refresh)
  })

  test('that was looked at changes where it stands when something of it changes', async () => {
    await sato.say('home')
    const { card, id, edits } = standing()
    await lookAt(card, id)
    bot.clock.minutesLater(1)
    await bot.say(
      { platform: 'teams', tenant: tenantId, user: 'sato' },
      'pledge ipr-1 by 2010-06-12 Share a note',
    )
    bot.clock.minutesLater(1)
    expect(await draw()).toBe(1)
    const after = standing()
    expect(after).toMatchObject({ id, edits: edits + 1 })
    expect(after.text).toContain('12 Jun 2010')
    expect(after.card?.refresh).toEqual(card?.refresh)
    served.standIn.erase(id)
    await bot.say(
      { platform: 'teams', tenant: tenantId, user: 'sato' },
      'pledge ipr-1 by 2010-06-13 Share a note',
    )
    bot.clock.minutesLater(1)
    await draw()
    expect(await bot.store.db.prisma.home.count()).toBe(0)
  })

  test('answers a question in its place, goes back, and says above what was changed', async () => {
    await sato.say('home')
    const { id } = standing()
    expect((await sato.press('Summary')).text).toContain('Where a Director General can help')
    expect(standing()).toMatchObject({ id })
    expect(standing().card).not.toHaveProperty('refresh')
    expect((await sato.press('Back')).text).toMatch(/^Japan Customs/)
    expect(standing().card).toHaveProperty('refresh')
    const before = (await sato.say('home')).buttons
    expect(before).toContain('Agreed')
    const agreed = await sato.press('Agreed')
    expect(agreed.text).toMatch(/Agreed[\s\S]*Japan Customs[\s\S]*Milestones delivered/)
    expect(standing().card).toHaveProperty('refresh')
  })

  test('of somebody not admitted says how to be admitted, and asks for nothing', async () => {
    const stranger = teamsHands(served, 'stranger')
    expect((await stranger.say('home')).text).toContain('join CODE')
    const said = served.standIn.messages(personalConversation('stranger')).at(-1)!
    expect(said.card).not.toHaveProperty('refresh')
  })

  test('that is asked for by another shows theirs, and not the one it stands on', async () => {
    await sato.say('home')
    const { card, id } = standing()
    const { answer } = await lookAt(card, id, 'stranger')
    expect(answer.value.fallbackText).toContain('join CODE')
    expect(answer.value.fallbackText).not.toContain('Japan')
  })

  test('asked for in a channel comes to the one who asked', async () => {
    const { messages } = await served.tenant.channel('<at>ASEM</at> home', { user: 'sato' })
    const mine = messages.filter(({ conversation }) => conversation === chat)
    expect(mine.map(({ text }) => text).join()).toContain('Japan Customs')
    for (const each of messages)
      if (each.conversation !== chat) expect(each.text).not.toContain('Milestones delivered')
  })

  test('is offered on first contact', async () => {
    const { messages } = await served.tenant.install({ user: 'sato', scope: 'personal' })
    expect(messages.map(({ text }) => text).join()).toContain('home for what is yours')
    const hands = teamsHands(served, 'sato')
    expect((await hands.pressIn(standing(), 'Home')).text).toMatch(/^Japan Customs/)
    expect(standing().card).toHaveProperty('refresh')
  })
})
