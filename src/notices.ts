import type { Notice, Reply } from './chat/request.ts'
import { actions, code, text } from './chat/view.ts'
import { answer } from './commands/command.ts'
import { type Channel, isSameOwner, mayBeShared } from './domain/channel.ts'
import { isAdmitted } from './domain/permission.ts'
import { channelAt, findChannel } from './store/channels.ts'
import type { Store } from './store/database.ts'
import { drawAnew } from './store/drawing-anew.ts'
import { forgetHomes } from './store/homes.ts'
import { identify } from './store/people.ts'
import { openProgramme } from './store/programme.ts'
import { claimRequest, recordChange } from './store/requests.ts'
import { retireChannelsAt, tellElsewhere } from './store/retiring.ts'
import { dayIn } from './time.ts'
import { outsiderHelpView } from './views/help.ts'

/** What follows from something that happened, as opposed to what was said; once, however often it is told. `now` is an instant. */
export async function takeNote(store: Store, now: Date, notice: Notice): Promise<Reply | null> {
  if (notice.kind === 'installed') return greet(store, now, notice)
  await retire(store, now, notice)
  return null
}

/** A first word to somebody who installed the bot for themselves. */
async function greet(store: Store, now: Date, notice: Notice & { kind: 'installed' }): Promise<Reply | null> {
  const first = await claimRequest(store.db, { key: notice.id, command: 'installed', personId: null }, now)
  if (!first) return null
  const today = dayIn(now, 'UTC')
  const speaker = await identify(store.db, notice.from, today)
  if (!isAdmitted(speaker)) return answer(outsiderHelpView())
  const opened = await openProgramme(store.db, '', today)
  return answer({
    blocks: [
      text(
        'Hello again. Say ',
        code('help'),
        ' for what you can ask, or ',
        code('home'),
        ' for what is yours.',
      ),
      actions({ label: 'Home', line: 'home', look: 'primary' }, { label: 'Help', line: 'help' }),
    ],
    ...(opened ? { within: { programme: opened.programme.key, trail: [] } } : {}),
  })
}

/** Nothing goes any more to where the bot cannot post, or where others read what is for its owner's people: there it goes away, too. */
async function retire(
  store: Store,
  now: Date,
  { id: key, kind, at }: Exclude<Notice, { kind: 'installed' }>,
): Promise<void> {
  await store.transaction(async (db) => {
    const first = await claimRequest(db, { key, command: kind, personId: null }, now)
    if (!first) return
    const shared = kind === 'shared' ? await channelAt(db, at) : null
    if (kind === 'shared' && (!shared || mayBeShared(shared.owner))) return
    const told: Channel[] = []
    for (const id of await retireChannelsAt(db, at, kind, now)) {
      const change = { by: null, action: 'channel retired', subject: { kind: 'channel', id } as const }
      await recordChange(db, key, { ...change, fields: ['retiredAt'] }, now)
      if (shared) await drawAnew(db, 'retired', id, now)
      const channel = await findChannel(db, id)
      // Of a whole workspace, each owner is told once.
      if (!channel || told.some(({ owner }) => isSameOwner(owner, channel.owner))) continue
      told.push(channel)
      await tellElsewhere(db, id, kind === 'uninstalled' || kind === 'shared' ? kind : 'gone', now)
    }
    // After the messages, as a change takes them.
    if (kind === 'removed' || kind === 'uninstalled') await forgetHomes(db, at)
  })
}
