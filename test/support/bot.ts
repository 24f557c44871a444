import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { type Bot, createBot, type Look, operator } from '../../src/bot.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import type { PlatformUser, Reply, Request } from '../../src/chat/request.ts'
import type { ProgrammeFile } from '../../src/domain/programme-file.ts'
import { createLog, type Log } from '../../src/log.ts'
import { loadProgramme } from '../../src/programme/read.ts'
import type { Store } from '../../src/store/database.ts'
import { importProgramme } from '../../src/store/import.ts'
import { frozen } from '../../src/store/known.ts'
import { testStore } from './database.ts'

export const heraklion = resolve(import.meta.dirname, '../../prisma/programmes/heraklion-2009.yaml')

let read: ProgrammeFile | undefined

/** What that file says, read once. */
const heraklionRead = (): ProgrammeFile => (read ??= frozen(loadProgramme(heraklion)))

/** A clock that stands still until it is moved. */
export type TestClock = { now(): Date; set(instant: string): void; minutesLater(minutes: number): void }

export function testClock(instant: string): TestClock {
  let current = new Date(instant)
  return {
    now: () => current,
    set: (to) => {
      current = new Date(to)
    },
    minutesLater: (minutes) => {
      current = new Date(current.getTime() + minutes * 60_000)
    },
  }
}

export type TestBot = Bot & {
  store: Store
  clock: TestClock
  /** What somebody says, answered; each call is a request of its own unless `id` is given. */
  say(
    who: PlatformUser,
    text: string,
    request?: Partial<Request>,
  ): Promise<{ reply: Reply | null; text: string }>
  /** Admits somebody through the operator's invitation. */
  admit(who: PlatformUser, role: string): Promise<void>
  close(): Promise<void>
}

/** The whole core over a record of its own, with the Heraklion Declaration loaded, on Monday 7 June 2010. */
export async function testBot(options: { log?: Log; at?: string; look?: Look } = {}): Promise<TestBot> {
  const clock = testClock(options.at ?? '2010-06-07T07:00:00Z')
  const store = await testStore(() => clock.now())
  await store.transaction((db) => importProgramme(db, heraklionRead(), clock.now(), { example: false }))
  const { look } = options
  const bot = createBot({ store, clock, log: options.log ?? createLog('silent'), ...(look ? { look } : {}) })
  const say: TestBot['say'] = async (who, text, request = {}) => {
    const reply = await bot.handle({
      id: `test:${randomUUID()}`,
      from: who,
      at: { platform: who.platform, tenant: who.tenant, conversation: `direct:${who.user}` },
      seenBy: 'asker',
      paged: true,
      input: { text },
      ...request,
    })
    return { reply, text: reply ? plainText(reply.show) : '' }
  }
  return {
    ...bot,
    store,
    clock,
    say,
    admit: async (who, role) => {
      const invitation = await say(operator, `invite ${role}`)
      const code = invitationCode(invitation.text)
      await say(who, `join ${code}`)
    },
    close: () => store.close(),
  }
}

/** The code in an invitation's text. */
export function invitationCode(text: string): string {
  const code = /join ([0-9A-Z-]{14})/.exec(text)?.[1]
  if (!code) throw new Error(`no invitation code in: ${text}`)
  return code
}

export const slackUser = (user: string, name = user): PlatformUser => ({
  platform: 'slack',
  tenant: 'T-JAPAN',
  user,
  name,
})
export const teamsUser = (user: string, name = user): PlatformUser => ({
  platform: 'teams',
  tenant: 'tenant-korea',
  user,
  name,
})
