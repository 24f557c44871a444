/*
 * What Slack accepts in one message. Where each comes from:
 * [reference] docs.slack.dev/reference/block-kit, read November 2026; [measured] found by sending; [ours] a margin we chose.
 */

/** Blocks in one message. [reference] */
export const BLOCKS = 50

/** All text of one message together, blocks and fallback: Slack refuses somewhere above 9,600. [measured] */
export const MESSAGE_TEXT = 9_000

/** What the blocks may use of it, so that at least 1,000 stay for the fallback text. [ours] */
export const BLOCKS_TEXT = 8_000

/** `text` of a message, shown in notifications and read by screen readers; Slack recommends at most 4,000. [reference] */
export const FALLBACK_TEXT = 4_000

/** Text of a header block. [reference] */
export const HEADER_TEXT = 150

/** Text of a section, and of any mrkdwn or plain_text object without a narrower limit. [reference] */
export const SECTION_TEXT = 3_000

/** Fields in one section, and the text of each. [reference] */
export const SECTION_FIELDS = 10
export const FIELD_TEXT = 2_000

/** What a label, or the note beside it, may use of a field, so that a value is always left room. [ours] */
export const LABEL_TEXT = 400

/** Rows of a table block, its heading row included; its columns; tables in one message. [reference] */
export const TABLE_ROWS = 100
export const TABLE_COLUMNS = 20
export const TABLES = 1

/** Elements in one actions block; a button's words, and the words that a screen reader says for it. [reference] */
export const ACTIONS = 25
export const BUTTON_TEXT = 75
export const BUTTON_ABOUT = 75

/** What is asked before a button counts, and the words of the button that says yes. [reference] */
export const CONFIRM_TEXT = 300
export const CONFIRM_BUTTON = 30

/** The address behind a link; a longer one is shown as words. [ours] */
export const LINK_URL = 2_000

/** Slack gives up on an acknowledgement after 3 s [reference]; we stop waiting for an answer before that. [ours] */
export const PATIENCE_MS = 2_000

/** When Bolt answers what no listener acknowledged; under Slack's 3 s. [ours] */
export const UNACKNOWLEDGED_MS = 2_800

/** One call of Slack's Web API or of a response_url. [ours] */
export const CALL_MS = 10_000

/** The connection for such a call; shorter, so that a Slack out of reach is told from one that does not answer. [ours] */
export const CONNECT_MS = 5_000

/** How long stopping waits for answers under way. [ours] */
export const STOP_MS = 8_000

/** Between two attempts to reach Slack at start: the first, and the longest. [ours] */
export const RETRY_MS = 1_000
export const LONGEST_RETRY_MS = 30_000

/** Between the signing of a request and now, either way. [reference, for what is older; ours, for what is newer] */
export const SIGNED_WITHIN_MS = 300_000

/** Bytes of one request from Slack; theirs stay far below. [ours] */
export const REQUEST_BYTES = 1_048_576

/*
 * Socket Mode. [docs] docs.slack.dev/apis/events-api/using-socket-mode; [sdk] what @slack/socket-mode 3.1 waits.
 */

/** From asking for a connection until Slack says hello. [ours] */
export const HELLO_MS = 10_000

/** Between two pings of ours, and how long a connection may be silent before it is cut. [sdk: 30 s] */
export const PING_MS = 10_000
export const SILENCE_MS = 30_000

/** How long Slack may take to answer our good-bye; it leaves the TCP connection open after it. [ours] */
export const CLOSE_MS = 500

/** A connection that lasted this long is replaced at once; after a shorter one we wait, as after a failure. [ours] */
export const STEADY_MS = 10_000

/** What a replaced connection may still take to acknowledge; Slack warns ten seconds before it closes one. [docs] */
export const DRAIN_MS = 10_000

/** How many of the newest messages are looked among. New apps are throttled hard where they ask for more. [facts] */
export const FOUND_AMONG = 15

/** Milliseconds before an attempt from which its message is looked for: clocks differ. [ours] */
export const FOUND_BEFORE_MS = 60_000
