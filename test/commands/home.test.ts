import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { Action, View } from '../../src/chat/view.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato')
const kim = teamsUser('kim', 'Kim')
const director = slackUser('U-DIRECTOR')
const eleni = slackUser('U-ELENI', 'Eleni')
const chair = slackUser('U-CHAIR')
const guest = slackUser('U-GUEST')
let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  for (const [who, role] of [
    [sato, 'japan member'],
    [kim, 'korea member'],
    [director, 'japan dg'],
    [eleni, 'coordinator ipr'],
    [chair, 'secretariat'],
    [guest, 'observer'],
  ] as const)
    await bot.admit(who, role)
  await bot.say(eleni, 'lead ipr-1 japan')
  await bot.say(sato, 'agree ipr-1.3 on 2010-06-21')
  await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
})
afterAll(() => bot.close())

/** Every button of a view, in reading order. */
const buttonsOf = ({ blocks }: View): Action[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions
    if (block.kind === 'rows') return block.rows.flatMap(({ action }) => action ?? [])
    return block.kind === 'progress' ? block.bars.flatMap(({ open }) => open ?? []) : []
  })

async function homeOf(who: PlatformUser): Promise<{ text: string; buttons: Action[]; view: View }> {
  const { reply, text } = await bot.say(who, 'home')
  expect(reply?.to).toBe('asker')
  return { text, buttons: buttonsOf(reply!.show), view: reply!.show }
}

const lines = (buttons: Action[]): string[] =>
  buttons.map(({ label, line, form }) => `${label}: ${line}${form ? ' …' : ''}`)

describe('home', () => {
  it('of a member has what is owed, what counts first and soonest first, each with its button', async () => {
    const { text, buttons } = await homeOf(sato)
    expect(text).toMatch(
      /^Japan Customs\nMonday 7 June 2010 · 491 days to Hua Hin \(Tuesday 11 October 2011\)\n/,
    )
    const places = ['6 open', 'IPR-1/JP Share', 'IPR-1.3', 'IPR-1.1', 'IPR-1.2'].map((part) =>
      text.indexOf(part),
    )
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(places[0]).toBeGreaterThan(0)
    expect(lines(buttons)).toEqual(
      expect.arrayContaining([
        'Delivered: done ipr-1/jp …',
        'Update: update ipr-1 …',
        'Later date: extend ipr-1/jp …',
        'Delivered: done ipr-1.3 …',
        'Agree a date: agree ipr-1.1 …',
        'All 6: mine',
      ]),
    )
  })

  it('has four bars, each of which opens its area', async () => {
    const { text, view } = await homeOf(kim)
    expect(text).toContain('No milestone or commitment of yours is open.')
    const bars = view.blocks.flatMap((block) => (block.kind === 'progress' ? block.bars : []))
    expect(bars.map(({ open }) => open?.line)).toEqual([
      'status tf',
      'status ipr',
      'status env',
      'status biz',
    ])
  })

  it('of a Director General has the sentence of the summary, and no button that only members may press', async () => {
    const sentence = /All eight activities|of eight activities/
    const { text, buttons } = await homeOf(director)
    expect(text).toMatch(sentence)
    expect(buttons.filter(({ form }) => form)).toEqual([])
    expect((await homeOf(sato)).text).not.toMatch(sentence)
    for (const who of [chair, guest, operator]) {
      const whole = await homeOf(who)
      expect(whole.text).toMatch(sentence)
      expect(whole.text).not.toContain(' open')
    }
    expect((await homeOf(chair)).text).toMatch(/^Secretariat\n/)
  })

  it('of a coordinator has what waits for a decision, and the secretariat has it too', async () => {
    expect((await homeOf(eleni)).text).not.toContain('For your decision')
    await bot.say(sato, 'extend ipr-1.3 to 2010-08-31 because the figures come in August')
    const { text, buttons } = await homeOf(eleni)
    expect(text).toContain('For your decision: 1')
    expect(text).toContain(
      'IPR-1.3 Japan Customs asks to move Lessons learned from Diabolo II, one page from Monday 21 June 2010 to Tuesday 31 August 2010: “the figures come in August”',
    )
    expect(lines(buttons).slice(0, 3)).toEqual([
      'Approve: approve ipr-1.3 as requested, 2010-08-31',
      'Other date: approve ipr-1.3 …',
      'Decline: decline ipr-1.3 …',
    ])
    expect((await homeOf(chair)).text).toContain('For your decision: 1')
    for (const who of [sato, kim, director, guest])
      expect((await homeOf(who)).text).not.toContain('For your decision')
    await bot.say(eleni, 'approve ipr-1.3')
    expect((await homeOf(eleni)).text).not.toContain('For your decision')
  })

  it('of somebody who reports for two administrations has the way to the other one', async () => {
    const both = slackUser('U-BOTH')
    await bot.admit(both, 'japan member')
    await bot.admit(both, 'korea member')
    const { text, buttons } = await homeOf(both)
    expect(text).toMatch(/^Japan Customs\n/)
    expect(text).toContain('You report for Korea Customs Service, too.')
    expect(lines(buttons)).toContain('Show: status republic of korea')
    expect((await bot.say(both, 'status republic of korea')).text).toMatch(/^Korea Customs Service\n/)
    expect((await homeOf(sato)).text).not.toContain('You report for')
  })

  it('of somebody not admitted says how to be admitted, and nothing else', async () => {
    const { text } = await bot.say(slackUser('U-NOBODY'), 'home')
    expect(text).toBe((await bot.say(slackUser('U-NOBODY'), 'help')).text)
  })

  it('is one screen: no second page, and at most fifty blocks even where much is open', async () => {
    for (const code of ['env-1', 'env-2', 'biz-1', 'tf-1', 'tf-2', 'ipr-2'])
      await bot.say(kim, `pledge ${code} by 2010-12-31 Share ${'a long note with everybody '.repeat(10)}`)
    const { reply } = await bot.say(kim, 'home')
    expect(reply?.goesOn ?? false).toBe(false)
    expect(lines(buttonsOf(reply!.show))).toContain('All 6: mine')
    expect(lines(buttonsOf(reply!.show)).filter((line) => line.startsWith('More'))).toEqual([])
  })

  it('every button of a home is understood, and opens its form', async () => {
    await bot.say(eleni, 'agree ipr-2.3 on 2010-06-30')
    expect(lines((await homeOf(eleni)).buttons)).toContain('Later date: move ipr-2.3 …')
    for (const who of [sato, director, eleni, chair, guest]) {
      for (const { line, form } of (await homeOf(who)).buttons) {
        const said = {
          id: `${who.user}:${line}`,
          from: who,
          at: { platform: who.platform, tenant: who.tenant, conversation: `direct:${who.user}` },
          seenBy: 'asker' as const,
          paged: true,
          input: { text: line },
        }
        if (form) expect((await bot.forms.open(said))?.kind, line).toBe('form')
        else if (!line.startsWith('agree'))
          expect((await bot.say(who, line)).text, line).not.toContain('did not understand')
      }
    }
  })

  it('of a closed programme has no step that would be refused', async () => {
    await bot.say(chair, 'close her carried over')
    const { text, buttons } = await homeOf(sato)
    expect(text).toContain('takes nothing new')
    expect(text).not.toContain(' open')
    expect(buttons.filter(({ form }) => form)).toEqual([])
  })
})
