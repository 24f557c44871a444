import type { Inline } from './view.ts'

/** One choice; `label` is shown (at most 75 characters), `value` is handed in (at most 75). */
export type Option = { label: string; value: string; note?: string }

/**
 * What every field has. `name` is its key among the values; `hint` one short sentence under it. What is required is asked for by the
 * platform where it can, and by the form's command in any case.
 */
type AnyField = { name: string; label: string; hint?: string; required: boolean }

/**
 * One thing that is asked for, with `value` where it is known already. `most`: characters. A `search` is a choice among more than a
 * list can hold: what is typed is looked up as it is typed; `value` is then the whole option, and `first` what is shown before anything is
 * typed, where an adapter has asked for it. Dates are calendar days, `YYYY-MM-DD`. Boxes of one `group` that follow one another stand under
 * its name, where a form has room for one.
 */
export type Field = AnyField &
  (
    | { kind: 'text'; most: number; value?: string }
    | { kind: 'long text'; most: number; value?: string }
    | { kind: 'choice'; options: Option[]; value?: string }
    | { kind: 'search'; value?: Option; first?: Option[] }
    | { kind: 'date'; value?: string }
    | { kind: 'link'; value?: string }
    | { kind: 'yes/no'; value?: boolean; group?: string }
  )

/**
 * A form to be filled in. `key` is what it comes back with, opaque to adapters (at most `keyLimit` characters): it says which form this
 * is, and that one counts once. `title` and `submit` have at most 24 characters. `notice` stands above the fields: what it is about, or
 * why it is shown again. `mistakes` are one sentence a field, where it is shown again.
 */
export type Form = {
  key: string
  title: string
  submit: string
  notice: Inline[][]
  fields: Field[]
  mistakes?: Mistakes
}

/** Characters of a key: what Slack keeps with a form (`private_metadata`, 3,000), less what its adapter keeps there. */
export const keyLimit = 1_500

/**
 * What was entered, by the names of fields: the value of a choice, `YYYY-MM-DD`, `yes` or `no`, or the words as they stand. What was
 * left empty is not there.
 */
export type Values = Record<string, string>

/** What is wrong with an entry, by the name of its field: one sentence that says what to do. */
export type Mistakes = Record<string, string>
