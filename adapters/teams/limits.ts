/*
 * What Teams accepts, and what we allow ourselves. Where each comes from:
 * [reference] learn.microsoft.com/microsoftteams/platform, read November 2026; [sdk] read in botbuilder 4.23.3; [ours] a margin we chose.
 */

/** Bytes of one activity from Teams; theirs stay far below. [ours] */
export const REQUEST_BYTES = 256 * 1024

/** How long the rest of a refused body is read. [ours] */
export const DRAIN_MS = 1_000

/** One message to Teams, everything in it; Teams refuses somewhere near 100 KB, counted in UTF-16. [reference, margin ours] */
export const MESSAGE_BYTES = 80_000

/** Of it, what the SDK adds around the card: names and ids of conversation, bot and asker. [ours] */
export const ENVELOPE_BYTES = 4_000

/** Plain words of a card for clients that show none. [ours] */
export const FALLBACK_TEXT = 6_000

/** What is spoken of a card, and what a notification shows of it. [ours] */
export const SPEAK_TEXT = 500
export const SUMMARY_TEXT = 200

/** One unbroken piece of text in a card. [ours] */
export const PIECE_TEXT = 4_000

/** The address behind a link; a longer one is shown as words. [ours] */
export const LINK_URL = 2_000

/** Sending one message, the SDK's own three retries with growing distance included [sdk]; Teams gives a turn 15 s. [ours] */
export const SEND_MS = 10_000

/** How long stopping waits for turns under way. [ours] */
export const STOP_MS = 8_000
