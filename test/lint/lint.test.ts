import { beforeAll, describe, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { writePress } from '../../src/chat/press.ts'
import { kindOf, standing } from '../contract/standing-buttons.ts'
import { drawnOnSlack, drawnOnTeams } from '../gallery/drawn.ts'
import { type Fixtures, fixtures } from '../gallery/fixtures.ts'
import { buttonsOf } from '../support/pressing.ts'
import { seenOnSlack, seenOnTeams } from './seen.ts'
import { faultsOnSlack } from './slack.ts'
import { faultsOnTeams } from './teams.ts'
import { type Piece, wordingFaults, wordsOfForm, wordsOfView } from './wording.ts'

/** Everything the bot shows, where everybody who wrote anything wrote this behind it. */
const hostile = ' <!channel> *a* [x](http://y) <at>z</at> &lt;'

let all: Fixtures
beforeAll(async () => {
  all = await fixtures(hostile)
}, 90_000)

/** The faults of what has any, by its name. */
const faulty = (faultsOf: (name: string) => string[], names: string[]) =>
  Object.fromEntries(
    names.map((name) => [name, faultsOf(name)] as const).filter(([, faults]) => faults.length > 0),
  )

describe('everything the bot shows', () => {
  it('is much', () => expect(all.shown.length + all.asked.length).toBeGreaterThan(100))

  it('is what Slack takes, with words for those who hear it', () => {
    const drawn = new Map(drawnOnSlack(all).map(({ name, payload }) => [name, payload]))
    expect(faulty((name) => faultsOnSlack(drawn.get(name)!), [...drawn.keys()])).toEqual({})
  })

  it('is what Teams takes, with words for those who hear it', () => {
    const drawn = new Map(drawnOnTeams(all).map(({ name, payload }) => [name, payload]))
    expect(faulty((name) => faultsOnTeams(drawn.get(name)!), [...drawn.keys()])).toEqual({})
  })

  it('shows what people wrote as they wrote it', () => {
    const counted = all.shown.map(({ name, view }) => ({ name, written: times(plainText(view)) }))
    expect(counted.reduce((sum, { written }) => sum + written, 0)).toBeGreaterThan(300)
    // Platforms write the names of those whom they notify themselves.
    const onSlack = new Map(
      drawnOnSlack(all).map(({ name, payload }) => [
        name,
        times(seenOnSlack(payload)) + times(JSON.stringify(payload), '"user_id"'),
      ]),
    )
    const onTeams = new Map(
      drawnOnTeams(all).map(({ name, payload }) => [
        name,
        times(seenOnTeams(payload)) + times(JSON.stringify(payload), '"type":"mention"'),
      ]),
    )
    for (const { name, written } of counted) {
      expect(`${name}: ${onTeams.get(name)}`).toBe(`${name}: ${written}`)
      expect(`${name}: ${onSlack.get(name)}`).toBe(`${name}: ${written}`)
    }
  })
})

describe('every button that the bot draws', () => {
  it('is of a kind that is kept in test/contract/standing-buttons.yaml, and so works for ever', () => {
    const kept = new Set(standing.map(({ value }) => kindOf(value)))
    const drawn = all.shown.flatMap(({ view }) =>
      view.within ? buttonsOf(view).map((action) => kindOf(writePress(action, view.within!))) : [],
    )
    expect(new Set(drawn).size).toBeGreaterThan(30)
    expect([...new Set(drawn)].filter((kind) => !kept.has(kind))).toEqual([])
  })
})

describe('how the bot speaks', () => {
  it('is as the README says, in every view and every form', () => {
    // Those of two letters; EU and ASEAN are said as names.
    const codes = all.codes.filter((code) => code.length === 2 && code !== 'EU')
    expect(codes.length).toBeGreaterThan(30)
    const said = [
      ...all.shown.map(({ name, view }) => ({ name, pieces: wordsOfView(view) })),
      ...all.asked.map(({ name, form }) => ({ name, pieces: wordsOfForm(form) })),
    ]
    // What people wrote may have been cut within it.
    const cuts = Array.from({ length: hostile.length - 1 }, (_, at) => `${hostile.slice(0, -at - 1)}…`)
    const ours = ({ kind, words }: Piece): Piece => ({
      kind,
      words: cuts.reduce((left, cut) => left.replaceAll(cut, '…'), words.replaceAll(hostile, '')),
    })
    const faulty = said.map(
      ({ name, pieces }) => [name, pieces.flatMap((each) => wordingFaults(ours(each), codes))] as const,
    )
    expect(Object.fromEntries(faulty.filter(([, faults]) => faults.length > 0))).toEqual({})
  })
})

/** How often something stands there. */
const times = (words: string, what = hostile): number => words.split(what).length - 1
