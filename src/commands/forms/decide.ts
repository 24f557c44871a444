import type { Field, Mistakes } from '../../chat/form.ts'
import type { Reply } from '../../chat/request.ts'
import { mayDecide } from '../../domain/extension.ts'
import { type CalendarDate, calendarDate, fullDate, isCalendarDate } from '../../time.ts'
import { requestWords } from '../../views/extension.ts'
import { answer, type CommandForm, type Context, type Drawn } from '../command.ts'
import { leadingDate } from '../dates.ts'
import {
  bentOf,
  type OpenedRequest,
  onRequest,
  refuseDecision,
  splitSubject,
  type Word,
} from '../deciding.ts'
import { reasonLimit, splitReason } from '../when.ts'
import { tooLong } from './mistakes.ts'

type Said = { on: string; rest: string }

/** A later date that was asked for is given on another day. */
export const approveForm: CommandForm<Said> = {
  title: 'Approve a later date',
  opens: (words) => /\bto\s*[.…]*$/i.test(words),
  draw: (words, context) =>
    drawOn('approve', words, context, (opened, rest) => {
      const { before, reason } = splitReason(rest)
      const said = leadingDate(before, context.today)
      const day: Field = {
        kind: 'date',
        name: 'on',
        label: 'Until when',
        hint: `Asked for is ${fullDate(opened.extension.toOn)}.`,
        required: true,
        value: said && 'date' in said ? said.date : opened.extension.toOn,
      }
      return { submit: 'Approve', fields: [day, reasonField(false, reason)] }
    }),
  read: async ({ on = '', reason = '' }, about, { today }) => {
    const mistakes: Mistakes = { ...dayMistake(on, today), ...reasonMistake(reason, false) }
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on: about, rest: `to ${on}${reason === '' ? '' : ` because ${reason}`}` } }
  },
}

/** It is not given, and why. */
export const declineForm: CommandForm<Said> = {
  title: 'Decline a later date',
  opens: (words) => splitReason(words).reason === '',
  draw: (words, context) =>
    drawOn('decline', words, context, (_, rest) => ({
      submit: 'Decline',
      fields: [reasonField(true, splitReason(rest).reason)],
    })),
  read: async ({ reason = '' }, about) => {
    const mistakes = reasonMistake(reason, true)
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on: about, rest: `because ${reason}` } }
  },
}

/** The form on the request that words name, with what was asked above it, for those who decide; or what to say instead. */
async function drawOn(
  word: Word,
  words: string,
  context: Context,
  fieldsOf: (opened: OpenedRequest, rest: string) => Pick<Drawn, 'submit' | 'fields'>,
): Promise<Drawn | Reply> {
  const { on, rest } = splitSubject(context.directory, words)
  let drawn: Drawn | null = null
  const looking: Context = { ...context, changed: async () => undefined }
  const reply = await onRequest(word, on, looking, async (opened) => {
    const { extension, milestone, area } = opened
    // An earlier day than the one that was asked for may be theirs to give.
    const bent = word === 'approve' ? [] : bentOf(extension, extension.toOn, context)
    const verdict = mayDecide(context.speaker, bent, area)
    if (!verdict.allowed) return refuseDecision(opened, verdict.who)
    const { owner } = opened
    drawn = {
      ...fieldsOf(opened, rest),
      about: milestone.code.toLowerCase(),
      version: `${extension.id} ${extension.requestedAt.getTime()} ${milestone.dueOn}`,
      notice: [
        requestWords({ extension, milestone, owner: ownerNamed(owner?.id, context) }),
        [`"${extension.reason}"`],
      ],
    }
    return answer({ blocks: [] })
  })
  return drawn ?? reply
}

const ownerNamed = (id: number | undefined, { directory }: Context) =>
  directory.administrations.find((each) => each.id === id) ?? null

const reasonField = (required: boolean, value: string): Field => ({
  kind: 'long text',
  name: 'reason',
  label: 'Because',
  hint: 'One sentence that whoever asked can read.',
  required,
  most: reasonLimit,
  ...(value === '' ? {} : { value: value.slice(0, reasonLimit) }),
})

function reasonMistake(reason: string, required: boolean): Mistakes {
  if (required && reason === '') return { reason: 'Say why in one sentence.' }
  return reason.length > reasonLimit ? { reason: tooLong(reason, reasonLimit) } : {}
}

function dayMistake(on: string, today: CalendarDate): Mistakes {
  if (!isCalendarDate(on)) return { on: 'Choose a day.' }
  const day = calendarDate(on)
  return day < today ? { on: `${fullDate(day)} has passed. Choose a later day.` } : {}
}
