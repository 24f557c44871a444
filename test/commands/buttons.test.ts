import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Action } from '../../src/chat/view.ts'
import { commands } from '../../src/commands/index.ts'
import { spokenLine } from '../../src/commands/parse.ts'
import { understand } from '../../src/commands/understand.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { buttonOf, buttonsOf, labelsOf, press, recordOf } from '../support/pressing.ts'
import { heraklionDirectory } from './corpus.ts'

/** Every button of what is answered says a line that is understood, and offers what whoever reads it may do. */

const directory = heraklionDirectory()
const place = 'D-1'
const sato = slackUser('U-SATO', 'Sato')
const eleni = slackUser('U-ELENI', 'Eleni')
const greece = slackUser('U-GREECE', 'Maria')
const chair = slackUser('U-CHAIR', 'Chair')
let bot: TestBot

beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(greece, 'greece member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(chair, 'secretariat')
  await bot.say(eleni, 'lead ipr-1 japan')
})
afterAll(() => bot.close())

const lines: [typeof sato, string][] = [
  [eleni, 'plan ipr-1 2010-06-20 Figures of seizures for japan'],
  [eleni, 'plan ipr-1 Training material listed'],
  [sato, 'agree ipr-1.3'],
  [sato, 'agree ipr-1.6'],
  [sato, 'take part env-2'],
  [sato, 'not taking part env-2 because we have no such traffic'],
  [sato, 'pledge ipr-1 by 2011-03-31 Share a note'],
  [sato, 'pledge ipr-1 by 2011-04-29 Share a note with all'],
  [sato, 'extend ipr-1/jp to 2011-05-31 because of the translation'],
  [sato, 'update ipr-1 on track Note drafted https://example.org/note'],
  [sato, 'edit ipr-1 at risk Note drafted, clearance waits'],
  [sato, 'edit ipr-1 at risk Note drafted, clearance waits'],
  [sato, 'send now ipr-1'],
  [sato, 'withdraw ipr-1'],
  [sato, 'withdraw ipr-1'],
  [sato, 'hold 20m'],
  [sato, 'hold off'],
  [sato, 'hold'],
  [sato, 'invite japan member'],
  [chair, 'role sato alternate eleni'],
  [chair, 'role sato'],
  [chair, 'meeting 2011-10-11 Hua Hin, Thailand'],
  [sato, 'meeting'],
  [sato, 'snooze ipr-1.3 2d'],
  [sato, 'snooze ipr-1.3 off'],
  [sato, 'extend ipr-1.3 to 2010-07-20 because comments are late'],
  [eleni, 'approve ipr-1.3'],
  [eleni, 'move ipr-1.3 to 2010-07-21 because of the holiday'],
  [eleni, 'confirm ipr-1 limited'],
  [sato, 'done ipr-1.6'],
  [sato, 'away until 2010-06-20'],
  [sato, 'back'],
  ...[sato, eleni, chair].flatMap((who) =>
    [
      'summary',
      'mine',
      'status',
      'status ipr',
      'status ipr-1',
      'status ipr-1/jp',
      'status japan',
      'due from 2010-01-01',
      'overdue',
      'history',
      'history ipr-1',
      'search note',
      'who',
      'deliveries',
      'following',
      'home',
    ]
      .filter((line) => line !== 'mine' || who !== chair)
      .map((line): [typeof sato, string] => [who, line]),
  ),
]

/** What is wrong with a button; null where nothing is. */
function faultOf({ label, line, form }: Action): string | null {
  if (label.length > 30) return `"${label}" is long`
  const understood = understand(commands, directory, spokenLine(line))
  if (understood.kind !== 'command') return `"${line}" is not understood`
  return form && !understood.command.form ? `"${line}" has no form` : null
}

it('every button says a line that is understood, and opens a form that exists', async () => {
  const seen = new Set<string>()
  for (const [who, line] of lines) {
    const { reply, text } = await bot.say(who, line)
    expect(reply?.outcome, `${line}: ${text}`).toBe('done')
    for (const action of buttonsOf(reply!.show)) {
      seen.add(action.label)
      expect(faultOf(action), line).toBeNull()
    }
    for (const block of reply!.show.blocks) {
      if (block.kind !== 'actions') continue
      expect(block.actions.length, line).toBeLessThanOrEqual(6)
      expect(block.actions.filter(({ look }) => look === 'primary').length, line).toBeLessThanOrEqual(1)
    }
  }
  for (const label of ['No hold', 'Invite another', 'All roles', 'Dates before it', 'Send now', 'Withdraw'])
    expect(seen).toContain(label)
  for (const label of ['Agreed', 'Agree a date', 'Open', 'Pledge', 'Take part', 'Remind again', 'I am back'])
    expect(seen).toContain(label)
})

