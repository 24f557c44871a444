import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBot, type Look } from '../../src/bot.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { fastForward } from '../../src/jobs/fast-forward.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import { loadProgramme } from '../../src/programme/read.ts'
import { openStore } from '../../src/store/database.ts'
import { importProgramme } from '../../src/store/import.ts'
import { slackServed, teamsServed } from '../contract/platforms.ts'
import { heraklion, testClock } from '../support/bot.ts'

/**
 * The whole bot over a record of its own in a temporary folder, with its real adapters for Slack and Teams, a Slack workspace and a Teams
 * tenant on loopback, and a clock that stands still until it is moved.
 *
 * @param moving called before the clock goes on, with all that was said until then
 */
export async function openWorld(at: string, moving: () => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'asem-demo-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.on('exit', remove)
  const clock = testClock(at)
  const store = await openStore({ kind: 'folder', path: join(folder, 'database') }, () => clock.now())
  await store.transaction((db) =>
    importProgramme(db, loadProgramme(heraklion), clock.now(), { example: false }),
  )
  const log = createLog('silent')
  const bot = createBot({ store, clock, log, look: (place) => look(place) })
  const slack = await slackServed(bot)
  const teams = await teamsServed({ ...bot, store })
  const look: Look = (place) => (place.platform === 'slack' ? slack : teams).messenger.look(place)
  const messengers = { slack: slack.messenger, teams: teams.messenger }
  const deliverer = createDeliverer({ store, clock, log, messengers, compose })
  return {
    bot,
    clock,
    slack,
    teams,
    /** Time passes until an instant, and what becomes due meanwhile is said. */
    async until(instant: string): Promise<void> {
      const moveTo = async (next: Date) => {
        await moving()
        clock.set(next.toISOString())
      }
      await fastForward({ store, clock, deliverer, moveTo }, new Date(instant))
      await moving()
    },
    async close(): Promise<void> {
      await deliverer.stop()
      await slack.close()
      await teams.close()
      await store.close()
      process.off('exit', remove)
      remove()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
