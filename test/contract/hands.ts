/** A form as somebody has it before their eyes. `value` as it is filled in; `mistake` what is said at the field. */
export type SeenForm = {
  title: string
  notice: string
  fields: { name: string; label: string; value?: string; mistake?: string }[]
}

/** What somebody sees after they did something: the words, the labels of the buttons under them, and the form that is open. */
export type Seen = { text: string; buttons: string[]; form: SeenForm | null }

/**
 * One person at one platform, who can press and fill in. `press` presses the button of that label on what they saw last (or on `seen`), and
 * `fill` hands in the form that is open, with what it held and these values; both through the platform's real endpoints. `look` types into a
 * search field, and sees the labels it suggests.
 */
export type Hands = {
  say(text: string): Promise<Seen>
  press(label: string, seen?: Seen): Promise<Seen>
  fill(values: Record<string, string>): Promise<Seen>
  look(field: string, typed: string): Promise<string[]>
}