it('a milestone that was planned is agreed by a button, for those who may', async () => {
  const planned = await bot.say(eleni, 'plan ipr-1 2010-06-25 Contact points listed for japan')
  expect(labelsOf(planned.reply!.show)).toEqual(['Open'])
  const own = await bot.say(sato, 'plan ipr-1 2010-06-25 Best practices listed')
  const view = own.reply!.show
  const agreed = await press(bot, sato, { view, place }, buttonOf(view, 'Agreed'))
  expect(agreed.text).toContain('Agreed. IPR-1.')
})

it('leads from the summary to what happened under a commitment and back, in place', async () => {
  let { reply } = await bot.say(sato, 'summary')
  const shown = [reply!.show.title]
  const on = async (label: string, words = '') => {
    const view = reply!.show
    reply = (await press(bot, sato, { view, place }, buttonOf(view, label, words))).reply
    return reply!.show.title
  }
  shown.push(await on('IPR', 'status ipr'))
  shown.push(await on('Open', 'status ipr-1'))
  shown.push(await on('Open', 'status ipr-1/jp'))
  shown.push(await on('History'))
  expect(reply!.show.within?.trail).toEqual([
    'summary',
    'status ipr',
    'status ipr-1',
    'status ipr-1/jp',
    'history ipr-1/jp',
  ])
  for (const title of shown.slice(0, -1).reverse()) expect(await on('Back')).toBe(title)
  expect(new Set(shown).size).toBe(5)
})

it('a proposed milestone is agreed beside it, where it is read, by those who may; not where others read the answer too', async () => {
  const planned = await bot.say(sato, 'plan ipr-1 2010-06-28 Contacts exchanged')
  const [name = ''] = /IPR-1\.\d+/.exec(planned.text) ?? []
  const view = (await bot.say(sato, 'status ipr-1')).reply!.show
  const greek = (await bot.say(greece, 'status ipr-1')).reply!.show
  expect(labelsOf(greek)).not.toContain('Agreed')
  const others = (await bot.say(sato, 'status ipr-1', { seenBy: 'everyone' })).reply!.show
  expect(labelsOf(others)).not.toContain('Agreed')
  const agreed = await press(bot, sato, { view, place }, buttonOf(view, 'Agreed', name.toLowerCase()))
  expect(agreed.text).toContain(`Agreed. ${name}`)
})

it("what stands under one's update changes nothing of another's who reads it and presses", async () => {
  for (const who of [sato, greece])
    for (const line of ['hold 20m', 'take part ipr-2']) await bot.say(who, line)
  await bot.say(greece, 'update ipr-2 on track Greek seizures counted')
  const { reply } = await bot.say(sato, 'update ipr-2 on track Seizures counted', { seenBy: 'everyone' })
  const view = reply!.show
  const before = await recordOf(bot)
  for (const label of ['Send now', 'Withdraw']) {
    const pressed = await press(bot, greece, { view, place }, buttonOf(view, label))
    expect(pressed.reply?.outcome, pressed.text).toBe('refused')
  }
  const edit = await press(bot, greece, { view, place }, buttonOf(view, 'Edit'))
  expect(edit.text).toContain('is edited by a member of Japan Customs')
  expect(await recordOf(bot)).toEqual(before)
  const stepped = await bot.say(sato, 'not taking part env-2', { seenBy: 'everyone' })
  const part = buttonOf(stepped.reply!.show, 'Take part')
  expect((await press(bot, greece, { view: stepped.reply!.show, place }, part)).reply?.outcome).toBe(
    'refused',
  )
  const own = await press(bot, sato, { view, place }, buttonOf(view, 'Withdraw'))
  expect(own.text).toContain('Withdrawn. The update of Japan Customs on IPR-2')
})

it('nobody sets the hold of their own by a button under the hold of others', async () => {
  const { reply } = await bot.say(sato, 'hold 10m', { seenBy: 'everyone' })
  expect(labelsOf(reply!.show)).not.toContain('No hold')
})
