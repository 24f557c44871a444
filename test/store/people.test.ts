import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RoleKind } from '../../src/domain/facts.ts'
import { createInvitationCode, hashInvitationCode } from '../../src/domain/invitation.ts'
import { loadProgramme } from '../../src/programme/read.ts'
import type { Store } from '../../src/store/database.ts'
import { importProgramme } from '../../src/store/import.ts'
import { createInvitation, identify, useInvitation } from '../../src/store/people.ts'
import { type CalendarDate, calendarDate, plusDays, plusMinutes, toDateColumn } from '../../src/time.ts'
import { heraklion } from '../support/bot.ts'
import { testStore } from '../support/database.ts'

const now = new Date('2010-06-07T07:00:00Z')
const today = calendarDate('2010-06-07')

let store: Store
let japan: number
let korea: number
let ipr: number
beforeAll(async () => {
  store = await testStore(() => now)
  await store.transaction((db) => importProgramme(db, loadProgramme(heraklion), now, { example: false }))
  const idOf = async (code: string) =>
    (await store.db.prisma.administration.findUniqueOrThrow({ where: { code } })).id
  japan = await idOf('JP')
  korea = await idOf('KR')
  ipr = (await store.db.prisma.area.findFirstOrThrow({ where: { code: 'IPR' } })).id
})
afterAll(() => store.close())

const account = (user: string) => ({ platform: 'slack', tenant: 'T-JAPAN', user })
const on = (days: number) => toDateColumn(plusDays(today, days))

type NewRole = { kind: RoleKind; administrationId?: number; areaId?: number; fromOn: Date; untilOn?: Date }

async function admitted(user: string, ...roles: NewRole[]): Promise<number> {
  const { id } = await store.db.prisma.person.create({
    data: {
      name: user,
      administrationId: japan,
      admittedAt: now,
      accounts: { create: { ...account(user), linkedAt: now } },
      roles: { create: roles },
    },
  })
  return id
}

async function kindsOf(user: string, day: CalendarDate = today): Promise<RoleKind[] | 'outsider'> {
  const speaker = await identify(store.db, account(user), day)
  return speaker.kind === 'person' ? speaker.roles.map(({ kind }) => kind).sort() : 'outsider'
}

describe('a role', () => {
  it('is in force from its first day to its last, both included', async () => {
    await admitted('U-TERM', { kind: 'member', administrationId: japan, fromOn: on(-2), untilOn: on(2) })
    const days = [-3, -2, 0, 2, 3]
    const kinds = await Promise.all(days.map((days) => kindsOf('U-TERM', plusDays(today, days))))
    expect(kinds).toEqual(['outsider', ['member'], ['member'], ['member'], 'outsider'])
  })

  it('without a last day goes on', async () => {
    await admitted('U-ON', { kind: 'observer', administrationId: japan, fromOn: on(0) })
    expect(await kindsOf('U-ON', plusDays(today, 4000))).toEqual(['observer'])
  })

  it('that has ended goes, and the others stay', async () => {
    await admitted(
      'U-TWO',
      { kind: 'member', administrationId: japan, fromOn: on(-9) },
      { kind: 'coordinator', areaId: ipr, fromOn: on(-9), untilOn: on(-1) },
    )
    expect(await kindsOf('U-TWO', plusDays(today, -1))).toEqual(['coordinator', 'member'])
    expect(await kindsOf('U-TWO')).toEqual(['member'])
  })

  it('comes with its scope', async () => {
    const id = await admitted('U-SCOPE', { kind: 'coordinator', areaId: ipr, fromOn: on(0) })
    expect(await identify(store.db, account('U-SCOPE'), today)).toEqual({
      kind: 'person',
      id,
      name: 'U-SCOPE',
      administrationId: japan,
      roles: [{ kind: 'coordinator', administrationId: null, areaId: ipr, regionId: null }],
    })
  })
})

describe('an outsider', () => {
  it('is whoever has no account, or had roles that have all ended', async () => {
    await admitted('U-PAST', { kind: 'member', administrationId: japan, fromOn: on(-9), untilOn: on(-1) })
    await admitted('U-NONE')
    for (const user of ['U-PAST', 'U-NONE', 'U-UNKNOWN']) expect(await kindsOf(user), user).toBe('outsider')
  })

  it('is the same user name of another workspace or platform', async () => {
    await admitted('U-SAME', { kind: 'member', administrationId: japan, fromOn: on(0) })
    for (const other of [{ tenant: 'T-OTHER' }, { platform: 'teams' }, { user: 'u-same' }]) {
      const speaker = await identify(store.db, { ...account('U-SAME'), ...other }, today)
      expect(speaker).toEqual({ kind: 'outsider' })
    }
  })
})

