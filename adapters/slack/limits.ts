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

/** A button's words, and the words that a screen reader says for it. An actions block holds 25 of them. [reference] */
export const BUTTON_TEXT = 75
export const BUTTON_ABOUT = 75

/** Buttons in one of our rows: more would break at the edge of a window, wherever that is. [ours] */
export const BUTTON_ROW = 5

/** What is asked before a button counts, and the words of the button that says yes. [reference] */
export const CONFIRM_TEXT = 300
export const CONFIRM_BUTTON = 30

/** Blocks in a modal; its title, and the words of its buttons; what is kept with it. [reference] */
export const MODAL_BLOCKS = 100
export const MODAL_WORDS = 24
export const MODAL_KEEPS = 3_000

/** A field's label and hint; characters that can be typed into one; its `block_id`. [reference] */
export const INPUT_LABEL = 2_000
export const INPUT_TEXT = 3_000

/** Options of a menu, and of one group in it; an option's words, and its value. [reference] */
export const OPTIONS = 100
export const OPTION_TEXT = 75

/** Boxes of one group. [reference: checkboxes] */
export const BOXES = 10

/** Up to so many options all stand open, without a menu. [ours] */
export const OPEN_OPTIONS = 4

/** The address behind a link; a longer one is shown as words. [ours] */
export const LINK_URL = 2_000

/** Slack gives up on an acknowledgement after 3 s [reference]; we stop waiting for an answer before that. [ours] */
export const PATIENCE_MS = 2_000

/** A `trigger_id` opens a form within 3 s [reference]; after so long, a form that is not there yet is opened empty. [ours] */
export const PREPARE_MS = 400

/** How long suggestions are waited for. Slack gives up after 3 s. [ours] */
export const SUGGEST_MS = 2_500

/** Slack shows what an acknowledgement says of a modal in its own time; what changes it again comes after. [ours] */
export const MODAL_SETTLES_MS = 300

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
