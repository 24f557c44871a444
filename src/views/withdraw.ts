import { actions, code, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { dayIn, fullDate } from '../time.ts'
import { openOf, updateOf } from './next-steps.ts'
import { inWords, wallTime } from './words.ts'

/** An update of which nothing is told but who reported it and when. */
type Reported = { at: Date; reportedBy: string | null }

/** What was withdrawn, and what cannot be called back. */
export function withdrawnView(
  update: Reported & { number: number },
  about: {
    administration: Administration
    activity: ActivityName
    /** in how many channels something of it stands, may stand, and stands out of reach; null when nobody outside the administration could read it yet */
    copies: Copies | null
    left: boolean
    now: Date
    zone: string
  },
): View {
  const { administration, activity, copies, left, now, zone } = about
  const { customsName } = administration
  return {
    blocks: [
      text(strong('Withdrawn.'), ` ${named(update, about)} (number ${update.number}).`),
      text(
        `Its words and links are erased. The record keeps only that it was withdrawn, by you, at ${wallTime(now, zone, dayIn(now, zone))}.`,
      ),
      text(
        copies === null
          ? `It had not left ${customsName}: nobody else could read it.`
          : 'Answers that were already shown to others cannot be called back.',
        ' What you typed in the chat stays there until you delete it.',
      ),
      ...(copies ? copiesWords(copies, activity) : []),
      ...(left
        ? [text(`${customsName} no longer counts as taking part in ${activity.code}: it did by this update.`)]
        : []),
      actions(updateOf(`${activity.code}/${administration.code}`, 'New update'), openOf(activity.code)),
    ],
  }
}

type Copies = { standing: number; doubtful: number; unreachable: number }

/** What becomes of what was posted in channels, and what somebody has to look after. */
function copiesWords({ standing, doubtful, unreachable }: Copies, { code: on }: ActivityName) {
  const ledger = [code(`deliveries ${on.toLowerCase()}`), ' says more.']
  return [
    ...(standing === 0 ? [] : [text('What was posted of it in channels is being taken away.')]),
    ...(unreachable === 0
      ? []
      : [
          text(
            `In ${channelsWords(unreachable)} that I can no longer reach it still stands: please have it deleted there. `,
            ...ledger,
          ),
        ]),
    ...(doubtful === 0
      ? []
      : [
          text(
            `In ${channelsWords(doubtful)} it may stand, because the platform did not say whether it was posted. If it does, please have it deleted there. `,
            ...ledger,
          ),
        ]),
  ]
}

const channelsWords = (count: number): string => `${inWords(count)} ${count === 1 ? 'channel' : 'channels'}`

/** An update that was withdrawn before; `next` is one that still stands there. */
export function alreadyWithdrawnView(
  update: Reported & { withdrawnAt: Date | null; withdrawnBy: string | null },
  about: {
    administration: Administration
    activity: ActivityName
    next: (Reported & { number: number; name: string }) | null
  },
): View {
  const { administration, activity, next } = about
  const { withdrawnAt, withdrawnBy } = update
  const zone = administration.timeZone
  const when = withdrawnAt
    ? ` It was withdrawn by ${withdrawnBy ?? 'the operator'} on ${fullDate(dayIn(withdrawnAt, zone))}.`
    : ''
  return {
    blocks: [
      text(strong('Already withdrawn.'), ` ${named(update, about)}.${when}`),
      ...(next
        ? [
            small(
              `Another one stands there, of ${fullDate(dayIn(next.at, zone))}${next.reportedBy ? ` by ${next.reportedBy}` : ''}: `,
              code(`withdraw ${next.name} ${next.number}`),
              ' withdraws it too.',
            ),
          ]
        : []),
      actions(updateOf(`${activity.code}/${administration.code}`, 'New update'), openOf(activity.code)),
    ],
  }
}

const named = (
  { at, reportedBy }: Reported,
  { administration, activity }: { administration: Administration; activity: ActivityName },
): string =>
  `The update of ${administration.customsName} on ${activity.code}${reportedBy ? ` that ${reportedBy} reported` : ''} on ${fullDate(dayIn(at, administration.timeZone))}`
