import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../src/bot.ts'
import { invitationCode, slackUser, type TestBot, teamsUser } from './support/bot.ts'
import { huaHin, twoProgrammes } from './support/programmes.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const papadakis = slackUser('U-PAPADAKIS', 'Papadakis Eleni')
const nguyen = slackUser('U-NGUYEN', 'Nguyen Lan')
const smith = slackUser('U-SMITH', 'Smith Jo')

let bot: TestBot
const said = async (who: Parameters<TestBot['say']>[0], words: string) => (await bot.say(who, words)).text

beforeAll(async () => {
  bot = await twoProgrammes()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(smith, 'australia member')
  await bot.admit(papadakis, 'coordinator her/ipr')
  await bot.admit(nguyen, 'coordinator ipr')
})
afterAll(() => bot.close())

describe('the current programme is the one adopted last', () => {
  it('and a code alone is one of it', async () => {
    expect(await said(sato, 'status ipr-1')).toContain('Write a handbook on seizures')
    expect(await said(sato, 'ipr-1')).toContain('Write a handbook on seizures')
    expect(await said(sato, 'status hua/ipr-1')).toContain('Write a handbook on seizures')
    expect(await said(sato, 'status')).toContain('Hua Hin Declaration')
  })

  it.each([
    ['status her/ipr-1', 'Diabolo'],
    ['status HER/IPR-1', 'Diabolo'],
    ['HER/IPR-1', 'Diabolo'],
    ['her/ipr-1.2', 'Diabolo'],
    ['show ＨＥＲ／ＩＰＲ－１', 'Diabolo'],
    ['status of her/ipr1', 'Diabolo'],
    ['status ipr-1 in HER', 'Diabolo'],
    ['status her: ipr-1', 'Diabolo'],
    ['status her/ipr', 'HER/IPR-2'],
    ['status her/ipr-1/jp', 'HER/IPR-1/JP Japan Customs'],
    ['status her/japan', 'Japan Customs'],
    ['status her', 'Heraklion Declaration'],
    ['her', 'Heraklion Declaration'],
    ['HER?', 'Heraklion Declaration'],
    ['summary her', 'Heraklion Declaration'],
    ['summary of her', 'Heraklion Declaration'],
    ['mine her', 'Japan Customs'],
    ['help her', 'Heraklion Declaration'],
  ])('%s is read in the other one', async (words, expected) => {
    const text = await said(sato, words)
    expect(text).toContain(expected)
    expect(text).not.toMatch(/handbook|parcels|waste/i)
  })

  it.each([
    ['status hua', 'Hua Hin Declaration'],
    ['status xyz/ipr-1', 'I know nothing called "xyz/ipr-1"'],
    ['status xyz', 'I know nothing called "xyz"'],
    ['update xyz/ipr-1 on track Sent', 'I know no activity "xyz/ipr-1"'],
    ['status ipr-1\nstatus her/ipr-1', 'I know nothing called'],
    ['update ipr-1 on track This builds on her/ipr-1', 'Japan Customs, IPR-1: on track.'],
  ])('%j is not', async (words, expected) => {
    const text = await said(sato, words)
    expect(text).toContain(expected)
    expect(text).not.toContain('Diabolo')
  })

  it('the other is named, with how it is seen', async () => {
    expect(await said(sato, 'status')).toContain('Also loaded: Heraklion Declaration (status her).')
    expect(await said(sato, 'status her')).toContain('Also loaded: Hua Hin Declaration (status hua).')
    expect(await said(sato, 'status her')).toContain('status her/ipr-1')
    expect(JSON.stringify(await bot.say(sato, 'summary her'))).toContain('"line":"status her"')
  })
})

describe('nothing of one shows in the other', () => {
  it('an update, its evidence and who takes part', async () => {
    const recorded = await said(
      kim,
      'update her/ipr-2 at risk Comments are slow https://example.org/comments',
    )
    expect(recorded).toContain('Korea Customs Service, HER/IPR-2: at risk.')
    bot.clock.minutesLater(11)
    for (const words of ['status', 'status ipr-2', 'status ipr', 'status korea', 'summary']) {
      const text = await said(sato, words)
      expect(text, words).not.toMatch(/comments|at risk/i)
    }
    expect(await said(sato, 'status her/ipr-2')).toContain('Comments are slow')
    expect(await said(sato, 'summary her')).toContain('at risk')
    expect(await said(kim, 'mine')).not.toContain('IPR-2')
    expect(await said(kim, 'mine her')).toContain('HER/IPR-2')
  })

  it('a milestone delivered: of the same code, only the one that was named', async () => {
    expect(await said(nguyen, 'done her/ipr-1.1 https://example.org/x')).toBe(
      'HER/IPR-1.1 is marked delivered by the coordinator of HER/IPR.',
    )
    expect(await said(papadakis, 'done ipr-1.1 https://example.org/x')).toContain(
      'by a member of Japan Customs',
    )
    expect(await said(papadakis, 'done her/ipr-1.1 https://example.org/x')).toContain(
      'Delivered. HER/IPR-1.1',
    )
    const { prisma } = bot.store.db
    const delivered = await prisma.milestone.findMany({
      where: { state: 'delivered' },
      include: { programme: true },
    })
    expect(delivered.map(({ code, programme }) => [programme.key, code])).toEqual([['HER', 'IPR-1.1']])
    expect(await said(sato, 'status')).not.toContain('1 of')
    expect(await said(sato, 'status her')).toContain('1 of')
  })

  it("a coordinator's area is that of one programme", async () => {
    expect(await said(papadakis, 'mine her')).toContain('Coordinator of HER/IPR')
    expect(await said(papadakis, 'mine')).toContain('You speak for no administration here')
    expect(await said(nguyen, 'mine')).toContain('Coordinator of IPR')
    expect(await said(nguyen, 'mine')).toContain('IPR-2.1')
  })

  it('a member reports in every programme that has the administration', async () => {
    expect(await said(smith, 'update ipr-2 on track Figures sent')).toContain('Recorded.')
    expect(await said(smith, 'update her/ipr-2 on track Figures sent')).toContain(
      'reported by a member of the administration concerned',
    )
    expect(await said(smith, 'status her/australia')).toContain('I know nothing called')
  })
})

