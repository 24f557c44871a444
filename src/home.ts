import { type HomeAt, type Homes, isHome, isOnHome } from './chat/home.ts'
import type { Handle, Reply, Request } from './chat/request.ts'
import { type Block, divider, strong, text, type View } from './chat/view.ts'
import { home } from './commands/home.ts'
import { commands } from './commands/index.ts'
import { findCommand, spokenLine } from './commands/parse.ts'
import { type Core, enter } from './enter.ts'
import { describeFault } from './fault.ts'
import type { Log } from './log.ts'
import { standing } from './standing.ts'
import { homeIsDue, leaveHome, openHome } from './store/homes.ts'
import type { Clock } from './time.ts'

type Around = { clock: Clock; log: Log; failed(error: unknown, id: string): Reply }

/** Blocks of an answer that stand above a home: it is one screen. */
const saidBlocks = 8

export function createHomes(core: Core, handle: Handle, { clock, log, failed }: Around): Homes {
  const { db } = core.store

  async function open(at: HomeAt): Promise<View> {
    const now = clock.now()
    await openHome(db, placeOf(at), now)
    return (await drawHome(core, at, now)).show
  }

  const guarded = <Shown>(work: () => Promise<Shown>): Promise<Shown | View> =>
    work().catch((error: unknown) => failed(error, 'home').show)

  const after = (at: HomeAt, reply: Reply): Promise<View> =>
    guarded(async () => {
      const page = await open(at)
      return isHome(page) ? withSaid(reply.show, page) : page
    })

  return {
    open: (at) => guarded(() => open(at)),
    press: (request, ref) =>
      guarded(async () => {
        const at: HomeAt = { from: request.from, at: request.at, ref }
        const command = findCommand(commands, spokenLine(request.input.text))?.command
        if (command?.name === home.name) return open(at)
        const reply = await handle(request)
        if (!reply) return null
        // A refusal without a way back would leave nothing to press on the page.
        const stuck = reply.outcome === 'refused' && !isOnHome(reply.show.within)
        if (command?.changes || stuck) return after(at, reply)
        await leaveHome(db, at.from)
        return reply.show
      }),
    after,
    missed: async (at) => {
      try {
        await homeIsDue(db, at.from, clock.now())
      } catch (error) {
        log.error({ fault: describeFault(error) }, 'a home that was not shown is not drawn again')
      }
    },
  }
}

const placeOf = ({ from, at, ref }: HomeAt) => ({ ...from, conversation: at.conversation, messageRef: ref })

/**
 * What somebody's home shows at an instant, as they may read it then.
 *
 * @returns `admitted` is false for somebody who is told how to be admitted, and nothing else
 */
export async function drawHome(
  core: Core,
  { from, at }: Pick<HomeAt, 'from' | 'at'>,
  now: Date,
): Promise<{ show: View; admitted: boolean }> {
  const input = { text: home.name }
  const request: Request = { id: 'home', from, at, seenBy: 'asker', paged: false, input }
  const entered = await enter(core, request, { command: home, key: '', question: null }, now)
  if ('refused' in entered) return { show: entered.refused.show, admitted: false }
  const { context } = entered
  const reply = await home.run({}, context)
  return { show: standing(reply, request, context.programme.key, home.name, null).show, admitted: true }
}

/** What was recorded stands above, with its buttons if they are about the same programme. */
function withSaid({ title, blocks, within }: View, page: View): View {
  const same = within?.programme === page.within?.programme
  const said = blocks.filter(({ kind }) => same || kind !== 'actions').slice(0, saidBlocks)
  const above: Block[] = [...(title === undefined ? [] : [text(strong(title))]), ...said, divider]
  return { ...page, blocks: [...above, ...page.blocks] }
}
