import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wordsOf } from '../../src/chat/view.ts'
import { loadProgramme } from '../../src/programme/read.ts'
import { importProgramme } from '../../src/store/import.ts'
import { type Nudged, nudgedBot, nudgeOf, ofAdministration } from '../support/nudged.ts'
import { chair, papadakis, sato } from '../support/people.ts'
import { buttonOf, buttonsOf, press, recordOf } from '../support/pressing.ts'
import { huaHin } from '../support/programmes.ts'

let world: Nudged
beforeEach(async () => {
  world = await nudgedBot()
  await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
  await world.at('2010-06-07T00:00:30Z')
})
afterEach(() => world.bot.close())

/** Another programme is loaded, and is the current one from then on. */
const loadAnother = ({ bot }: Nudged) =>
  bot.store.transaction((db) =>
    importProgramme(db, loadProgramme(huaHin), bot.clock.now(), { example: false }),
  )

const closed = 'Heraklion Declaration was closed on'
const delivered = 'Already delivered. IPR-2.2 on Monday 7 June 2010'

describe('a button of an old nudge', () => {
  it.each<[string, (on: Nudged) => Promise<unknown>, Record<string, string>]>([
    [
      'was delivered',
      ({ bot }) => bot.say(papadakis, 'done ipr-2.2 https://example.org/comments'),
      {
        Delivered: 'delivered Mon 7 Jun 2010',
        'Already sent': delivered,
        'Later date': 'was delivered on Monday 7 June 2010',
        Snooze: 'There are no reminders of IPR-2.2: it is delivered.',
      },
    ],
    [
      'was moved',
      ({ bot }) => bot.say(papadakis, 'move ipr-2.2 to 2010-10-15 because of late comments'),
      {
        Delivered: 'Fri 15 Oct 2010 · extended (agreed first for Thu 10 Jun 2010)',
        Snooze:
          'Nothing to put off: IPR-2.2 is due on Friday 15 October 2010, and its reminders begin on Wednesday 15 September 2010.',
      },
    ],
    [
      'was closed with its programme',
      ({ bot }) => bot.say(chair, 'close her ended'),
      { Delivered: closed, 'Already sent': closed, 'Update IPR-2': closed, Snooze: closed },
    ],
    [
      'was carried over to another programme',
      async (on) => {
        await on.bot.say(chair, 'close her carried over')
        await loadAnother(on)
      },
      { Delivered: closed, 'Already sent': closed, Snooze: closed },
    ],
  ])('whose milestone %s says so, and changes nothing', async (_, happens, expected) => {
    const { bot } = world
    const message = { ...nudgeOf(world, 'C-JAPAN') }
    await happens(world)
    const before = await recordOf(bot)
    for (const [label, words] of Object.entries(expected)) {
      const { text, form } = await press(bot, sato, message, buttonOf(message.view, label, 'ipr-2'))
      expect(form ? wordsOf(form.notice.flat()) : text).toContain(words)
    }
    expect(await recordOf(bot)).toEqual(before)
  })

  it('whose programme is not in the record any more says so', async () => {
    const { view, place } = nudgeOf(world, 'C-JAPAN')
    const gone = { place, view: { ...view, within: { programme: 'OLD', trail: null } } }
    const { text } = await press(world.bot, sato, gone, buttonOf(view, 'Snooze', 'ipr-2.2'))
    expect(text).toBe('This button is of OLD, which is not kept here any more.')
  })
})

describe('a nudge of a programme that is not the current one', () => {
  it('has buttons that speak about its own, whether it was posted before or is drawn since', async () => {
    const { bot, at } = world
    const old = { ...nudgeOf(world, 'C-JAPAN') }
    await loadAnother(world)
    expect((await bot.say(sato, 'snooze ipr-2.2 5d')).text).not.toContain('No reminder of')
    const first = await press(bot, sato, old, buttonOf(old.view, 'Snooze', 'ipr-2.2'))
    expect(first.text).toContain('No reminder of HER/IPR-2.2 until Saturday 12 June 2010')
    await at('2010-06-07T00:02:30Z')
    const { view, place, text } = nudgeOf(world, 'C-JAPAN')
    expect(text).toContain('1. HER/IPR-2.2: no reminder until Saturday 12 June 2010')
    expect(view.within).toEqual({ programme: 'HER', trail: null })
    expect(buttonsOf(view).map(({ line }) => line)).toEqual([
      'done her/ipr-1.3',
      'done her/ipr-1.3 already sent',
      'extend her/ipr-1.3',
      'snooze her/ipr-1.3 5d',
      'update her/ipr-1',
    ])
    const second = await press(bot, sato, { view, place }, buttonOf(view, 'Already sent'))
    expect(second.text).toContain('Delivered. HER/IPR-1.3')
  })
})
