import { describe, expect, test } from 'vitest'
import { loadProgramme } from '../../src/programme/read.ts'
import { heraklionPath } from './heraklion.ts'

const programme = loadProgramme(heraklionPath)

/** The Heraklion Declaration, 16 October 2009: its eight list items, copied from the source text. */
const declared = {
  'TF-1':
    'Review the Trade Facilitation Action Plan (TFAP) on customs matters to cover the period 2010-2012, recommend this to Ministers and implement it subsequently',
  'TF-2':
    'Identify in response to the proposal on promoting Asia-Europe Trade Security and Facilitation adopted at ASEM7 concrete steps to support ASEM Members in addressing gaps and needs in relation to their trade partnership programmes',
  'IPR-1':
    'cooperate to the extent possible in implementing agreed joint activities (e.g. JCO Diabolo 2) analyse and evaluate results and lessons learned to prepare recommendations for improvement and follow-up',
  'IPR-2':
    'Prepare a paper with an overview of "good practices" of customs IPR enforcement, including co-operation with right holders, coordination with other agencies responsible for IPR enforcement, mutual assistance against counterfeit fraud, best use of existing control mechanisms and technology, statistics and information exchange on seizures and trends',
  'ENV-1': 'Prepare a paper on "good practices" and the role of customs in enforcing environmental law',
  'ENV-2':
    'Further explore the role of ASEM customs in enforcement of legislation governing the protection of the environment, evaluate results and lessons learned and prepare recommendations; contribute to ASEM studies, e.g. the relevant EU study',
  'BIZ-1':
    'Engage with the business community in the ASEM process, in particular in the context of trade facilitation by organising an "ASEM Customs-Trade-Day" to give the opportunity to the ASEM business community to discuss priorities and input',
  'BIZ-2':
    'Prepare a paper on "good practices" for setting up a dialogue with traders for consultation and information sharing, bearing in mind initiatives already undertaken within ASEM in this respect.',
}

describe('the Heraklion Declaration', () => {
  test('is loaded with its adoption, its period and the next meeting', () => {
    expect(programme).toMatchObject({
      key: 'HER',
      name: 'Heraklion Declaration',
      adoptedOn: '2009-10-16',
      periodFrom: '2010-01-01',
      periodTo: '2011-12-31',
      movedMonths: 0,
      holidays: [],
    })
    expect(programme.meetings).toEqual([
      {
        code: 'DG-9',
        kind: 'directors-general',
        name: '9th ASEM Customs Directors-General/Commissioners meeting',
        place: 'Hua Hin, Thailand',
        startsOn: '2011-10-11',
        endsOn: '2011-10-12',
      },
    ])
  })

  test('has its policies', () => {
    expect(programme.policies).toEqual({
      nudges: {
        daysBefore: [30, 14, 3, 0],
        overdueEveryDays: 7,
        areaCoordinatorAfterDays: 14,
        regionCoordinatorAfterDays: 42,
      },
      naming: 'discreet',
      holdMinutes: 10,
      extension: { coordinatorMayExtendTimes: 1, longestMonths: 6, neverPastNextMeeting: true },
      reporting: { freshDays: 30, ageingDays: 90 },
    })
  })

  test('keeps the declared wording of each activity word for word', () => {
    expect(
      Object.fromEntries(programme.activities.map(({ code, declaredWording }) => [code, declaredWording])),
    ).toEqual(declared)
  })

  test('has four areas, two activities in each, no lead named yet', () => {
    expect(programme.areas.map(({ code }) => code)).toEqual(['TF', 'IPR', 'ENV', 'BIZ'])
    expect(programme.activities.map(({ area }) => area)).toEqual([
      ...['TF', 'TF', 'IPR', 'IPR'],
      ...['ENV', 'ENV', 'BIZ', 'BIZ'],
    ])
    expect(
      programme.activities.flatMap(({ leads, quietUntil }) => [...leads, quietUntil ?? []].flat()),
    ).toEqual([])
  })

  test('proposes three to six milestones for each activity, numbered from one', () => {
    for (const { code } of programme.activities) {
      const milestones = programme.milestones.filter(({ activity }) => activity === code)
      expect(milestones.length, code).toBeGreaterThanOrEqual(3)
      expect(milestones.length, code).toBeLessThanOrEqual(6)
      expect(milestones.map((milestone) => milestone.code)).toEqual(
        milestones.map((_, i) => `${code}.${i + 1}`),
      )
    }
    expect(programme.milestones.every(({ owner }) => owner.kind === 'coordinator')).toBe(true)
  })

  test('puts milestones on working days of the period, most before the next meeting', () => {
    const days = programme.milestones.flatMap(({ date }) => (date.kind === 'on' ? [date.due] : []))
    const atWeekends = days.filter((due) => [0, 6].includes(new Date(`${due}T00:00:00Z`).getUTCDay()))
    expect(atWeekends).toEqual([])
    expect(days.filter((due) => due < programme.periodFrom || due > programme.periodTo)).toEqual([])
    expect(days.filter((due) => due < '2011-10-11').length).toBeGreaterThan(days.length * 0.9)
  })

  test('knows milestones without a day', () => {
    const dateOf = (code: string) => programme.milestones.find((milestone) => milestone.code === code)?.date
    expect(dateOf('IPR-1.1')).toEqual({ kind: 'on', due: '2010-01-29' })
    expect(dateOf('TF-1.4')).toEqual({ kind: 'to-be-agreed' })
    expect(dateOf('IPR-1.5')).toEqual({ kind: 'waiting-for', whom: 'OLAF' })
  })

  test('has the 45 participants of 2009', () => {
    const codes = (region: string) =>
      programme.administrations.flatMap((each) => (each.region === region ? [each.code] : [])).sort()
    expect(codes('europe').join(' ')).toBe(
      'AT BE BG CY CZ DE DK EE ES EU FI FR GB GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK',
    )
    expect(codes('asia').join(' ')).toBe('ASEAN BN CN ID IN JP KH KR LA MM MN MY PH PK SG TH VN')
    expect(programme.administrations).toHaveLength(45)
  })

  test('says how people call an administration', () => {
    expect(programme.administrations.find(({ code }) => code === 'KR')).toEqual({
      code: 'KR',
      name: 'Republic of Korea',
      customsName: 'Korea Customs Service',
      region: 'asia',
      timeZone: 'Asia/Seoul',
      shortForms: ['Korea', 'South Korea', 'ROK', '한국', '대한민국'],
    })
  })
})
