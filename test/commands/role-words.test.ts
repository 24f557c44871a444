import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRole } from '../../src/commands/role-words.ts'
import { calendarDate } from '../../src/time.ts'
import { times } from '../support/times.ts'

const today = calendarDate('2010-06-07')
const on = (date: string) => ({ date })

describe('role, as it is said', () => {
  const coordinator = {
    act: 'give',
    person: 'sato',
    kind: 'coordinator',
    scope: 'ipr',
    from: null,
    until: null,
  }
  const end = { ...coordinator, act: 'end' }
  it.each([
    ['', { act: 'show', of: '' }],
    ['japan', { act: 'show', of: 'japan' }],
    ['sato yuki', { act: 'show', of: 'sato yuki' }],
    ['coordinator ipr', { act: 'show', of: 'ipr' }],
    ['coordinators', { act: 'show', of: '' }],
    ['sato coordinator ipr', coordinator],
    ['sato coordinator for ipr', coordinator],
    ['sato is the coordinator of ipr', coordinator],
    ['make sato coordinator of ipr', coordinator],
    ['sato: coordinator ipr', coordinator],
    ['sato coordinator her/ipr', { ...coordinator, scope: 'her/ipr' }],
    ['@U0SATO Coordinator IPR', { ...coordinator, person: '@U0SATO', scope: 'IPR' }],
    [
      'sato yuki of japan dg greece',
      { ...coordinator, person: 'sato yuki of japan', kind: 'director general', scope: 'greece' },
    ],
    ['sato secretariat', { ...coordinator, kind: 'secretariat', scope: '' }],
    ['coordinator ipr sato', { ...coordinator, person: '', scope: 'ipr sato' }],
    [
      'sato coordinator ipr from 2010-07-01 until 2010-12-31',
      { ...coordinator, from: on('2010-07-01'), until: on('2010-12-31') },
    ],
    ['sato coordinator ipr until 31 December', { ...coordinator, until: on('2010-12-31') }],
    [
      'sato from 1 July to 31 December coordinator ipr',
      { ...coordinator, from: on('2010-07-01'), until: on('2010-12-31') },
    ],
    ['sato coordinator ipr until further notice', { ...coordinator, until: 'open' }],
    ['sato not coordinator ipr', end],
    ['sato is no longer coordinator of ipr', end],
    ['sato coordinator ipr end', end],
    ['end sato coordinator ipr', end],
    ['remove sato as coordinator of ipr', end],
    ['sato not coordinator ipr until 2010-06-30', { ...end, until: on('2010-06-30') }],
    ['sato coordinator ipr ends on 2010-06-30 ended', { ...end, until: on('2010-06-30') }],
    ['sato not coordinator ipr at once', { ...end, until: on('2010-06-06') }],
    ['sato end', { ...end, kind: null, scope: '' }],
    ['end may li', { ...end, person: 'may li', kind: null, scope: '' }],
    ['end may li coordinator ipr', { ...end, person: 'may li' }],
  ])('%j', (words, expected) => {
    expect(readRole(words, today)).toMatchObject(expected)
  })

  const alternate = { act: 'alternate', person: 'sato', kind: null, scope: '', alternate: 'mori' }
  it.each([
    ['sato alternate mori', alternate],
    ["sato's alternate is mori", alternate],
    ['mori is the alternate for sato', alternate],
    ['sato stand-in mori aki', { ...alternate, alternate: 'mori aki' }],
    ['alternate mori', { ...alternate, person: 'me' }],
    ['me alternate @U0MORI', { ...alternate, person: 'me', alternate: '@U0MORI' }],
    ['my alternate is mori', { ...alternate, person: 'my' }],
    ['sato coordinator ipr alternate mori', { ...alternate, kind: 'coordinator', scope: 'ipr' }],
    ['sato no alternate', { ...alternate, alternate: '' }],
    ['sato alternate none', { ...alternate, alternate: '' }],
    ['sato not alternate mori', { ...alternate, alternate: '' }],
    ['end my alternate', { ...alternate, person: 'me', alternate: '' }],
  ])('%j', (words, expected) => {
    expect(readRole(words, today)).toMatchObject(expected)
  })

  it('asks back a day that can be another, or is none', () => {
    expect(readRole('sato coordinator ipr until 03/04/2011', today)).toMatchObject({
      until: { ambiguous: ['2011-04-03', '2011-03-04'] },
    })
    expect(readRole('sato coordinator ipr until 31 June', today)).toMatchObject({
      until: { impossible: '31 June' },
    })
  })

  it('anything can be read, in little time', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'sato',
        'not',
        'end',
        'coordinator',
        'ipr',
        'from',
        'until',
        '2010-07-01',
        'alternate',
        'for',
        '@',
        'of',
        'member',
        'is',
      ),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(' ')),
        (words) => {
          expect(['show', 'give', 'end', 'alternate']).toContain(readRole(words, today).act)
        },
      ),
      { numRuns: times(1000) },
    )
    const before = performance.now()
    for (const part of ['not ', 'is the ', 'from 1 July ', ' ', '- ', 'alternate '])
      readRole(`sato ${part.repeat(2_000)}x`, today)
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})
