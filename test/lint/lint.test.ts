import { beforeAll, describe, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { drawnOnSlack, drawnOnTeams } from '../gallery/drawn.ts'
import { type Fixtures, fixtures } from '../gallery/fixtures.ts'
import { seenOnSlack, seenOnTeams } from './seen.ts'
import { faultsOnSlack } from './slack.ts'
import { faultsOnTeams } from './teams.ts'

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
    const onSlack = new Map(drawnOnSlack(all).map(({ name, payload }) => [name, times(seenOnSlack(payload))]))
    const onTeams = new Map(drawnOnTeams(all).map(({ name, payload }) => [name, times(seenOnTeams(payload))]))
    const notified = new Map(
      drawnOnSlack(all).map(({ name, payload }) => [
        name,
        JSON.stringify(payload).split('"user_id"').length - 1,
      ]),
    )
    for (const { name, written } of counted) {
      expect(`${name}: ${onTeams.get(name)}`).toBe(`${name}: ${written}`)
      // Slack writes the name of whom it notifies itself.
      expect(`${name}: ${onSlack.get(name)! + notified.get(name)!}`).toBe(`${name}: ${written}`)
    }
  })
})

/** How often the hostile words stand there. */
const times = (words: string): number => words.split(hostile).length - 1