describe('people of two programmes', () => {
  it('are invited to an area of either, and welcomed to that one', async () => {
    const invited = await said(operator, 'invite coordinator her/env')
    expect(invited).toContain('coordinator for HER/ENV')
    const welcome = await said(slackUser('U-ENV', 'Berg Anna'), `join ${invitationCode(invited)}`)
    expect(welcome).toContain('coordinator for HER/ENV, in the programme of the Heraklion Declaration')
    const region = await said(operator, 'invite coordinator her/asia')
    expect(region).toContain('coordinator for HER/Asia')
    expect(await said(operator, 'invite coordinator her/biz')).toContain('HER/BIZ')
    expect(await said(operator, 'invite coordinator biz')).toContain(
      'I know no administration, area or region',
    )
  })

  it('are given a role in either, and have it there alone', async () => {
    expect(await said(operator, 'role nguyen coordinator her/biz')).toContain('coordinator for HER/BIZ')
    expect(await said(operator, 'role nguyen coordinator biz')).toContain(
      'no administration, area or region "biz"',
    )
    expect(await said(nguyen, 'done her/biz-1.1 https://example.org/biz')).toContain('Delivered. HER/BIZ-1.1')
    expect(await said(operator, 'role nguyen not coordinator her/ipr')).toContain(
      'is not coordinator for HER/IPR',
    )
    expect(await said(operator, 'role nguyen not coordinator her/biz at once')).toContain('no longer holds')
    expect(await said(nguyen, 'mine')).toContain('Coordinator of IPR')
  })

  it('who shows the coordinators of the programme it is asked in, and all members of an administration', async () => {
    expect(await said(sato, 'who')).toContain('Nguyen Lan, IPR')
    expect(await said(sato, 'who')).not.toContain('Papadakis')
    expect(await said(sato, 'who her')).toContain('Papadakis Eleni, HER/IPR')
    expect(await said(sato, 'who her')).not.toContain('Nguyen')
    expect(await said(sato, 'who her/ipr')).toContain('Coordinators of HER/IPR')
    expect(await said(sato, 'who japan')).toContain('Sato Yuki, Japan Customs')
    expect(await said(sato, 'who her/japan')).toContain('Sato Yuki, Japan Customs')
    expect(await said(sato, 'role her')).toContain('Papadakis Eleni, HER/IPR')
    expect(await said(sato, 'role papadakis')).toContain('coordinator for HER/IPR')
  })
})

it('more goes on in the programme of the question', async () => {
  const { prisma } = bot.store.db
  const { id, programmeId } = await prisma.activity.findFirstOrThrow({
    where: { code: 'TF-2', programme: { key: 'HER' } },
  })
  await prisma.milestone.createMany({
    data: Array.from({ length: 60 }, (_, at) => ({
      programmeId,
      activityId: id,
      code: `TF-2.${at + 20}`,
      position: at + 20,
      title: `Part ${at + 20}`,
      kind: 'collective',
      state: 'proposed',
      proposedAt: bot.clock.now(),
    })),
  })
  const first = await said(sato, 'status her/tf-2')
  expect(first).toContain('HER/TF-2.20')
  expect(first).not.toContain('HER/TF-2.79')
  expect(await said(sato, 'more')).toContain('HER/TF-2.79')
})

describe('another programme file', () => {
  it('says which programme is the current one, and how the others are seen', async () => {
    const text = await said(operator, `import ${huaHin}`)
    expect(text).toContain('Hua Hin Declaration is the current one. The others are seen by status her.')
  })

  it.each([
    ['key: HUA', 'key: IPR', 'IPR is the key of a programme'],
    ['key: HUA', 'key: ROK', 'ROK is the key of a programme'],
    ['short_forms: [EL,', 'short_forms: [Her,', 'HER is the key of a programme'],
  ])('with %s as %s is refused: a word leads to one thing', async (before, after, expected) => {
    const path = join(mkdtempSync(join(tmpdir(), 'asem-')), 'other.yaml')
    writeFileSync(path, readFileSync(huaHin, 'utf8').replace(before, after))
    const { reply, text } = await bot.say(operator, `import ${path}`)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await bot.store.db.prisma.programme.count()).toBe(2)
  })
})
