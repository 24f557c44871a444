import { describe, expect, it } from 'vitest'
import { readDigestTime } from '../../src/commands/digest-time.ts'

describe('when a digest is to come', () => {
  it.each([
    ['monday 09:00', 1, '09:00'],
    ['weekly on friday at 8:30', 5, '08:30'],
    ['every Tuesday, 9 am', 2, '09:00'],
    ['tues 17.45', 2, '17:45'],
    ['Wednesdays at 12pm', 3, '12:00'],
    ['wed 12 a.m.', 3, '00:00'],
    ['to thurs 0900', 4, '09:00'],
    ['14:05 on Thu', 4, '14:05'],
    ['sat 7h', 6, '07:00'],
    ['sunday at noon', 7, '12:00'],
    ['Ｍｏｎｄａｙ ０９：３０', 1, '09:30'],
    ['friday', 5, null],
    ['at 10', null, '10:00'],
    ['every week', null, null],
  ])('%s', (words, weekday, at) => expect(readDigestTime(words)).toEqual({ weekday, at }))

  it.each([
    'daily at 9',
    'monday and thursday 09:00',
    'monday 25:00',
    'monday 9:75',
    'monday 13pm',
    'monday 0am',
    'month 9:00',
    'monday 09:00 in athens',
    'first monday 9',
    'monday 9:00 10:00',
    '2010-06-14 09:00',
  ])('%s is none', (words) => expect(readDigestTime(words)).toBeNull())
})
