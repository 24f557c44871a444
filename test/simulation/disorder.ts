import type { Random } from '../hostile/random.ts'
import { calm, type SimulatedPlatform, type Weather } from './platform.ts'
import type { Story } from './story.ts'
import type { SimulatedTime } from './time.ts'
import type { Fate } from './worker.ts'

/** What goes wrong for a while. `happens` begins something by chance, `ends` is the end of all of it; what is gone stays gone. */
export type Disorder = { fate: Fate; happens(places: string[]): void; ends(): void }

const minute = 60_000

export function simulatedDisorder(around: {
  random: Random
  fated: Random
  time: SimulatedTime
  platforms: Record<'slack' | 'teams', SimulatedPlatform>
  story: Pick<Story, 'deleted'>
  happened(what: string): void
}): Disorder {
  const { random, fated, time, platforms, story, happened } = around
  const both = Object.values(platforms)
  let crashes = 0
  let fails = 0

  function deletes({ standing }: SimulatedPlatform): void {
    if (standing.length === 0) return
    const [message] = standing.splice(random.int(standing.length), 1)
    story.deleted.add(message!.key)
    happened(`somebody deletes ${message!.key} in ${message!.place}`)
  }
  function placeChanges(platform: SimulatedPlatform, place: string): void {
    if (random.chance(0.5)) {
      platform.keeps.add(place)
      return
    }
    for (const { gone } of both) gone.add(place)
    happened(`${place} is gone`)
  }
  function clockIsSet(): void {
    time.ahead = time.ahead > 0 ? 0 : random.pick([minute, 40 * minute, 180 * minute])
    happened(`the clock is set ${time.ahead > 0 ? 'ahead' : 'back'}`)
  }

  return {
    fate: () => {
      if (fated.chance(crashes)) return fated.pick(['ends before', 'ends after'] as const)
      return fated.chance(fails) ? fated.pick(['fails before', 'fails after'] as const) : 'goes on'
    },
    happens: (places) => {
      const platform = platforms[random.pick(['slack', 'teams'] as const)]
      const kind = random.int(16)
      if (kind < 5) platform.weather = someWeather(random)
      else if (kind < 9) crashes = random.pick([0.01, 0.05, 0.1])
      else if (kind < 11) fails = random.pick([0.01, 0.05])
      else if (kind < 13) deletes(platform)
      else if (kind === 13) {
        if (places.length > 0 && random.chance(0.3)) placeChanges(platform, random.pick(places))
      } else if (kind === 14) for (const { gone } of both) gone.clear()
      else clockIsSet()
    },
    ends: () => {
      crashes = 0
      fails = 0
      time.ahead = 0
      for (const each of both) each.weather = calm
    },
  }
}

function someWeather(random: Random): Weather {
  const chance = () => random.pick([0, 0, 0.1, 0.4, 1])
  const hangs = random.pick([0, 0, 0.1, 0.3])
  return { busy: chance(), fails: chance(), loses: chance(), hangs, cannotLook: chance() }
}
