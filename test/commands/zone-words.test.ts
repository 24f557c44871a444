import { describe, expect, it } from 'vitest'
import { findZone, nearestZone } from '../../src/commands/zone-words.ts'
import { dayIn, isTimeZone, listedTimeZones, timeIn } from '../../src/time.ts'
import { heraklionDirectory } from './corpus.ts'

const directory = heraklionDirectory()

describe('a time zone', () => {
  it.each([
    ['europe/athens', 'Europe/Athens'],
    ['EUROPE/ATHENS', 'Europe/Athens'],
    ['to Europe/Athens', 'Europe/Athens'],
    ['Ｅｕｒｏｐｅ／Ａｔｈｅｎｓ', 'Europe/Athens'],
    ['asia/ho_chi_minh', 'Asia/Ho_Chi_Minh'],
    ['ho chi minh', 'Asia/Ho_Chi_Minh'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['asia/kathmandu', 'Asia/Kathmandu'],
    ['athens', 'Europe/Athens'],
    ['Tokyo time', 'Asia/Tokyo'],
    ['greece', 'Europe/Athens'],
    ['Korea', 'Asia/Seoul'],
    ['日本', 'Asia/Tokyo'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
  ])('%s', (words, zone) => expect(findZone(words, directory)).toBe(zone))

  it.each([
    '',
    'atlantis',
    'EST',
    'gmt+3',
    '+05:30',
    'europe/',
    'ipr-1',
    'asia',
    '../etc/passwd',
    'europe/london/x',
  ])('"%s" is none', (words) => expect(findZone(words, directory)).toBeNull())

  it('every one that is listed, and of every administration, is found by its own name and can be used', () => {
    const now = new Date('2010-06-07T07:00:00Z')
    for (const zone of [...listedTimeZones(), ...directory.administrations.map(({ timeZone }) => timeZone)]) {
      const found = findZone(zone.toLowerCase(), directory)!
      expect(isTimeZone(found), zone).toBe(true)
      expect([dayIn(now, found), timeIn(now, found)]).toEqual([dayIn(now, zone), timeIn(now, zone)])
    }
  })

  it('a slip of the fingers is asked back', () => {
    expect(nearestZone('athnes', directory)).toBe('athens')
    expect(nearestZone('xyzzy', directory)).toBeNull()
  })
})
