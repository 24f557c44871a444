import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTeamsStandIn, type TeamsStandIn, teamsTenant } from '../stand-ins/teams.ts'
import { invitationCode } from '../support/bot.ts'
import { ownPlace, runProcess, startProcess } from '../support/process.ts'

/** The program on Teams: what is reported to it stands in the channels that asked, also when it was stopped meanwhile. */

const plenary = '19:plenary@thread.tacv2'

let place: Awaited<ReturnType<typeof ownPlace>>
let standIn: TeamsStandIn
beforeAll(async () => {
  place = await ownPlace()
  standIn = await startTeamsStandIn()
})
afterAll(async () => {
  await standIn.close()
  await place.remove()
})

it('posts a card and updates under it, changes them, and goes on where it was stopped', {
  timeout: 180_000,
}, async () => {
  const environment = { ...place.environment, TEAMS_DEV: '1' }
  let bot = await startProcess(environment)
  const people = () => teamsTenant({ baseUrl: bot.baseUrl, standIn, appId: '', tenantId: 'tenant-japan' })
  const said = async (words: string) =>
    (await people().personal(words)).messages.map(({ text }) => text).join()
  const unasked = () => standIn.messages(plenary).filter(({ text }) => text.startsWith('IPR-1'))
  const becomes = (expected: [thread: boolean, words: string][]) =>
    expect
      .poll(() => unasked().map(({ thread }) => thread !== null), { timeout: 30_000 })
      .toEqual(expected.map(([thread]) => thread))
      .then(() => {
        for (const [at, [, words]] of expected.entries()) expect(unasked()[at]?.text).toContain(words)
      })

  const invited = await runProcess(['asem', 'invite', 'japan', 'member'], environment)
  await people().personal(`join ${invitationCode(invited.output)}`)
  const [followed] = (await people().channel('follow ipr updates')).messages
  expect(followed?.text).toContain('This channel follows IPR: updates.')

  expect(await said('update ipr-1 on track Note drafted')).toContain('Recorded.')
  await said('send now')
  await becomes([
    [false, 'On track'],
    [true, 'Note drafted'],
  ])

  expect(await said('edit ipr-1 at risk Note delayed')).toContain('at risk')
  await expect.poll(() => unasked().map(({ edits }) => edits > 0), { timeout: 30_000 }).toEqual([true, true])
  await becomes([
    [false, 'At risk'],
    [true, 'Note delayed'],
  ])

  // Teams is away while it is stopped and started.
  standIn.fail(/./, { status: 503, code: 'ServiceUnavailable', headers: { 'retry-after': '1' } })
  await said('update ipr-1 on track Note sent')
  await said('send now')
  expect(await bot.end('SIGTERM')).toBe(0)
  standIn.recover()
  bot = await startProcess(environment)
  await becomes([
    [false, 'On track'],
    [true, 'Note delayed'],
    [true, 'Note sent'],
  ])
  expect(await bot.end('SIGTERM')).toBe(0)
})
