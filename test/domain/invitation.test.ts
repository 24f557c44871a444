import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createInvitationCode, hashInvitationCode, invitationDays } from '../../src/domain/invitation.ts'

describe('an invitation code', () => {
  it('is three groups of four, without letters and digits that look or sound alike', () => {
    for (let count = 0; count < 2000; count += 1)
      expect(createInvitationCode()).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/)
  })

  it('does not come twice', () => {
    const codes = Array.from({ length: 2000 }, createInvitationCode)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('uses all thirty letters in every place', () => {
    const codes = Array.from({ length: 4000 }, createInvitationCode)
    for (const at of [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13])
      expect(new Set(codes.map((code) => code[at])).size).toBe(30)
  })

  it('stays open for two weeks', () => {
    expect(invitationDays).toBe(14)
  })
})

describe('the hash of a code', () => {
  it('is the same however the code is typed', () => {
    const written = hashInvitationCode('ABCD-EFGH-JKMN')
    for (const typed of [
      'abcd-efgh-jkmn',
      'ABCDEFGHJKMN',
      ' abcd efgh jkmn ',
      'ABCD–EFGH–JKMN',
      'ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ',
    ])
      expect(hashInvitationCode(typed), typed).toBe(written)
  })

  it('differs when one letter differs', () => {
    fc.assert(
      fc.property(fc.nat({ max: 11 }), (at) => {
        const bare = 'ABCDEFGHJKMN'
        const other = `${bare.slice(0, at)}Z${bare.slice(at + 1)}`
        expect(hashInvitationCode(other)).not.toBe(hashInvitationCode(bare))
      }),
    )
  })

  it('shows nothing of the code', () => {
    const code = createInvitationCode()
    const hash = hashInvitationCode(code)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(hash.toUpperCase()).not.toContain(code.slice(0, 4) + code.slice(5, 9))
  })
})
