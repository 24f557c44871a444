import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import type { Hands } from './hands.ts'
import { terminalHands, terminalServed } from './terminal-hands.ts'

/** Forms at a terminal, over the real session and its socket: one question after the other. */

let bot: TestBot
let served: Awaited<ReturnType<typeof terminalServed>>
let sato: Hands
beforeAll(async () => {
  bot = await testBot()
  served = await terminalServed(bot)
  sato = terminalHands(served, 'sato')
  await join(sato, 'japan member')
})
afterAll(async () => {
  await served.close()
  await bot.close()
})

async function join(who: Hands, role: string): Promise<void> {
  const { text } = await bot.say(operator, `invite ${role}`)
  await who.say(`join ${invitationCode(text)}`)
}
const kept = async (text: string) =>
  (await bot.store.db.query('SELECT 1 FROM "Commitment" WHERE "text" = $1', [text])).length

describe('a form at a terminal', () => {
  it('asks one field after the other, with what it holds', async () => {
    const first = await sato.say('pledge ipr-1 Share a note')
    expect(first.form).toMatchObject({ title: 'Pledge', notice: 'Japan Customs takes on:' })
    expect(first.text).toContain('Activity\nA number, or its words.\n1. TF-1')
    expect(first.text).toContain('[IPR-1 ')
    const second = await sato.say('env-1')
    expect(second.text).toBe('What\nOne sentence that others can read.\n[Share a note]')
    const third = await sato.say('')
    expect(third.text).toContain('By when')
    expect((await sato.say('31 March')).text).toContain('as 2011-03-31.')
    const done = await sato.say('2011-03-31')
    expect(done.form).toBeNull()
    expect(done.text).toContain('Thursday 31 March 2011')
    expect(await kept('Share a note')).toBe(1)
  })

  it('asks again what is wrong, that alone, and keeps the rest', async () => {
    await sato.say('pledge ipr-1 …')
    const wrong = await sato.fill({ activity: 'ipr-2', text: 'Kept through a mistake', by: '2010-01-01' })
    expect(wrong.text).toContain('Friday 1 January 2010 has passed. Choose a later day.')
    expect(wrong.form?.fields.find(({ name }) => name === 'by')?.mistake).toContain('has passed')
    expect((await sato.say('2011-04-30')).text).toContain('Kept through a mistake')
    expect(await kept('Kept through a mistake')).toBe(1)
  })

  it('ends with cancel, and what is said then is a line again', async () => {
    await sato.say('pledge ipr-1')
    expect((await sato.say('cancel')).text).toBe('Cancelled: nothing was recorded.')
    expect((await sato.say('status ipr-1')).text).toContain('IPR-1')
  })

  it('goes back to the question before, and takes another answer to it', async () => {
    await sato.say('pledge')
    expect((await sato.say('back')).text).toContain('This is the first question')
    await sato.say('biz-2')
    await sato.say('Answered in a hurry')
    const before = await sato.say('back')
    expect(before.text).toContain('What\n')
    expect(before.text).toContain('[Answered in a hurry]')
    expect((await sato.say('Back')).text).toContain('[BIZ-2 ')
    await sato.say('')
    await sato.say('Answered with care')
    expect((await sato.say('2011-03-31')).text).toContain('Answered with care')
    expect(await kept('Answered in a hurry')).toBe(0)
    expect(await kept('Answered with care')).toBe(1)
  })

  it('does not leave out what is required, nor take what is no choice', async () => {
    await sato.say('pledge')
    expect((await sato.say('')).text).toContain('This cannot be left empty.')
    expect((await sato.say('99')).text).toContain('"99" is none of these.')
    expect((await sato.say('1')).text).toContain('What')
    await sato.say('cancel')
  })

  it('lists what a search finds, and takes its number', async () => {
    const chair = terminalHands(served, 'chair')
    await join(chair, 'secretariat')
    await chair.say('invite')
    await chair.say('member')
    expect((await chair.say('atlantis')).text).toContain('Nothing is found for "atlantis".')
    expect((await chair.say('land')).text).toMatch(/Which of these\?[\s\S]*\n1\. [\s\S]*\n2\. /)
    expect(await chair.look('of', 'korea')).toEqual(['Korea Customs Service'])
    const made = await chair.say('1')
    expect(made.text).toMatch(/join [0-9A-Z-]{14}/)
  })

  it('lists what a search finds before anything is typed, the likeliest first', async () => {
    await sato.say('pledge ipr-2 by 2011-03-31 Share a paper')
    const { text } = await sato.say('update')
    expect(text).toMatch(/Its number, or a few words of it\.\n1\. IPR-2 /)
    expect((await sato.say('1')).text).toContain('How it stands')
    await sato.say('cancel')
  })

  it('counts once, however often the last answer is sent', async () => {
    await sato.say('pledge biz-1')
    const style = { width: 80, colour: false }
    const last = { user: 'sato', style }
    let printed = await served.session({ ...last, line: 'pledge tf-1 Sent twice', dialogue: null })
    for (const line of ['', ''])
      printed = await served.session({ ...last, line, dialogue: printed.dialogue! })
    const twice = [1, 2].map(() =>
      served.session({ ...last, line: '2011-03-31', dialogue: printed.dialogue! }),
    )
    for (const { text } of await Promise.all(twice)) expect(text).toContain('Sent twice')
    expect(await kept('Sent twice')).toBe(1)
    await sato.say('cancel')
  })

  it('is not opened for a single line, and a dialogue that is none is refused', async () => {
    const style = { width: 80, colour: false }
    const alone = await served.session({ line: 'pledge ipr-1', user: 'sato', style })
    expect(alone).toMatchObject({ ok: false, text: expect.stringContaining('pledge ipr-1 by') })
    expect(alone.dialogue).toBeUndefined()
    const made = { form: {} } as never
    expect(await served.session({ line: '1', user: 'sato', style, dialogue: made })).toMatchObject({
      ok: false,
      text: 'This request is not one that the bot understands.',
    })
  })

  it('is refused to whoever may not', async () => {
    const stranger = terminalHands(served, 'stranger')
    const seen = await stranger.say('pledge ipr-1')
    expect(seen).toMatchObject({
      form: null,
      text: expect.stringContaining('invited customs administrations'),
    })
  })
})

describe('a button at a terminal', () => {
  it('is the words that it says, with dots behind those that open a form', async () => {
    const eleni = terminalHands(served, 'eleni')
    await join(eleni, 'coordinator ipr')
    await eleni.say('lead ipr-1 japan')
    await sato.say('agree ipr-1.3')
    expect((await sato.say('extend ipr-1.3 to 2010-07-15 because of leave')).text).toContain('Asked.')
    const digest = await eleni.say('digest')
    expect(digest.buttons.length).toBeGreaterThan(0)
    const opened = await eleni.press('Decline', digest)
    expect(opened.form).toMatchObject({ title: 'Decline a later date' })
    expect((await eleni.fill({ reason: 'The meeting needs it' })).text).toContain('The meeting needs it')
  })
})
