import type { Channel, Player, Stage } from './stage.ts'

/* Two months of the programme, June to August 2010. Every instant is in UTC, for a wall time that its scene shows. */

const athens = 'Europe/Athens'
const tokyo = 'Asia/Tokyo'
const seoul = 'Asia/Seoul'

export const channels = new Map<string, Channel>([
  ['C0JAPAN', { name: '#asem-japan', zone: tokyo }],
  ['C0IPR', { name: '#ipr-coordinators', zone: athens }],
  ['C0CHAIR', { name: '#secretariat', zone: 'Europe/Brussels' }],
  ['19:plenary@thread.tacv2', { name: 'ASEM Korea', zone: seoul }],
])

const onSlack = { platform: 'slack' } as const
const sato: Player = {
  ...onSlack,
  user: 'U0SATO',
  name: 'Sato Yuki',
  role: 'Japan Customs',
  invited: 'japan member',
  zone: tokyo,
  place: 'C0JAPAN',
}
const tanaka: Player = {
  ...sato,
  user: 'U0TANAKA',
  name: 'Tanaka Hiroshi',
  role: 'Director General of Japan Customs',
  invited: 'japan dg',
}
const eleni: Player = {
  ...onSlack,
  user: 'U0ELENI',
  name: 'Eleni Papadaki',
  role: 'coordinator of IPR',
  invited: 'coordinator ipr',
  zone: athens,
  place: 'C0IPR',
}
const anna: Player = {
  ...onSlack,
  user: 'U0ANNA',
  name: 'Anna Berg',
  role: 'secretariat',
  invited: 'secretariat',
  zone: 'Europe/Brussels',
  place: 'C0CHAIR',
}
const kim: Player = {
  platform: 'teams',
  user: 'kim',
  name: 'Kim Min-ji',
  role: 'Korea Customs Service',
  invited: 'korea member',
  zone: seoul,
  place: '19:plenary@thread.tacv2',
}

/** Somebody of the same workspace, whom nobody invited. */
const stranger: Player = { ...sato, user: 'U0MORI', name: 'Mori Aki', role: 'not admitted' }

export const players = [sato, tanaka, eleni, anna, kim]

/** Monday 31 May 2010, 09:00 in Brussels. */
export const begins = '2010-05-31T07:00:00Z'

export async function play(stage: Stage): Promise<void> {
  await beginning(stage)
  await june(stage)
  await july(stage)
}

async function beginning({ scene, says, joins, until }: Stage): Promise<void> {
  await scene('Five people', 'Each has an invitation, which works once.')
  for (const player of players) await joins(player)

  await scene('Somebody else', 'Who is not admitted learns how to be admitted, and nothing more.')
  await says(stranger, 'status ipr-1')

  await scene('Who leads, and what is agreed', 'A date counts once its owner agreed to it, and never before.')
  await until('2010-05-31T07:30:00Z')
  await says(eleni, 'lead ipr-1 japan')
  await says(eleni, 'lead ipr-2 korea')
  await until('2010-06-01T00:20:00Z')
  await says(sato, 'agree ipr-1.3')
  await says(kim, 'agree ipr-2.2')
  await says(kim, 'agree ipr-2.3')

  await scene('Three channels', 'A channel follows an area, and shows what its owner may read.')
  await says(sato, 'follow ipr updates nudges')
  await says(kim, 'follow ipr updates nudges')
  await until('2010-06-01T06:00:00Z')
  await says(eleni, 'follow ipr')
  await says(eleni, 'timezone europe/athens')
}

