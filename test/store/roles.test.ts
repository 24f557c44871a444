import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownPeople } from '../../src/store/roles.ts'
import { calendarDate, plusDays, toDateColumn } from '../../src/time.ts'
import { type TestBot, testBot } from '../support/bot.ts'

const today = calendarDate('2010-06-07')
const on = (days: number) => toDateColumn(plusDays(today, days))

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  const { prisma } = bot.store.db
  const japan = await prisma.administration.findUniqueOrThrow({ where: { code: 'JP' } })
  const ipr = await prisma.area.findFirstOrThrow({ where: { code: 'IPR' } })
  const mori = await prisma.person.create({ data: { name: 'Mori Aki', admittedAt: bot.clock.now() } })
  const account = { platform: 'slack', tenant: 'T-JAPAN', user: 'U-SATO', linkedAt: bot.clock.now() }
  await prisma.person.create({
    data: {
      name: 'Sato Yuki',
      administrationId: japan.id,
      admittedAt: bot.clock.now(),
      accounts: { create: account },
      roles: {
        create: [
          { kind: 'director general', administrationId: japan.id, fromOn: on(-9), untilOn: on(-1) },
          {
            kind: 'member',
            administrationId: japan.id,
            fromOn: on(-9),
            untilOn: on(0),
            alternateId: mori.id,
          },
          { kind: 'coordinator', areaId: ipr.id, fromOn: on(3) },
          { kind: 'observer', fromOn: on(3), untilOn: on(2) },
        ],
      },
    },
  })
})
afterAll(() => bot.close())

it('everyone is listed by name, with accounts, and with the roles that are not over: days, scope, alternate', async () => {
  const [mori, sato, ...others] = await knownPeople(bot.store.db, today)
  expect(others).toEqual([])
  expect(mori).toMatchObject({ name: 'Mori Aki', roles: [], accounts: [] })
  expect(sato?.accounts).toEqual([{ platform: 'slack', tenant: 'T-JAPAN', user: 'U-SATO' }])
  expect(sato?.roles).toMatchObject([
    {
      kind: 'member',
      scope: 'Japan Customs',
      programmeKey: null,
      fromOn: '2010-05-29',
      untilOn: '2010-06-07',
      alternate: { name: 'Mori Aki' },
    },
    {
      kind: 'coordinator',
      scope: 'IPR',
      programmeKey: 'HER',
      fromOn: '2010-06-10',
      untilOn: null,
      alternate: null,
    },
  ])
  expect(sato?.roles).toHaveLength(2)
})

it('a role is listed on its last day, and no longer on the day after', async () => {
  const kindsOn = async (days: number) =>
    (await knownPeople(bot.store.db, plusDays(today, days))).flatMap(({ roles }) =>
      roles.map(({ kind }) => kind),
    )
  expect(await kindsOn(0)).toEqual(['member', 'coordinator'])
  expect(await kindsOn(1)).toEqual(['coordinator'])
})