describe('an alternate', () => {
  async function holderAndAlternate(name: string, role: { untilOn?: Date }, own: NewRole[] = []) {
    const holder = await admitted(`U-${name}-HOLDER`)
    const alternate = await admitted(`U-${name}-ALTERNATE`, ...own, { kind: 'observer', fromOn: on(-9) })
    await store.db.prisma.role.create({
      data: {
        personId: holder,
        alternateId: alternate,
        kind: 'coordinator',
        areaId: ipr,
        fromOn: on(-9),
        ...role,
      },
    })
    const away = (until: number | null) =>
      store.db.prisma.person.update({
        where: { id: holder },
        data: { awayUntil: until === null ? null : on(until) },
      })
    return { away, alternate: `U-${name}-ALTERNATE`, holder: `U-${name}-HOLDER` }
  }

  it('acts only while the holder is away, the last day included', async () => {
    const { away, alternate } = await holderAndAlternate('AWAY', {})
    expect(await kindsOf(alternate)).toEqual(['observer'])
    await away(3)
    expect(await kindsOf(alternate)).toEqual(['coordinator', 'observer'])
    expect(await kindsOf(alternate, plusDays(today, 3))).toEqual(['coordinator', 'observer'])
    expect(await kindsOf(alternate, plusDays(today, 4))).toEqual(['observer'])
    await away(-1)
    expect(await kindsOf(alternate)).toEqual(['observer'])
    await away(null)
    expect(await kindsOf(alternate)).toEqual(['observer'])
  })

  it('acts beside the own roles, as themselves, and the holder keeps the role', async () => {
    const own: NewRole = { kind: 'member', administrationId: korea, fromOn: on(-9) }
    const { away, alternate, holder } = await holderAndAlternate('BESIDE', {}, [own])
    await away(3)
    expect(await kindsOf(alternate)).toEqual(['coordinator', 'member', 'observer'])
    expect(await identify(store.db, account(alternate), today)).toMatchObject({ name: alternate })
    expect(await kindsOf(holder)).toEqual(['coordinator'])
  })

  it('of a role that has ended does not act', async () => {
    const { away, alternate } = await holderAndAlternate('ENDED', { untilOn: on(-1) })
    await away(3)
    expect(await kindsOf(alternate)).toEqual(['observer'])
  })

  it('whose own roles have all ended does not act', async () => {
    const { away, alternate } = await holderAndAlternate('LEFT', {})
    await away(3)
    await store.db.prisma.role.updateMany({
      where: { person: { name: alternate } },
      data: { untilOn: on(-1) },
    })
    expect(await kindsOf(alternate)).toBe('outsider')
  })
})

describe('joining', () => {
  async function invitation(
    role: RoleKind,
    scope: { administrationId?: number; areaId?: number } = {},
    expiresAt = plusMinutes(now, 60),
  ): Promise<string> {
    const codeHash = hashInvitationCode(createInvitationCode())
    await createInvitation(store.db, {
      administrationId: null,
      areaId: null,
      regionId: null,
      ...scope,
      codeHash,
      role,
      invitedById: null,
      invitedAt: now,
      expiresAt,
    })
    return codeHash
  }
  const join = (codeHash: string, user: string, at = now) =>
    store.transaction((db) => useInvitation(db, codeHash, { ...account(user), name: user }, at, today))

  it('admits somebody new with the role, from today on', async () => {
    const joined = await join(await invitation('member', { administrationId: korea }), 'U-NEW')
    expect(joined).toMatchObject({ role: 'member', administrationId: korea })
    expect(await identify(store.db, account('U-NEW'), today)).toMatchObject({ administrationId: korea })
    expect(await kindsOf('U-NEW', plusDays(today, -1))).toBe('outsider')
  })

  it('a second time with the same account adds the role to the same person', async () => {
    const first = await join(await invitation('member', { administrationId: korea }), 'U-AGAIN')
    const second = await join(await invitation('coordinator', { areaId: ipr }), 'U-AGAIN')
    expect(second?.personId).toBe(first?.personId)
    expect(await kindsOf('U-AGAIN')).toEqual(['coordinator', 'member'])
    expect(await identify(store.db, account('U-AGAIN'), today)).toMatchObject({ administrationId: korea })
  })

  it('with a role that is held already adds none', async () => {
    await join(await invitation('member', { administrationId: korea }), 'U-HELD')
    await join(await invitation('member', { administrationId: korea }), 'U-HELD')
    expect(await kindsOf('U-HELD')).toEqual(['member'])
  })

  it('gives somebody whose role has ended the role again', async () => {
    await admitted('U-BACK', { kind: 'member', administrationId: japan, fromOn: on(-9), untilOn: on(-1) })
    await join(await invitation('member', { administrationId: japan }), 'U-BACK')
    expect(await kindsOf('U-BACK')).toEqual(['member'])
  })

  it('gives a home to somebody who had none', async () => {
    await join(await invitation('secretariat'), 'U-HOME')
    expect(await identify(store.db, account('U-HOME'), today)).toMatchObject({ administrationId: null })
    await join(await invitation('member', { administrationId: korea }), 'U-HOME')
    expect(await identify(store.db, account('U-HOME'), today)).toMatchObject({ administrationId: korea })
  })

  it('with a code that was used, has expired or never was, is refused and admits nobody', async () => {
    const used = await invitation('observer', { administrationId: korea })
    await join(used, 'U-FIRST')
    const expiring = await invitation('observer', { administrationId: korea })
    expect(await join(used, 'U-REFUSED')).toBeNull()
    expect(await join(expiring, 'U-REFUSED', plusMinutes(now, 60))).toBeNull()
    expect(await join('no such hash', 'U-REFUSED')).toBeNull()
    expect(await kindsOf('U-REFUSED')).toBe('outsider')
    expect(await join(expiring, 'U-IN-TIME', plusMinutes(now, 59))).not.toBeNull()
  })

  it('by several at once with one code admits one', async () => {
    const code = await invitation('observer', { administrationId: korea })
    const joined = await Promise.all(['U-A', 'U-B', 'U-C'].map((user) => join(code, user)))
    expect(joined.filter((each) => each !== null)).toHaveLength(1)
    const row = await store.db.prisma.invitation.findUniqueOrThrow({ where: { codeHash: code } })
    expect(row.usedById).toBe(joined.find((each) => each !== null)?.personId)
  })
})
