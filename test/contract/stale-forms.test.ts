import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { Forms } from '../../src/chat/request.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import type { Hands } from './hands.ts'
import { slackServed, teamsServed } from './platforms.ts'
import { slackHands } from './slack-hands.ts'
import { teamsHands } from './teams-hands.ts'
import { terminalHands, terminalServed } from './terminal-hands.ts'

/** What becomes of a form that is not taken: it says why, and nothing that was entered is lost. */

type Served = { hands(name: string): Hands; close(): Promise<void> }

async function onSlack(bot: TestBot): Promise<Served> {
  const served = await slackServed(bot)
  return { hands: (name) => slackHands(served, `U0${name.toUpperCase()}`), close: served.close }
}

async function onTeams(bot: TestBot): Promise<Served> {
  const served = await teamsServed(bot)
  return { hands: (name) => teamsHands(served, name), close: served.close }
}

/** Forms from a channel are dialogs. */
async function inTeamsDialogs(bot: TestBot): Promise<Served> {
  const served = await teamsServed(bot)
  const hands = (name: string): Hands => {
    const person = teamsHands(served, name)
    const plenary = () => served.standIn.messages('19:plenary@thread.tacv2').at(-1)!
    return {
      ...person,
      say: async (text) => {
        if (!bot.forms.opens(text)) return person.say(text)
        await served.tenant.channel(text, { user: name })
        return person.pressIn(plenary(), 'Open form')
      },
    }
  }
  return { hands, close: served.close }
}

async function onTerminal(bot: TestBot): Promise<Served> {
  const served = await terminalServed(bot)
  return { hands: (name) => terminalHands(served, name), close: served.close }
}

describe.each([
  ['on Slack', onSlack],
  ['on a card of Teams', onTeams],
  ['in a dialog of Teams', inTeamsDialogs],
  ['at a terminal', onTerminal],
])('a form %s', (_, serve) => {
  let bot: TestBot
  let sato: Hands
  let mori: Hands
  let close: () => Promise<void>
  let failing = false

  const kept = async (text: string) =>
    (await bot.store.db.query('SELECT 1 FROM "Commitment" WHERE "text" = $1', [text])).length

  async function join(who: Hands, role: string): Promise<void> {
    const { text } = await bot.say(operator, `invite ${role}`)
    expect((await who.say(`join ${invitationCode(text)}`)).text).toContain('Welcome.')
  }

  beforeAll(async () => {
    bot = await testBot()
    const forms: Forms = {
      ...bot.forms,
      submit: async (submission) => {
        if (!failing) return bot.forms.submit(submission)
        const show = { blocks: [{ kind: 'text' as const, text: ['Something failed on my side.'] }] }
        return { kind: 'reply', reply: { show, to: 'here', outcome: 'refused' } }
      },
    }
    const served = await serve({ ...bot, forms })
    close = served.close
    sato = served.hands('sato')
    mori = served.hands('mori')
    await join(sato, 'japan member')
    await join(mori, 'japan member')
    await sato.say('update ipr-2 on track Draft sent')
  })
  afterAll(async () => {
    await close()
    await bot.close()
  })

  it('whose subject changed meanwhile says so beside a mistake, and shows how it stands', async () => {
    await sato.say('edit ipr-2')
    await mori.say('edit ipr-2 at risk Two answers are late')
    const wrong = await sato.fill({ outlook: 'on track', text: 'All answers are there', links: 'no link' })
    expect(wrong.form?.fields.find(({ name }) => name === 'links')?.mistake).toContain('whole links')
    expect(wrong.form?.notice).toMatch(/It has changed since[\s\S]*at risk: Two answers are late/)
    expect(wrong.form?.fields.find(({ name }) => name === 'text')?.value).toBe('All answers are there')
    expect((await sato.fill({ links: 'https://example.org/1' })).text).toContain('Edited.')
  })

  it('that fails is kept with everything entered, and counts when it is handed in again', async () => {
    await sato.say('pledge ipr-1')
    failing = true
    const values = { activity: 'ipr-1', text: 'Not lost by a failure', by: '2011-03-31' }
    const { text, form } = await sato.fill(values)
    failing = false
    expect(`${text} ${form?.notice ?? ''}`).toContain('Something failed on my side')
    expect(await kept(values.text)).toBe(0)
    await sato.fill({})
    expect(await kept(values.text)).toBe(1)
  })

  it('of a programme that was closed meanwhile is refused each time, and kept', async () => {
    await sato.say('pledge tf-1')
    const closed = (closedAt: Date | null) => bot.store.db.prisma.programme.updateMany({ data: { closedAt } })
    await closed(bot.clock.now())
    const values = { activity: 'tf-1', text: 'Kept until it is open again', by: '2011-03-31' }
    const first = await sato.fill(values)
    expect(`${first.text} ${first.form?.notice ?? ''}`).toContain('takes nothing new')
    const second = await sato.fill({})
    expect(`${second.text} ${second.form?.notice ?? ''}`).toContain('takes nothing new')
    await closed(null)
    await sato.fill({})
    expect(await kept(values.text)).toBe(1)
  })

  it('of somebody whose role ended meanwhile is refused', async () => {
    await sato.say('pledge biz-1')
    await bot.store.db.prisma.role.updateMany({ data: { untilOn: new Date('2010-06-01') } })
    const { text, form } = await sato.fill({ activity: 'biz-1', text: 'Too late', by: '2011-03-31' })
    expect(`${text} ${form?.notice ?? ''}`).toContain('invited customs administrations')
    expect(await kept('Too late')).toBe(0)
  })
})
