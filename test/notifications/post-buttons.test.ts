import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser } from '../support/bot.ts'
import { inChannel } from '../support/channels.ts'
import { addChannel } from '../support/following.ts'
import type { Posted } from '../support/messenger.ts'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { chair, kim, papadakis, sato } from '../support/people.ts'
import { buttonOf, buttonsOf, labelsOf, press, recordOf } from '../support/pressing.ts'

/** Japan and the coordinators of IPR have a channel each; Japan has reported, and asks for a later date for IPR-2.2. */
let world: Nudged
const observer = slackUser('U-OBSERVER', 'Ito Mei')
const outsider = slackUser('U-NOBODY', 'Nobody')

const stands = (place: string, kind: string): Posted => {
  const found = world.slack.posted.filter((each) => each.place === place && each.key.startsWith(`${kind}:`))
  if (found.length === 0) throw new Error(`no ${kind} in ${place}`)
  return { ...found.at(-1)! }
}

const pressed = (who: PlatformUser, message: Posted, label: string, words = '') =>
  press(world.bot, who, message, buttonOf(message.view, label, words))

beforeAll(async () => {
  world = await nudgedBot()
  const { bot, at } = world
  const { store, clock } = bot
  await bot.admit(observer, 'japan observer')
  const ipr = await store.db.prisma.area.findFirstOrThrow({ where: { code: 'IPR' } })
  const coordinators = { kind: 'area coordinators', areaId: ipr.id } as const
  await addChannel(
    store,
    { conversation: 'C-JAPAN' },
    await ofAdministration(bot, 'JP'),
    { IPR: ['updates', 'digest'] },
    clock.now(),
  )
  await addChannel(
    store,
    { conversation: 'C-IPR' },
    coordinators,
    { IPR: ['digest'] },
    clock.now(),
    'Europe/Athens',
  )
  clock.set('2010-06-06T12:10:00Z')
  for (const words of ['update ipr-1 on track First draft sent', 'update ipr-2 at risk Comments are slow'])
    await bot.say(sato, words)
  await bot.say(
    sato,
    'extend ipr-2.2 to 30 June because comments are arriving',
    inChannel('slack', 'C-JAPAN'),
  )
  // Monday 7 June 2010, 09:30 in Athens
  await at('2010-06-07T06:30:30Z')
  await bot.say(papadakis, 'move ipr-1.3 to 2010-07-15 because of the summer')
  await at('2010-06-07T06:40:00Z')
})
afterAll(() => world.bot.close())

describe('the buttons of what is posted', () => {
  it.each<[string, string, string[]]>([
    ['card', 'C-JAPAN', ['Update', 'Open', 'History']],
    ['update', 'C-JAPAN', ['Open']],
    ['extension', 'C-IPR', ['Approve', 'Other date', 'Decline', 'Open']],
    ['move', 'C-JAPAN', ['Open']],
  ])('%s', (kind, place, labels) => {
    const { view } = stands(place, kind)
    expect(view.within).toEqual({ programme: 'HER', trail: null })
    expect(labelsOf(view)).toEqual(labels)
  })

  it('digest: each decision, and the list behind each figure', () => {
    const { view } = stands('C-IPR', 'digest')
    expect(view.within).toEqual({ programme: 'HER', trail: null })
    expect(buttonsOf(view).map(({ label, line }) => [label, line])).toEqual([
      ['Approve', 'approve ipr-2.2 as requested, 2010-06-30'],
      ['Other date', 'approve ipr-2.2'],
      ['Decline', 'decline ipr-2.2'],
      ['Due (2)', 'due ipr until 2010-06-21'],
      ['Moved (4)', 'history ipr since 2010-05-31'],
    ])
    expect(labelsOf(stands('C-JAPAN', 'digest').view)).toEqual([
      'Agree a date',
      'Agree a date',
      'Agreed',
      'Agree a date',
      'Agreed',
      'Agreed',
      'All dates',
      'Due (2)',
      'Moved (4)',
    ])
  })

  it('never stand twice in one row with the same words', () => {
    for (const { view } of world.slack.posted)
      for (const block of view.blocks)
        if (block.kind === 'actions') {
          expect(block.actions.length).toBeLessThanOrEqual(4)
          expect(new Set(block.actions.map(({ label }) => label)).size).toBe(block.actions.length)
        }
  })
})

const decidedBy = 'is decided by the coordinator of IPR, or the secretariat.'
const mayAgree = 'IPR-1.4 is agreed by'
const notKnown = 'I work for invited customs administrations'