async function june({ scene, says, until }: Stage): Promise<void> {
  await scene(
    'A report, in one line',
    'It stays in the administration for ten minutes. Then each channel has a card, and what was said under it.',
  )
  await until('2010-06-02T00:12:00Z')
  await says(
    sato,
    'update ipr-1 on track Lessons-learned note drafted; clearance this week. https://example.org/note',
  )
  await until('2010-06-02T00:23:00Z')

  await scene(
    'Reminders in the morning',
    'Three days before, and 14, at 09:00 where each channel is. Mentioned is only who owes an answer.',
  )
  await until('2010-06-07T06:30:00Z')

  await scene('One answer is enough', 'The reminders change where they stand, and nobody is asked again.')
  await until('2010-06-08T01:10:00Z')
  await says(kim, 'done ipr-2.2 https://example.org/comments Comments, 12 administrations')
  await until('2010-06-08T01:11:00Z')

  await scene('A week in one message', 'On Monday at nine, the coordinators have their digest.')
  await until('2010-06-14T06:01:00Z')

  await scene('Said too early', 'A report that its channels have seen.')
  await until('2010-06-16T05:40:00Z')
  await says(kim, 'update ipr-2 at risk Draft 2 waits for the figures of two administrations.')
  await until('2010-06-16T05:51:00Z')

  await scene(
    'Taken back',
    'It is erased wherever it stood. The record keeps that it was withdrawn, by whom and when.',
  )
  await until('2010-06-17T00:05:00Z')
  await says(kim, 'withdraw ipr-2')
  await until('2010-06-17T00:06:00Z')

  await scene('The last three days', 'Friday, because the day itself is a Monday.')
  await until('2010-06-18T06:30:00Z')
  await says(sato, 'done ipr-1.3 https://example.org/lessons Lessons learned, one page')
  await until('2010-06-18T06:31:00Z')

  await scene(
    'Thirty seconds before a bilateral',
    'A Director General asks one question, and has one screen.',
  )
  await until('2010-06-22T01:00:00Z')
  await says(tanaka, 'summary')
}

async function july({ scene, says, until }: Stage): Promise<void> {
  await scene(
    'More time is asked for',
    'In the channel where it is owed; those who decide are told in theirs.',
  )
  await until('2010-06-23T01:15:00Z')
  await says(
    kim,
    'extend ipr-2.3 to 30 September 2010 because the figures of two administrations come in August',
  )
  await until('2010-06-23T01:16:00Z')

  await scene('Another day is approved', 'Nobody is reminded meanwhile, and the digest says what waits.')
  await until('2010-06-28T06:30:00Z')
  await says(eleni, 'approve ipr-2.3 to 31 August because the next draft is read in September')
  await until('2010-06-28T06:31:00Z')

  await scene('A pledge', 'What an administration takes on by itself, with a day of its own.')
  await until('2010-06-29T02:00:00Z')
  await says(sato, 'pledge ipr-1 by 31 August 2010 Share a one-page note on risk indicators')
  await says(sato, 'plan ipr-1 9 July 2010 Figures of seizures, one table for japan')
  await says(sato, 'agree ipr-1.6')
  await until('2010-06-29T02:11:00Z')

  await scene(
    'The day passes',
    'Japan and the coordinators are reminded. To others, who is late is a number.',
  )
  await until('2010-07-16T06:01:00Z')
  await says(kim, 'overdue ipr')

  await scene('Late, and delivered', 'The day that was agreed stays beside the day it came.')
  await until('2010-07-19T01:30:00Z')
  await says(sato, 'done ipr-1.6 https://example.org/figures')
  await until('2010-07-19T01:31:00Z')

  await scene('The meeting moves', 'And with it what hangs on it.')
  await until('2010-07-20T08:00:00Z')
  await says(anna, 'meeting 8-9 November 2011 Hua Hin, Thailand')
  await until('2010-07-20T08:01:00Z')

  await scene('How far it is', 'Said by somebody other than those who report.')
  await until('2010-07-26T08:00:00Z')
  await says(eleni, 'confirm ipr-1 limited')
  await says(eleni, 'how is IPR going?')

  await scene('A ledger that the reminded can read', 'What was sent to whom, and what became of it.')
  await until('2010-08-02T06:05:00Z')
  await says(sato, 'deliveries ipr-1.6')
}
