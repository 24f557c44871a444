import { plainLetters } from './commands/letters.ts'
import { findSubject } from './commands/subject.ts'
import { addressOf, examplePlan } from './domain/examples.ts'
import type { Log } from './log.ts'
import type { Store } from './store/database.ts'
import { addExampleChannels } from './store/example-channels.ts'
import { addExamples } from './store/examples.ts'
import { openProgramme } from './store/programme.ts'
import { createTick, type Tick } from './tick.ts'
import { type Clock, dayIn, type MovableClock } from './time.ts'

/** What only a first look understands: `as japan`, and `tick 7d`. */
export type FirstLook = { speakAs(words: string): ReturnType<typeof speakAsExample>; tick: Tick }

/** Opens a first look over its record: filled with examples once, with the clock as far ahead as it was moved before. */
export async function openFirstLook(store: Store, clock: MovableClock, log: Log): Promise<FirstLook> {
  const tick = await createTick(store, clock, log)
  await fillFirstLook(store, clock)
  return { speakAs: (words) => speakAsExample(store, clock, words), tick }
}

async function fillFirstLook(store: Store, clock: Clock): Promise<void> {
  const now = clock.now()
  const opened = await openProgramme(store.db, '', dayIn(now, 'UTC'))
  if (!opened) throw new Error('a first look needs a programme')
  const { programme } = opened
  const plan = examplePlan(programme.periodFrom)
  await store.transaction(async (db) => {
    await addExamples(db, programme.id, plan, now, dayIn(now, 'UTC'))
    await addExampleChannels(db, programme.id, plan, now)
  })
}

/** `as japan`, `as greece dg`, `as coordinator ipr`, `as operator`: who the terminal of a first look speaks as from now on. */
export async function speakAsExample(
  store: Store,
  clock: Clock,
  words: string,
): Promise<{ user: string; said: string } | { refused: string }> {
  const said = plainLetters(words)
  if (said === 'operator' || said === 'secretariat')
    return { user: 'operator', said: 'You speak as the operator.' }
  const opened = await openProgramme(store.db, '', dayIn(clock.now(), 'UTC'))
  if (!opened) throw new Error('a first look needs a programme')
  const { directory } = opened
  const directorGeneral = /\b(dg|director general)\b/.test(said)
  const subject = findSubject(
    directory,
    said.replace(/\b(dg|director general|coordinator|member|of|for)\b/g, ' '),
  )
  if (subject?.kind === 'area') {
    return {
      user: addressOf('coordinator', subject.area.code),
      said: `You speak as the coordinator of ${subject.area.code}.`,
    }
  }
  if (subject?.kind !== 'administration')
    return { refused: 'Say who, for example: as japan, as greece dg, as coordinator ipr, as operator' }
  const { code, customsName } = subject.administration
  return directorGeneral
    ? {
        user: addressOf('director general', code),
        said: `You speak as the Director General of ${customsName}.`,
      }
    : { user: addressOf('member', code), said: `You speak as a member for ${customsName}.` }
}

/** What a first look says when it starts: what to type, what to set, and where its data is. */
export function firstLookWords(dataDir: string, summary: string): string {
  return [
    '',
    'A first look: the Heraklion Declaration moved to this year, with example people and reports.',
    '  Try:    status ipr-1     as japan     mine     update ipr-1 on track Note sent https://example.org/note',
    '  Here at the prompt, or in another window:    npm run asem',
    '  Time:   tick 7d lets a week pass, and shows what three example channels would read meanwhile.',
    '  Slack:  set SLACK_APP_TOKEN and SLACK_BOT_TOKEN.    Teams:  set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID.',
    `  The example data is in ${dataDir}; the real record will be a new one.`,
    '',
    summary,
    '',
  ].join('\n')
}
