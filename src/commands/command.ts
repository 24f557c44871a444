import type { z } from 'zod'
import type { Form, Mistakes, Option, Values } from '../chat/form.ts'
import type { Place } from '../chat/platform.ts'
import type { Reply, Request } from '../chat/request.ts'
import { code, text, type View } from '../chat/view.ts'
import type { Reading } from '../domain/audience.ts'
import type { ChannelOwner } from '../domain/channel.ts'
import type { ActivityName, Administration, Area, Directory, Programme } from '../domain/facts.ts'
import type { Permission, Speaker } from '../domain/permission.ts'
import type { Db } from '../store/database.ts'
import type { RequestSubject } from '../store/requests.ts'
import { dayIn, fullDate } from '../time.ts'

/**
 * What a command works with. `now` is the request's one instant; `today` the calendar day it falls on in `zone`, the speaker's
 * own. `db` is the transaction of a command that changes something. `changed` notes what was changed, for the audit and for a
 * second delivery of the same request; without a field, nothing was, and the audit keeps no entry. `by` is the person who did
 * it, where that is not the speaker (one who joins). Facts are read for `audience`, those who would read an answer here, or
 * `privately`.
 */
export type Context = Reading & {
  db: Db
  zone: string
  speaker: Speaker
  /** Whose channel it is said in; null where no channel follows. */
  owner: ChannelOwner | null
  request: Request
  /** What the conversation is, for a command that `looks`; null where that is not known. */
  place: Place | null
  /** Which page of the answer is to be shown, counted from 0; `request.paged` tells whether it has pages. */
  page: number
  /** The next page of the last answer here; null when there is none. */
  resume(): Promise<Reply | null>
  changed(action: string, subject: RequestSubject, fields: string[], by?: number): Promise<void>
}

/**
 * One word a person can say. `read` turns the words after it into arguments (checked by `args`); a string says what is missing.
 * `again` answers a second delivery of a request that has been carried out; `args` is null where its words, read against what they changed,
 * give none any more.
 */
export type Command<A> = {
  name: string
  also: string[]
  summary: string
  usage: string[]
  may: Permission
  changes: boolean
  /** Whether the conversation is looked at before: that asks the platform, and so comes before anything is locked. */
  looks?: boolean
  args: z.ZodType<A>
  read(words: string, context: Context): unknown
  run(args: A, context: Context): Promise<Reply>
  again?(subject: RequestSubject, context: Context, args: A | null): Promise<Reply>
  /**
   * Whether it is carried out in a closed programme too: it asks only, takes back one's own words, or changes who may do what, or
   * which programmes there are.
   */
  alsoWhenClosed?(args: A): boolean
  form?: CommandForm<A>
}

/**
 * The form of a command.
 *
 * `opens` tells, from the words after the command alone, whether they leave out what the form asks for: then it is opened where there are
 * forms. `draw` is what it asks, with what the words say filled in; or a refusal. `read` makes the arguments of what was entered, or says
 * what is wrong with it, field by field; what `draw` refused for these `about` is refused when it is carried out. `suggest` looks up what
 * is typed into a `search`: at most 20, the likeliest first.
 */
export type CommandForm<A> = {
  /** at most 24 characters */
  title: string
  opens(words: string): boolean
  draw(words: string, context: Context): Promise<Drawn | Reply>
  read(values: Values, about: string, context: Context): Promise<{ args: A } | { mistakes: Mistakes }>
  suggest?(field: string, typed: string, context: Context): Promise<Option[]>
}

/**
 * `about`: the words that draw it again about the same thing, at most 1,250 characters, those of a link and whose it is. `version` is another one when that thing has changed
 * in a way that whoever fills the form in should know of; '' where there is none. `stands` is how it stands, for whoever had filled the
 * form in before that: the fields hold what they entered.
 */
export type Drawn = Pick<Form, 'submit' | 'notice' | 'fields'> & {
  about: string
  version: string
  stands?: Form['notice']
}

