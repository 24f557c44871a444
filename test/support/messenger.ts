import { plainText } from '../../src/chat/plain-text.ts'
import type { DeliveryOutcome, Destination, EditOutcome, Found, Messenger } from '../../src/chat/platform.ts'
import type { View } from '../../src/chat/view.ts'

/** A message as it stands in a place; `under` is the one it answers. */
export type Posted = {
  ref: string
  place: string
  key: string
  text: string
  view: View
  under: string | null
}

/** What happened, in order: `post slack C1 …`. */
export type Happened = { what: 'post' | 'edit' | 'remove'; place: string; key: string; text: string }

/** A platform in memory: what stands where, what happened, and what the next calls are to meet. */
export type MemoryMessenger = Messenger & {
  posted: Posted[]
  happened: Happened[]
  /** The next post meets this instead of being taken; `taken` also takes it. */
  meet(outcome: DeliveryOutcome & { taken?: boolean }): void
  /** The next change or removal meets this. */
  meetEdit(outcome: EditOutcome): void
  /** From now on it lets no message be removed. */
  keepsMessages(): void
  /** What it answers to whoever looks for a message; looks itself when not said. */
  answerFind(found: Found | null): void
  in(place: string): string[]
  most(): number
}

const placeOf = (to: Destination): string => (to.to === 'person' ? `@${to.user.user}` : to.at.conversation)

export function memoryMessenger(): MemoryMessenger {
  const posted: Posted[] = []
  const happened: Happened[] = []
  const outcomes: (DeliveryOutcome & { taken?: boolean })[] = []
  const edits: EditOutcome[] = []
  const underWay = new Map<string, number>()
  let finding: Found | null = null
  let keeps = false
  let count = 0
  let most = 0

  async function alone<T>(place: string, work: () => T): Promise<T> {
    underWay.set(place, (underWay.get(place) ?? 0) + 1)
    most = Math.max(most, underWay.get(place)!)
    await new Promise((resolve) => setImmediate(resolve))
    try {
      return work()
    } finally {
      underWay.set(place, underWay.get(place)! - 1)
    }
  }

  function take(place: string, show: View, key: string, under: string | null): string {
    const ref = `m${++count}`
    posted.push({ ref, place, key, text: plainText(show), view: show, under })
    happened.push({ what: 'post', place, key, text: plainText(show) })
    return ref
  }

  return {
    posted,
    happened,
    meet: (outcome) => void outcomes.push(outcome),
    meetEdit: (outcome) => void edits.push(outcome),
    keepsMessages: () => {
      keeps = true
    },
    answerFind: (found) => {
      finding = found
    },
    in: (place) => posted.filter((each) => each.place === place).map(({ text }) => text),
    most: () => most,
    deliver: (to, show, key, under) =>
      alone(placeOf(to), () => {
        const met = outcomes.shift()
        if (met && !met.taken) return met
        const ref = take(placeOf(to), show, key, under)
        return met ?? { kind: 'sent', ref }
      }),
    update: async (ref, show) => {
      const met = edits.shift()
      if (met) return met
      const message = posted.find((each) => each.ref === ref)
      if (!message) return { kind: 'missing' }
      message.text = plainText(show)
      message.view = show
      happened.push({ what: 'edit', place: message.place, key: message.key, text: message.text })
      return { kind: 'done' }
    },
    remove: async (ref) => {
      const met = edits.shift()
      if (met) return met
      if (keeps) return { kind: 'refused', why: 'cannot_delete' }
      const at = posted.findIndex((each) => each.ref === ref)
      if (at < 0) return { kind: 'missing' }
      const [gone] = posted.splice(at, 1)
      happened.push({ what: 'remove', place: gone!.place, key: gone!.key, text: '' })
      return { kind: 'done' }
    },
    find: async (_to, key) => {
      if (finding) return finding
      const message = posted.find((each) => each.key === key)
      return message ? { kind: 'found', ref: message.ref } : { kind: 'absent' }
    },
    look: async (at) => ({ kind: 'channel', name: at.conversation, reach: { ok: true } }),
  }
}
