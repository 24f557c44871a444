import type { Form, Mistakes, Option, Values } from './form.ts'
import type { View, Within } from './view.ts'

export type Platform = 'slack' | 'teams' | 'terminal'

/** Someone as their platform knows them. `tenant` is a Slack workspace id, a Teams (Entra) tenant id, or `local`. */
export type PlatformUser = { platform: Platform; tenant: string; user: string; name?: string }

/** Where something was said. Opaque to the core, which stores it and hands it back. */
export type Address = { platform: Platform; tenant: string; conversation: string; thread?: string }

/**
 * One thing somebody said.
 *
 * `id` is the platform's own id of this delivery: the same when the platform sends it again.
 * `seenBy` tells who would read an answer given where it was asked: only the asker, or everybody there.
 * `paged` is false where a long answer may be shown whole (a terminal scrolls).
 * `input.text` is what the person typed, with the platform's own escapes and the bot's mention already taken out.
 * `mentions` are the other people mentioned in it, where the platform says who they are.
 * `pressed`: it was not typed but pressed, on a button that stood there. `among`: others are there, who could be shown the answer
 * (`seenBy` is the asker all the same where the platform can answer them alone).
 */
export type Request = {
  id: string
  from: PlatformUser
  at: Address
  seenBy: 'asker' | 'everyone'
  paged: boolean
  input: { text: string }
  mentions?: Mention[]
  pressed?: Within
  among?: boolean
}

/** `said` stands in the text for somebody whom the asker's own workspace or tenant knows as `user`. */
export type Mention = { said: string; user: string }

/**
 * What happened, as opposed to what was said. `installed`: for a person, or added somewhere. The others end what the bot may send:
 * `removed` from a conversation, `archived` with it, `uninstalled` from the whole workspace or tenant (`at.conversation` is empty);
 * or change who reads it: `shared` with another organisation.
 */
export type Notice =
  | { id: string; kind: 'installed'; from: PlatformUser; at: Address }
  | { id: string; kind: 'removed' | 'archived' | 'uninstalled' | 'shared'; at: Address }

/**
 * An answer. `to: 'asker'` must reach the asker alone, by direct message where the place cannot be private;
 * `to: 'here'` goes where it was asked, privately if that place can; `to: 'everyone'` where it was asked, for all who are there to read.
 * `outcome` is `refused` when nothing was done because something has to happen first.
 * `goesOn` is true when there is more than `show` holds, on the pages after the one that was asked for.
 */
export type Reply = {
  show: View
  to: 'asker' | 'here' | 'everyone'
  outcome: 'done' | 'refused'
  goesOn?: boolean
}

/** What an adapter is given. Resolves to null when there is nothing (more) to say; never rejects. */
export type Handle = (request: Request) => Promise<Reply | null>
export type Notify = (notice: Notice) => Promise<Reply | null>

/**
 * What comes of opening a form, or of handing one in. `form`: to be filled in; shown again, it holds what was entered. `mistakes`: nothing
 * was recorded; the same form with every entry, and what is wrong at which field. `reply`: the answer, in place of the form.
 */
export type FormReply =
  | { kind: 'form'; form: Form }
  | { kind: 'mistakes'; form: Form; mistakes: Mistakes }
  | { kind: 'reply'; reply: Reply }

/** A form that was handed in: its key, and what was entered. */
export type Submission = Omit<Request, 'input'> & { form: { key: string; values: Values } }

/** What somebody types into a `search`. */
export type Lookup = { from: PlatformUser; at: Address; form: { key: string; field: string }; typed: string }

/**
 * Forms. None of these rejects.
 *
 * `opens` tells at once, from the words alone, whether a line opens a form, and its title: so that one can be shown within the time a
 * platform gives, and filled when it is known. `open` draws it; what is pressed with `form` is opened too. A form that was handed in twice
 * counts once, and is answered twice.
 */
export type Forms = {
  opens(line: string): { title: string } | null
  open(request: Request): Promise<FormReply | null>
  submit(submission: Submission): Promise<FormReply | null>
  suggest(lookup: Lookup): Promise<Option[]>
}