describe('a press on what is posted', () => {
  it.each<[string, string, string, PlatformUser, string]>([
    ['extension', 'Approve', 'a member', sato, decidedBy],
    ['extension', 'Approve', 'another administration', kim, decidedBy],
    ['extension', 'Approve', 'an observer', observer, decidedBy],
    ['extension', 'Approve', 'an outsider', outsider, notKnown],
    ['extension', 'Other date', 'a member', sato, decidedBy],
    ['extension', 'Other date', 'an observer', observer, decidedBy],
    ['extension', 'Other date', 'an outsider', outsider, notKnown],
    ['extension', 'Decline', 'a member', sato, decidedBy],
    ['extension', 'Decline', 'another administration', kim, decidedBy],
    ['extension', 'Decline', 'an outsider', outsider, notKnown],
    ['extension', 'Open', 'an outsider', outsider, notKnown],
    ['digest', 'Approve', 'a member', sato, decidedBy],
    ['digest', 'Decline', 'an observer', observer, decidedBy],
    ['digest', 'Agreed', 'another administration', kim, mayAgree],
    ['digest', 'Agreed', 'an observer', observer, mayAgree],
    ['digest', 'Agreed', 'an outsider', outsider, notKnown],
    ['digest', 'Due (2)', 'an outsider', outsider, notKnown],
  ])('%s: %s, by %s, is refused in private and changes nothing', async (kind, label, _, who, expected) => {
    const before = await recordOf(world.bot)
    const place = label === 'Agreed' ? 'C-JAPAN' : 'C-IPR'
    const { text, reply, form } = await pressed(who, stands(place, kind), label)
    expect(form).toBeNull()
    expect(text).toContain(expected)
    expect(reply).toMatchObject({ outcome: 'refused' })
    expect(reply?.to).not.toBe('everyone')
    expect(await recordOf(world.bot)).toEqual(before)
  })

  it.each<[string, string, string, string]>([
    ['card', 'C-JAPAN', 'Open', 'IPR-2'],
    ['card', 'C-JAPAN', 'History', 'Japan'],
    ['update', 'C-JAPAN', 'Open', 'IPR-2'],
    ['move', 'C-JAPAN', 'Open', 'IPR-1'],
    ['digest', 'C-IPR', 'Due (2)', 'Comments on the good practices paper'],
    ['digest', 'C-IPR', 'Moved (4)', 'Japan'],
    ['digest', 'C-JAPAN', 'Due (2)', 'Comments on the good practices paper'],
  ])('%s in %s: %s opens, in private, with the way on', async (kind, place, label, expected) => {
    const { text, reply } = await pressed(observer, stands(place, kind), label)
    expect(reply).toMatchObject({ outcome: 'done' })
    expect(reply?.to).not.toBe('everyone')
    expect(text).toContain(expected)
    // What is drilled into from there takes the place of this answer, not of the message.
    expect(reply?.show.within?.trail).toHaveLength(1)
  })
})

describe('a later date', () => {
  it('that was asked for anew is not approved by a button of the first request', async () => {
    const { bot, at } = world
    const [request, digest] = [stands('C-IPR', 'extension'), stands('C-IPR', 'digest')]
    await bot.say(sato, 'extend ipr-2.2 to 15 July because more comments are arriving')
    await at('2010-06-07T06:50:00Z')
    const before = await recordOf(bot)
    for (const old of [request, digest])
      expect((await pressed(papadakis, old, 'Approve')).text).toContain(
        'Asked for is Thursday 15 July 2010 now, not Wednesday 30 June 2010',
      )
    expect(await recordOf(bot)).toEqual(before)
    const { form } = await pressed(papadakis, digest, 'Other date')
    expect(form?.notice[0]?.join('')).toContain('to Thursday 15 July 2010')
  })

  it('is declined with a reason; the form says what is missing, and a second decision changes nothing', async () => {
    const { bot, at } = world
    const message = stands('C-IPR', 'extension')
    const other = (await pressed(chair, message, 'Other date')).form!
    const form = (await pressed(papadakis, message, 'Decline')).form!
    expect(form.fields).toMatchObject([{ name: 'reason', required: true }])
    const asked = {
      from: papadakis,
      at: { platform: 'slack', tenant: 'T-JAPAN', conversation: 'C-IPR' } as const,
      seenBy: 'asker' as const,
      paged: true,
    }
    const hand = (id: string, key: string, values: Record<string, string>) =>
      bot.forms.submit({ ...asked, id, form: { key, values } })
    expect(await hand('s:1', form.key, {})).toMatchObject({
      kind: 'mistakes',
      mistakes: { reason: 'Say why in one sentence.' },
    })
    expect(await hand('s:2', other.key, { on: '2010-06-01' })).toMatchObject({
      mistakes: { on: 'Tuesday 1 June 2010 has passed. Choose a later day.' },
    })
    const decided = await hand('s:3', form.key, { reason: 'The meeting needs it' })
    expect(decided).toMatchObject({ kind: 'reply', reply: { outcome: 'done' } })
    await at('2010-06-07T06:55:00Z')
    const after = stands('C-IPR', 'extension')
    expect(after.text).toContain('IPR-2.2: not approved by Papadakis Eleni.')
    expect(labelsOf(after.view)).toEqual([])
    const before = await recordOf(bot)
    for (const label of ['Approve', 'Other date', 'Decline'])
      expect((await pressed(papadakis, message, label)).text).toContain('Decided already: not approved')
    const late = await hand('s:4', other.key, { on: '2010-06-20' })
    expect(JSON.stringify(late)).toContain('Decided already: not approved')
    expect(await recordOf(bot)).toEqual(before)
  })
})
