import type { Directory } from '../domain/facts.ts'
import { isTimeZone, listedTimeZones } from '../time.ts'
import { plainLetters } from './letters.ts'
import { findAdministration } from './names.ts'
import { nearest } from './subject.ts'

/** Words that people put around a zone. */
const around = /^(?:(?:is|to|in|of|the|zone|use|set|time)\s)+|\s(?:time ?zone|time|zone)$/g

/** A zone's own name without letters that differ by keyboard: `asia/ho chi minh`. */
const lettersOf = (zone: string): string => plainLetters(zone)
const cityIn = (zone: string): string => lettersOf(zone.split('/').at(-1) ?? zone)

/**
 * The time zone that words name: by its IANA name in any letters, by its city, or by an administration of the programme.
 *
 * @returns its IANA name; null when they name none
 */
export function findZone(words: string, directory: Directory): string | null {
  const said = plainLetters(words).replace(around, '')
  if (said === '') return null
  if (/^(?:utc|gmt)$/.test(said)) return 'UTC'
  const zones = knownZones(directory)
  const whole = zones.find((zone) => lettersOf(zone) === said)
  if (whole) return whole
  const city = zones.find((zone) => cityIn(zone) === said)
  if (city) return city
  return otherName(said) ?? findAdministration(directory, said)?.timeZone ?? null
}

/** The city whose zone may have been meant, as it would be typed; null when none is near. */
export const nearestZone = (words: string, directory: Directory): string | null =>
  nearest(words, knownZones(directory).map(cityIn))

/** Those of the programme's administrations first, which are spelt as today; then all that are listed. */
const knownZones = ({ administrations }: Directory): string[] => [
  ...new Set([...administrations.map(({ timeZone }) => timeZone), ...listedTimeZones()]),
]

/** A name that is known and not listed (`asia/kathmandu` beside `Asia/Katmandu`). Abbreviations such as EST mean several. */
function otherName(said: string): string | null {
  if (!/^[a-z]+(?:\/[a-z+-]+(?: [a-z]+)*\d*)+$/.test(said)) return null
  const name = said.replace(/(?:^|[/ ])[a-z]/g, (letter) => letter.toUpperCase()).replaceAll(' ', '_')
  return isTimeZone(name) ? name : null
}
