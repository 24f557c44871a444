import { plainLetters } from './commands/letters.ts'
import { findSubject } from './commands/subject.ts'
import { addressOf, examplePlan } from './domain/examples.ts'
import type { Store } from './store/database.ts'
import { addExamples } from './store/examples.ts'
import { openProgramme } from './store/programme.ts'
import { type Clock, dayIn } from './time.ts'

/** Fills the record of a first look with examples, once. */
export async function fillFirstLook(store: Store, clock: Clock): Promise<void> {
  const now = clock.now()
  const opened = await openProgramme(store.db, '', dayIn(now, 'UTC'))
  if (!opened) throw new Error('a first look needs a programme')
  const { programme } = opened
  await store.transaction((db) =>
    addExamples(db, programme.id, examplePlan(programme.periodFrom), now, dayIn(now, 'UTC')),
  )
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
    '  Slack:  set SLACK_APP_TOKEN and SLACK_BOT_TOKEN.    Teams:  set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID.',
    `  The example data is in ${dataDir}; the real record will be a new one.`,
    '',
    summary,
    '',
  ].join('\n')
}
