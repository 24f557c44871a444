import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayConfirm, reportersOf } from '../domain/confirmation.ts'
import { type Administration, type Level, levels } from '../domain/facts.ts'
import { addConfirmation, confirmationGrounds, findConfirmation } from '../store/confirmations.ts'
import { confirmedView } from '../views/confirm.ts'
import { administrationsById, answer, type Context, defineCommand, refuse } from './command.ts'
import { plainLetters } from './letters.ts'
import { splitName } from './on-activity.ts'
import { type OpenedActivity, onActivity } from './planning.ts'
import { findSubject } from './subject.ts'

const args = z.object({ on: z.string(), rest: z.string() })

/** `confirm ipr-1 substantial`, `confirm ipr-1/jp complete`: how far it is, said by somebody other than the reporter. */
export const confirm = defineCommand({
  name: 'confirm',
  also: [],
  summary: 'how far an activity or a commitment is, said by somebody who does not report on it',
  usage: ['confirm ipr-1 substantial', 'confirm ipr-1/jp complete', 'confirm ipr-1 no evidence available'],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: async ({ on, rest }, context) => {
    const subject = findSubject(context.directory, on)
    if (subject?.kind === 'milestone')
      return refuse(
        'A milestone is marked delivered: ',
        code(`done ${subject.code.toLowerCase()} https://…`),
        '.',
      )
    if (subject?.kind !== 'activity' && subject?.kind !== 'commitment')
      return refuse(
        'Say which activity or commitment, and how far it is, for example: ',
        code('confirm ipr-1 substantial'),
        '.',
      )
    const administration = subject.kind === 'commitment' ? subject.administration : null
    return onActivity(subject.activity, context, (opened) => record(rest, administration, opened, context))
  },
  again: async ({ id }, context) => {
    const confirmed = await findConfirmation(context.db, id)
    const activity = context.directory.activities.find((each) => each.id === confirmed?.activityId)
    if (!confirmed || !activity) return refuse('That was recorded already.')
    const administration = administrationsById(context.directory).get(confirmed.administrationId ?? 0) ?? null
    return onActivity(activity, context, async () =>
      answer(confirmedView('Recorded already.', nameOf(activity, administration), confirmed.level)),
    )
  },
})

const nameOf = (activity: { code: string }, administration: Administration | null): string =>
  administration ? `${activity.code}/${administration.code}` : activity.code

async function record(
  words: string,
  administration: Administration | null,
  opened: OpenedActivity,
  context: Context,
): Promise<Reply> {
  const { db, speaker, now } = context
  const { activity, area, administrations } = opened
  const name = nameOf(activity, administration)
  const level = readLevel(words)
  if (!level)
    return refuse(
      'Say how far it is (no evidence available, not started, limited, substantial or complete), for example: ',
      code(`confirm ${name.toLowerCase()} limited`),
      '.',
    )
  const commitment = administration
    ? activity.commitments.find(({ administrationId }) => administrationId === administration.id)
    : null
  if (commitment === undefined)
    return refuse(`${administration?.customsName} has no commitment of its own under ${activity.code}.`)
  const about = { activityId: activity.id, commitment }
  const personId = speaker.kind === 'person' ? speaker.id : null
  const { evidence, reported } = await confirmationGrounds(db, about, personId, now)
  const reporters = commitment ? [commitment.administrationId] : reportersOf(activity)
  const verdict = mayConfirm(speaker, { area, reporters, reported })
  if (!verdict.allowed) return refuse(`How far ${name} is, is confirmed by ${verdict.who}.`)
  if (level === 'complete' && !evidence)
    return refuse(
      `Nothing is complete without evidence, and none is filed under ${name} yet. It is filed with a link in `,
      code(`update ${activity.code.toLowerCase()} …`),
      ' or ',
      code(`done ${activity.code.toLowerCase()}.1 https://…`),
      '.',
    )
  const { id, before } = await addConfirmation(db, about, level, personId, now)
  await context.changed('implementation confirmed', { kind: 'confirmation', id }, before ? [] : ['level'])
  const earlier = (commitment ?? activity).confirmed
  return answer(
    confirmedView(
      before ? 'Already confirmed.' : 'Confirmed.',
      name,
      level,
      before ? null : earlier,
      administrations,
    ),
  )
}

/** The level that words say; null when they say none. */
function readLevel(words: string): Level | null {
  const said = plainLetters(words)
    .replace(/^(?:as|is|to be) /, '')
    .replace(/[.]+$/, '')
  return levels.find((level) => level === said) ?? (said === 'no evidence' ? 'no evidence available' : null)
}
