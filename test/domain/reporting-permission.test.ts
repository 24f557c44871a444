import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mayEdit,
  mayRecordFor,
  mayReportFor,
  mayStepOut,
  mayTakePart,
  type Speaker,
} from '../../src/domain/permission.ts'
import { times } from '../support/times.ts'
import { administration } from './facts.ts'
import { anyPerson, has, operator, outsider, person, role } from './speakers.ts'

/** Who reports, records, edits and answers for an administration: rules said once more, plainly, and compared. */

const area = { id: 1, code: 'IPR' }
const laos = administration({ id: 2, code: 'LA', customsName: 'Lao Customs', connected: false })
const isMember = (speaker: Speaker) =>
  has(speaker, ({ kind, administrationId }) => kind === 'member' && administrationId === laos.id)
const ofArea = (speaker: Speaker) =>
  has(speaker, ({ kind, areaId }) => kind === 'coordinator' && areaId === area.id)
const ofRegion = (speaker: Speaker) =>
  has(speaker, ({ kind, regionId }) => kind === 'coordinator' && regionId === laos.region.id)
const isChair = (speaker: Speaker) => has(speaker, ({ kind }) => kind === 'secretariat')
const records = (speaker: Speaker) => ofArea(speaker) || ofRegion(speaker) || isChair(speaker)

const holdsFor = (check: (speaker: Speaker, flag: boolean, connected: boolean) => void) =>
  fc.assert(
    fc.property(anyPerson, fc.boolean(), fc.boolean(), (...given) => {
      check(...given)
    }),
    { numRuns: times(1000) },
  )

describe('reporting', () => {
  it('for an administration is its members’ alone', () => {
    holdsFor((speaker) => expect(mayReportFor(speaker, laos).allowed).toBe(isMember(speaker)))
    expect(mayReportFor(operator, laos)).toEqual({ allowed: false, who: 'a member of Lao Customs' })
  })

  it('recording for it is for the coordinators of the area and of its region, and the secretariat', () => {
    holdsFor((speaker) => expect(mayRecordFor(speaker, laos, area).allowed).toBe(records(speaker)))
    expect(mayRecordFor(operator, laos, area).allowed).toBe(true)
    expect(mayRecordFor(outsider, laos, area)).toEqual({
      allowed: false,
      who: 'the coordinator of IPR or of Asia, or the secretariat',
    })
  })

  it('editing and withdrawing are for its members, and for those who may record only what was recorded', () => {
    holdsFor((speaker, recorded) => {
      const may = isMember(speaker) || (recorded && records(speaker))
      expect(mayEdit(speaker, { recorded }, laos, area).allowed).toBe(may)
    })
  })
})

describe('taking part', () => {
  it('is said by members and the coordinator, and by nobody else while the activity is quiet but the coordinator', () => {
    holdsFor((speaker, quiet, connected) => {
      const asked = mayTakePart(speaker, { ...laos, connected }, area, quiet).allowed
      if (quiet) expect(asked).toBe(ofArea(speaker))
      else expect(asked).toBe(isMember(speaker) || ofArea(speaker) || (!connected && records(speaker)))
    })
    const quiet = mayTakePart(person(role('member', { administrationId: 2 })), laos, area, true)
    expect(quiet).toEqual({ allowed: false, who: 'the coordinator of IPR' })
  })

  it('not taking part is said by members; by others only for one not connected, or by the coordinator while quiet', () => {
    holdsFor((speaker, quiet, connected) => {
      const asked = mayStepOut(speaker, { ...laos, connected }, area, quiet).allowed
      const others = quiet ? ofArea(speaker) : !connected && records(speaker)
      expect(asked).toBe(isMember(speaker) || others)
    })
  })
})
