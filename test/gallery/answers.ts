import { commands } from '../../src/commands/index.ts'
import type { Shown } from './fixtures.ts'
import type { Player, Record } from './record.ts'

const fileName = (words: string): string =>
  words
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)

/** What is answered: every question in every form that `help` names, then what is done, then what is refused. */
export async function answers(record: Record): Promise<Shown[]> {
  const { people, said } = record
  const { sato, mori, tanaka, eleni, anna, stranger, willem } = people
  const shown: Shown[] = []
  const nameOf = (line: string): string => fileName(said('') === '' ? line : line.replaceAll(said(''), ''))
  const show = async (group: string, who: Player, line: string, name = nameOf(line)): Promise<void> => {
    const { show: view, outcome } = await record.ask(who, line)
    shown.push({ group: outcome === 'refused' ? 'refused' : group, name, view, posted: false })
  }
  const each = async (group: string, lines: [Player, string][]) => {
    for (const [who, line] of lines) await show(group, who, line)
  }

  for (const { name, changes, usage, may } of commands)
    if (!changes && may !== 'operator' && name !== 'more')
      for (const line of usage) await show('questions', asker(name, people), line)
  await show('questions', tanaka, 'summary', 'summary-director-general')
  await show('questions', anna, 'summary', 'summary-secretariat')
  await show('questions', eleni, 'mine', 'mine-coordinator')
  await show('questions', stranger, 'help', 'help-outsider')
  await show('questions', sato, 'how is IPR going?')
  await show('questions', sato, 'thanks', 'courtesy')
  const led = { pressed: { programme: 'HER', trail: ['summary', 'status ipr'] } }
  const drilled = await record.ask(sato, 'status ipr-1', led)
  shown.push({ group: 'questions', name: 'status-ipr-1-drilled-down', view: drilled.show, posted: false })

  await each('done', [
    [
      sato,
      said(
        'update ipr-1 on track Lessons-learned note drafted; clearance this week. https://example.org/note',
      ),
    ],
    [sato, said('update ipr-1 at risk Clearance takes longer')],
    [sato, said('edit ipr-1 Clearance takes until Friday')],
    [sato, 'send now ipr-1'],
    [mori, said('pledge ipr-1 by 2011-03-31 Share a note on seizures with all members')],
    [sato, said('done ipr-1.4 https://example.org/recommendations Recommendations, four pages')],
    [sato, 'hold 20m'],
    [sato, 'take part env-2'],
    [sato, said('not taking part env-2 because we have no such traffic')],
    [eleni, `plan ipr-1 2010-12-06 ${said('National results sent')} for japan`],
    [eleni, `plan ipr-1 2010-11-25 ${said('Figures of seizures, one table')} for japan`],
    [eleni, `plan ipr-1 2010-12-06 ${said('Training material listed')} for korea`],
    [sato, 'agree ipr-1.6'],
    [sato, 'agree ipr-1.7'],
    [people.kim, 'agree ipr-1.8'],
    [sato, 'snooze ipr-1.6 1d'],
    [sato, 'snooze ipr-1.6 off'],
    [sato, 'away until 30 November'],
    [sato, 'back'],
    [willem, said('extend env-1.3 to 2011-01-31 because the survey takes longer')],
    [sato, said('extend ipr-1/jp to 31 March 2011 because of the translation')],
    [eleni, said('move ipr-1.7 to 2010-11-26 because comments are still arriving')],
    [eleni, 'move ipr-1.7 to 2010-11-25 because the comments have come'],
    [eleni, 'lead ipr-2 greece'],
    [eleni, 'confirm ipr-1 substantial'],
    [anna, said('update ipr-2/la on track First answers from letter 2010/14')],
    [anna, said('meeting 2011-11-08 to 2011-11-09 Hua Hin, Thailand')],
    [anna, 'invite japan member'],
    [anna, 'role eleni coordinator asia from 2010-12-01'],
    [sato, 'unfollow ipr'],
    [sato, 'follow ipr updates nudges'],
    [sato, 'timezone asia/tokyo'],
    [eleni, 'schedule digest monday 09:00'],
    [sato, 'withdraw ipr-1'],
  ])

  await each('refused', [
    [stranger, 'status'],
    [stranger, 'join ABCD-EFGH-JKMN'],
    [sato, 'stauts ipr'],
    [sato, 'asdf qwer'],
    [sato, 'status ipr-9'],
    [sato, 'update ipr-9 on track Something'],
    [sato, 'update ipr-1'],
    [sato, 'update biz-1/pl on track Something'],
    [sato, 'done ipr-1.4 https://example.org/again'],
    [sato, 'done'],
    [sato, 'pledge ipr-1 by 2010-01-01 Too late'],
    [sato, 'pledge ipr-1 by someday Perhaps'],
    [sato, 'agree ipr-2.4'],
    [sato, 'extend ipr-1.7 to 2010-12-15'],
    [sato, 'extend ipr-1.7 to 2012-12-15 because it is late'],
    [sato, 'snooze ipr-1.6 90d'],
    [sato, 'confirm ipr-1 complete'],
    [sato, 'lead ipr-1 japan'],
    [sato, 'meeting 2011-10-11 Hua Hin'],
    [sato, 'invite japan member'],
    [sato, 'role'],
    [sato, 'close her'],
    [sato, 'withdraw tf-1'],
    [sato, 'edit tf-1 Something'],
    [sato, 'send again 123'],
    [sato, 'history ipr-1 since someday'],
    [sato, 'more'],
    [tanaka, 'update ipr-1 on track Something'],
    [anna, 'mine'],
  ])
  return shown
}

/** Somebody to whom the answer is of interest. */
function asker(command: string, { sato, eleni, anna }: Record['people']): Player {
  if (['digest', 'mail', 'following', 'schedule'].includes(command)) return eleni
  return ['who', 'role', 'deliveries'].includes(command) ? anna : sato
}
