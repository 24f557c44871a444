/*
 * What Teams accepts, and what we allow ourselves. Where each comes from:
 * [reference] learn.microsoft.com/microsoftteams/platform, read November 2026; [sdk] read in botbuilder 4.23.3; [ours] a margin we chose.
 */

/** Bytes of one activity from Teams; theirs stay far below. [ours] */
export const REQUEST_BYTES = 256 * 1024

/** How long a body may take to arrive; Teams sends a few kilobytes at once. [ours] */
export const BODY_MS = 10_000

/** How long the rest of a refused body is read. [ours] */
export const DRAIN_MS = 1_000

/** Characters of an id (conversation, person, activity) or service address; theirs stay below 300. [ours] */
export const ID_TEXT = 512

/** Characters of a person's display name; Entra's own limit. [learn.microsoft.com, Graph: user.displayName] */
export const NAME_TEXT = 256

/** One message to Teams, everything in it; Teams refuses somewhere near 100 KB, counted in UTF-16. [reference, margin ours] */
export const MESSAGE_BYTES = 80_000

/** Of it, what the SDK adds around the card: ids of conversation, bot and asker. [ours] */
export const ENVELOPE_BYTES = 4_000

/** Plain words of a card for clients that show none: a page. Of signs that are escaped twice, they fill 32 KB. [ours] */
export const FALLBACK_TEXT = 4_000

/** What is spoken of a card, and what a notification shows of it. [ours] */
export const SPEAK_TEXT = 500
export const SUMMARY_TEXT = 200

/** One unbroken piece of text in a card. [ours] */
export const PIECE_TEXT = 4_000

/** Characters of a name in a mention. [ours] */
export const MENTION_TEXT = 80

/**
 * Width of a row of buttons, in pixels: a phone cuts off what is beyond it, and Teams begins no new row. Each button has its distance and
 * its frame, and so much for a character. [ours; AdaptiveCards issue 4758]
 */
export const ROW_WIDTH = 320
export const BUTTON_FRAME = 34
export const BUTTON_CHARACTER = 7

/** Words of a button; `Action` allows 30, and "Yes, " may come before them. [ours] */
export const BUTTON_TEXT = 40

/** What is said under a card to the one who pressed a button of it; longer answers are messages. [ours] */
export const TOLD_TEXT = 500

/** What is said in a dialog in place of a form. [ours] */
export const DIALOG_TEXT = 2_000

/** The link to a message that is attached as evidence: theirs have some 300 characters, and a form keeps it in its key. [ours] */
export const EVIDENCE_LINK = 700

/** Choices that stand as round buttons, one under the other; more are a list that unfolds. [ours] */
export const CHOICES_EXPANDED = 4

/** Fields that a dialog of middle height shows without scrolling. [ours] */
export const SHORT_FORM = 3

/** Choices of one list: more are searched. [ours] */
export const FORM_CHOICES = 100

/** What a search shows of what fits. [reference: dynamic-search] */
export const SUGGESTIONS = 15

/** All that was entered in a form that is shown again. With its names and labels it stays below MESSAGE_BYTES. [ours] */
export const ENTRIES_TEXT = 24_000

/**
 * What is pasted into a field. Teams cuts off what is longer, and tells nobody: a form's own limits are said at the field instead, with
 * nothing lost. [adaptivecards.io, Input.Text: maxLength; ours]
 */
export const PASTED_TEXT = 20_000

/** All that was entered in a form that was refused: its card holds it to be read, and to be handed in again. [ours] */
export const REFUSED_TEXT = 8_000

/** The address behind a link; a longer one is shown as words. [ours] */
export const LINK_URL = 2_000

/** One call of Teams. [ours] */
export const CALL_MS = 5_000

/** Of it, finding a connection. [ours] */
export const CONNECT_MS = 3_000

/** Proving to Teams who the bot is, which may ask Entra. [ours] */
export const TOKEN_MS = 5_000

/** Posting a message unasked: given up too early, nobody would know whether it stands. [ours] */
export const POST_MS = 10_000

/** How long to wait before Teams is asked once more for what it does not find or let the bot into. [ours] */
export const DOUBT_MS = 2_000

/** Finding out what a place is called, while somebody waits. [ours] */
export const LOOK_MS = 1_000

/** Sending one message, with the bot's own token and the opening of a chat; Teams gives a turn 15 s. [ours] */
export const SEND_MS = 12_000

/** How long something pressed or handed in is worked on before Teams is answered: it waits 15 s, then sends it again. [reference, margin ours] */
export const INVOKE_MS = 8_000

/** How long the answer to something pressed is kept, for Teams to ask for it again: twice, within 15 s each. [ours] */
export const AGAIN_MS = 60_000

/** How many such answers are kept at most. [ours] */
export const AGAIN_MANY = 1_000

/** How soon Teams must be able to take an answer that it was too busy for, to be sent it again. [ours] */
export const PATIENCE_MS = 5_000

/** How long stopping waits for turns under way. [ours] */
export const STOP_MS = 8_000
