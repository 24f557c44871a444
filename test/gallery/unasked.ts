import type { View } from '../../src/chat/view.ts'
import { lastOf, type Shown } from './fixtures.ts'
import type { Record } from './record.ts'

/**
 * What the bot says by itself, as it stands before and after somebody answers. Goes on from what `answers` did.
 *
 * @param waiting called while something waits for a decision
 */
export async function unasked(
  { bot, people, messages, said, ask, until }: Record,
  waiting: () => Promise<void>,
): Promise<Shown[]> {
  const shown: Shown[] = []
  const keep = (name: string, view: View): void =>
    void shown.push({ group: 'unasked', name, view, posted: true })
  const last = (kind: string, place: string): View => lastOf(messages, kind, place)
  const { sato, kim, eleni } = people

  // Monday 22 November 2010, 09:00 in Tokyo.
  await until('2010-11-22T00:00:30Z')
  keep('nudge', last('nudge', 'C0JAPAN'))
  keep('nudge-teams', last('nudge', '19:korea'))
  await ask(sato, said('done ipr-1.7 https://example.org/figures'))
  await until('2010-11-22T00:02:00Z')
  keep('nudge-partly-answered', last('nudge', 'C0JAPAN'))
  await ask(sato, said('extend ipr-1.6 to 2011-02-28 because the figures of two ports come in January'))
  await until('2010-11-22T00:03:00Z')
  keep('nudge-answered', last('nudge', 'C0JAPAN'))
  keep('extension-asked', last('extension', 'C0IPR'))
  await ask(sato, said('update ipr-1 on track Figures are with the translators. https://example.org/figures'))
  await ask(sato, 'send now ipr-1')
  await until('2010-11-22T00:05:00Z')
  keep('update-post', last('update', '19:korea'))
  keep('card', last('card', 'C0JAPAN'))

  // 09:00 in Athens.
  await until('2010-11-22T07:00:30Z')
  keep('digest', last('digest', 'C0IPR'))
  await waiting()
  await ask(eleni, said('approve ipr-1.6 to 31 January because the next draft is read in February'))
  await until('2010-11-22T07:02:00Z')
  keep('extension-decided', last('extension', 'C0IPR'))
  keep('digest-decided', last('digest', 'C0IPR'))
  await ask(eleni, said('move ipr-1.8 to 2011-01-17 because the meeting moved'))
  await until('2010-11-22T07:10:00Z')
  keep('date-moved', last('move', '19:korea'))
  await ask(kim, said('update ipr-1 at risk Training material is late'))
  await ask(kim, 'send now ipr-1')
  await until('2010-11-22T07:15:00Z')
  keep('card-at-risk', last('card', '19:korea'))

  // Friday: what is overdue.
  await until('2010-11-26T08:00:30Z')
  keep('nudge-overdue', last('nudge', 'C0DUTCH'))

  await ask(eleni, 'lead ipr-2 laos')
  for (const line of ['mail laos', 'mail ipr'])
    shown.push({
      group: 'questions',
      name: `${line.replace(' ', '-')}-asked`,
      view: (await ask(eleni, line)).show,
      posted: false,
    })

  const installed = await bot.notify({
    id: 'gallery:installed',
    kind: 'installed',
    from: people.stranger.who,
    at: { platform: 'slack', tenant: 'T-JAPAN', conversation: 'direct:U0NOBODY' },
  })
  if (installed) shown.push({ group: 'unasked', name: 'installed', view: installed.show, posted: false })
  return shown
}