export type TableForm = Omit<CommandForm<never>, 'read'> & {
  read(values: Values, about: string, context: Context): Promise<{ args: unknown } | { mistakes: Mistakes }>
}

/** A command whose arguments are its own business: what the table holds. */
export type TableCommand = Omit<
  Command<never>,
  'args' | 'read' | 'run' | 'again' | 'alsoWhenClosed' | 'form'
> & {
  read(words: string, context: Context): unknown
  run(args: unknown, context: Context): Promise<Reply>
  again(subject: RequestSubject, context: Context, args: unknown): Promise<Reply | null>
  alsoWhenClosed(args: unknown): boolean
  form?: TableForm
}

/** Closes a command over the type of its arguments. */
export function defineCommand<A>(command: Command<A>): TableCommand {
  return {
    ...command,
    run: async (args, context) => command.run(command.args.parse(args), context),
    again: async (subject, context, args) =>
      command.again?.(subject, context, args === null ? null : command.args.parse(args)) ?? null,
    alsoWhenClosed: (args) => command.alsoWhenClosed?.(command.args.parse(args)) ?? false,
  }
}

/** The same for the speaker's eyes only: what a private answer, or a rule about the speaker, is read with. */
export const privately = (context: Context): Context => ({
  ...context,
  audience: { kind: 'speaker', speaker: context.speaker },
})

export const answer = (show: View): Reply => ({ show, to: 'here', outcome: 'done' })
export const answerPrivately = (show: View): Reply => ({ show, to: 'asker', outcome: 'done' })

/** An expected refusal: one sentence that says what to do next. */
export const refuse = (...sentence: Parameters<typeof text>): Reply => ({
  show: { blocks: [text(...sentence)] },
  to: 'here',
  outcome: 'refused',
})

/** The refusal for somebody who asks for what is theirs, and speaks for nobody. */
export const refuseOwn = (word: string): Reply =>
  refuse('You speak for no administration here. Say ', code(word), ' for the whole programme.')

/** The refusal for an activity that the speaker may not read yet. To report on it would be to get in. */
export const refuseQuiet = ({ code, quietUntil }: ActivityName): Reply =>
  refuse(
    `${code} is quiet${quietUntil ? ` until ${fullDate(quietUntil)}` : ''}: until then only those taking part report on it. Ask its coordinator to be added.`,
  )

/** The refusal for every change in a programme that is closed. */
export const refuseClosed = ({ name, key, closedAt }: Programme): Reply =>
  refuse(
    `${name} was closed${closedAt ? ` on ${fullDate(dayIn(closedAt, 'UTC'))}` : ''}: it can be read (`,
    code(`status ${key.toLowerCase()}`),
    '), and takes nothing new.',
  )

/**
 * The administration the speaker speaks for, by a role in force: as a member before anything else; of several, the one they joined
 * first. Null for those who speak for none.
 */
export function ownAdministration({
  speaker,
  directory,
}: Pick<Context, 'speaker' | 'directory'>): Administration | null {
  if (speaker.kind !== 'person') return null
  const ofKind = (kinds: string[]) =>
    directory.administrations.filter(({ id }) =>
      speaker.roles.some(({ kind, administrationId }) => administrationId === id && kinds.includes(kind)),
    )
  const candidates =
    [ofKind(['member']), ofKind(['director general', 'observer'])].find(({ length }) => length > 0) ?? []
  return candidates.find(({ id }) => id === speaker.administrationId) ?? candidates[0] ?? null
}

export function areaOf(directory: Directory, areaId: number): Area {
  const area = directory.areas.find(({ id }) => id === areaId)
  if (!area) throw new Error(`no area with id ${areaId} in the current programme`)
  return area
}

export function administrationsById(directory: Directory): Map<number, Administration> {
  return new Map(directory.administrations.map((administration) => [administration.id, administration]))
}
