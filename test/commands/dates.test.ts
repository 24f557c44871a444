import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../src/chat/view.ts'
import { leadingDate, leadingDays, leadingPeriod, readDate, refuseDate } from '../../src/commands/dates.ts'
import { calendarDate } from '../../src/time.ts'

const monday = calendarDate('2010-06-07')
it('the machine’s own zone changes nothing', () => {
  const zone = process.env.TZ
  const said = ['sunday', 'in 3 weeks', 'end of June', 'in a month', '31 March', 'next Friday']
  const readings = ['UTC', 'Pacific/Auckland', 'America/New_York', 'Pacific/Apia'].map((each) => {
    process.env.TZ = each
    return said.map((words) => leadingDate(words, monday))
  })
  process.env.TZ = zone ?? ''
  if (zone === undefined) delete process.env.TZ
  for (const reading of readings) expect(reading).toEqual(readings[0])
})

describe('on Monday 7 June 2010', () => {
  it.each([
    ['end of June because late', '2010-06-30', 'because late'],
    ['to the end of June 2011', '2011-06-30', ''],
    ['end June', '2010-06-30', ''],
    ['mid-June', '2010-06-15', ''],
    ['beginning of June', '2011-06-01', ''],
    ['end of next month', '2010-07-31', ''],
    ['end of the month', '2010-06-30', ''],
    ['end of the year', '2010-12-31', ''],
    ['end of Q3', '2010-09-30', ''],
    ['in three weeks', '2010-06-28', ''],
    ['within a couple of weeks: text', '2010-06-21', 'text'],
    ['in 3 weeks’ time', '2010-06-28', ''],
    ['in a month', '2010-07-07', ''],
    ['in half a year', '2010-12-07', ''],
    ['two weeks from now', '2010-06-21', ''],
    ['5d', '2010-06-12', ''],
    ['until 6 May', '2011-05-06', ''],
    ['no later than 30 June.', '2010-06-30', ''],
    ['next Friday', '2010-06-18', ''],
    ['this Monday', '2010-06-07', ''],
    ['Friday week', '2010-06-18', ''],
    ['tomorrow', '2010-06-08', ''],
    ['day after tomorrow', '2010-06-09', ''],
    ['by the 15th', '2010-06-15', ''],
    ['29 February', '2012-02-29', ''],
    ['by June', '2010-06-30', ''],
    ['31-Mar-11', '2011-03-31', ''],
    ["31 March '11", '2011-03-31', ''],
  ])('%s', (words, date, rest) => expect(leadingDate(words, monday)).toEqual({ date, rest }))

  it.each([
    ['03/04/2010', ['2010-04-03', '2010-03-04']],
    ['11/10/10', ['2010-10-11', '2010-11-10', '2011-10-10']],
    ['Monday', ['2010-06-07', '2010-06-14']],
    ['by July', ['2010-07-01', '2010-07-31']],
    ['next week', ['2010-06-14', '2010-06-20']],
    ['end of the week', ['2010-06-11', '2010-06-13']],
    ['31 March or 1 April', ['2011-03-31', '2011-04-01']],
    ['by 31 March 12 pages', ['2011-03-31', '2012-03-31']],
  ])('%s is asked back', (words, ambiguous) =>
    expect(leadingDate(words, monday)).toMatchObject({ ambiguous }),
  )

  it.each([
    ['31 June', '2010-06-30'],
    ['30 Feb 2011', '2011-02-28'],
    ['2011-06-31', null],
    ['31.4.2011', null],
    ['Friday 10 June 2010', '2010-06-10'],
  ])('%s does not exist', (words, near) =>
    expect(leadingDate(`by ${words} text`, monday)).toEqual({ impossible: words, near, rest: 'text' }),
  )

  it.each([
    ...[
      'may help others',
      'march to the border',
      'Sun hotel',
      'second draft',
      'the 2nd draft',
      '3 weeks of training',
    ],
    ...[
      '5 working days',
      'in 5 working days',
      '2 weeks before 31 March',
      'by the last Friday of June',
      '1.2 million',
    ],
    ...[
      'in a few weeks',
      'soon',
      'now',
      '3/4 of the members',
      '31 March 2500 boxes',
      '2010-06-10/11',
      'Friday after next',
      'by two weeks',
      'by 10 days because late',
      '',
    ],
  ])('%s is no day', (words) => expect(leadingDate(words, monday)).toBeNull())

  it.each([
    ['11-12 October 2011 Hua Hin', '2011-10-11', '2011-10-12', 'Hua Hin'],
    ['11 and 12 October 2011, Hua Hin', '2011-10-11', '2011-10-12', 'Hua Hin'],
    ['2011-10-11 to 2011-10-12 Hua Hin', '2011-10-11', '2011-10-12', 'Hua Hin'],
    ['30 September to 2 October 2011 Rome', '2011-09-30', '2011-10-02', 'Rome'],
    ['2011-10-11 Hua Hin', '2011-10-11', '2011-10-11', 'Hua Hin'],
  ])('%s, from and to', (words, date, to, rest) =>
    expect(leadingDays(words, monday)).toEqual({ date, to, rest }),
  )

  it('no days run backwards', () => {
    expect(leadingDays('2011-10-12 to 2011-10-11 Hua Hin', monday)).toMatchObject({ rest: 'Hua Hin' })
    expect(leadingDays('2011-10-12 to 2011-10-11 Hua Hin', monday)).not.toHaveProperty('date')
  })

  it.each([
    ['this month', '2010-06-01', '2010-06-30'],
    ['next week', '2010-06-14', '2010-06-20'],
    ['since March', '2010-03-01', '2010-03-31'],
    ['in Q2 2011', '2011-04-01', '2011-06-30'],
    ['10 June 2010', '2010-06-10', '2010-06-10'],
  ])('%s is a period', (words, from, to) =>
    expect(leadingPeriod(words, monday, /since/.test(words) ? 'past' : 'future')).toEqual({
      from,
      to,
      rest: '',
    }),
  )

  it('a period in the past begins with its first day', () => {
    expect(leadingDate('since last week', monday, 'past')).toEqual({ date: '2010-05-31', rest: '' })
    expect(leadingDate('since 3 weeks', monday, 'past')).toEqual({ date: '2010-05-17', rest: '' })
  })

  it('a day inside words is found where it stands, and words that are no day are not', () => {
    expect(readDate('from e-mail of 3 May', monday, 'past')).toEqual({
      date: '2010-05-03',
      at: 15,
      length: 5,
    })
    for (const words of [
      'we may march on',
      'it took 10 days',
      '2 weeks before 31 March',
      'a 3D model',
      'the sun',
    ])
      expect(readDate(words, monday)).toBeNull()
  })

  it('what is asked back comes with complete commands and full dates', () => {
    const said = (words: string) => {
      const found = leadingDate(words, monday)
      if (found && 'date' in found) throw new Error(words)
      const { show } = refuseDate(found, (date) => `move ipr-1.2 to ${date} because late`, monday)
      return show.blocks.map((block) => (block.kind === 'text' ? wordsOf(block.text) : '')).join('\n')
    }
    expect(said('03/04/2010')).toBe(
      '"03/04/2010" can mean more than one day. Say move ipr-1.2 to 2010-04-03 because late for Saturday 3 April 2010, or move ipr-1.2 to 2010-03-04 because late for Thursday 4 March 2010.',
    )
    expect(said('31 June')).toBe(
      'There is no day "31 June". Write it like this: move ipr-1.2 to 2010-06-30 because late.',
    )
    expect(said('whenever')).toContain(
      'I found no day in that. Write it like this: move ipr-1.2 to 2010-07-31',
    )
  })
})

it('takes time in proportion to the words', () => {
  const before = performance.now()
  for (const piece of ['a ', '1 ', '3 may or ', '2010-', 'the ', 'end of ', 'by by '])
    readDate(piece.repeat(8_000 / piece.length), monday)
  expect(performance.now() - before).toBeLessThan(5_000)
})
