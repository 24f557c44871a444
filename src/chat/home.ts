import type { Address, PlatformUser, Reply, Request } from './request.ts'
import type { View, Within } from './view.ts'

/**
 * Whose home it is, and their conversation with the bot. `ref` is the platform's own name of the message that it is (as `MessageRef`);
 * null where it is a page of the app.
 */
export type HomeAt = { from: PlatformUser; at: Address; ref: string | null }

/**
 * Homes: one page for each person, drawn as they may read it whenever they look at it, and again when something of it changes. None of
 * these rejects.
 *
 * `open`: somebody looks at theirs. `press`: they pressed a button on it that opens no form; a question stands in its place then, with the
 * way back, and what was changed is said above the page as it stands after. `after`: the same for a form that was handed in. `missed`: what was returned
 * could not be shown, so that it is drawn again. Null: there is nothing (more) to show.
 */
export type Homes = {
  open(home: HomeAt): Promise<View>
  press(request: Request, ref: string | null): Promise<View | null>
  after(home: HomeAt, reply: Reply): Promise<View>
  missed(home: HomeAt): Promise<void>
}

/** Whether what stands in `within` was reached from a home: that is where it goes back to. */
export const isOnHome = (within: Within | undefined): boolean => /^home\W*$/i.test(within?.trail?.[0] ?? '')

/** Whether a view is a home itself, and not something that was opened from one. */
export const isHome = ({ within }: View): boolean => isOnHome(within) && within?.trail?.length === 1
