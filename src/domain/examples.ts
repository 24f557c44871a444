import type { CalendarDate } from '../time.ts'
import type { ChannelPlatform, Follow } from './channel.ts'
import type { Outlook, RoleKind } from './facts.ts'

/** What a first look shows: made-up leads, answers and reports around the real declaration. Days count from today. */
export type ExamplePlan = {
  from: CalendarDate
  /** Who takes part, by activity; the first of an activity in `led` leads it. */
  taking: Record<string, string[]>
  led: string[]
  notDelivered: string[]
  extended: string[]
  withoutEvidence: string[]
  updates: {
    activity: string
    administration: string
    daysAgo: number
    outlook: Outlook
    text: string
    inTheWay: string | null
    reference: string | null
  }[]
  commitments: { activity: string; administration: string; text: string; inDays: number }[]
  /** Channels that exist nowhere else; `owner` is an administration's code, or null for the area's coordinators. */
  channels: {
    platform: ChannelPlatform
    name: string
    area: string
    owner: string | null
    timeZone: string
    wants: Omit<Follow, 'areaId'>
  }[]
}

/** The user name of an example person at the terminal: `member:JP`, `director general:GR`, `coordinator:IPR`. */
export const addressOf = (role: RoleKind, code: string): string => `${role}:${code}`

/** The examples for a programme that starts on `from`. */
export function examplePlan(from: CalendarDate): ExamplePlan {
  return {
    from,
    taking: {
      'TF-1': ['EU', 'CN', 'DE', 'JP', 'SG', 'FR', 'MY'],
      'TF-2': ['SG', 'EU', 'ASEAN', 'NL', 'VN'],
      'IPR-1': ['JP', 'EU', 'DE', 'TH', 'KR', 'IT', 'CN', 'GR'],
      'IPR-2': ['GR', 'JP', 'KR', 'FR', 'TH', 'GB'],
      'ENV-1': ['NL', 'SE', 'ID', 'JP'],
      'ENV-2': ['KR', 'EU', 'PH'],
      'BIZ-1': ['PL', 'IN'],
      'BIZ-2': ['TH', 'FI', 'MY'],
    },
    led: ['TF-1', 'TF-2', 'IPR-1', 'IPR-2', 'ENV-1', 'ENV-2', 'BIZ-2'],
    notDelivered: ['ENV-1.2', 'ENV-1.3'],
    extended: ['IPR-1.4', 'TF-2.4'],
    withoutEvidence: ['TF-1.2', 'IPR-2.1'],
    updates: [
      update(
        'IPR-1',
        'JP',
        2,
        'on track',
        'Lessons-learned note drafted; clearance this week.',
        'https://example.org/lessons-learned',
      ),
      update('ENV-2', 'KR', 1, 'on track', 'Case material sent for the study.', null),
      {
        ...update('IPR-2', 'GR', 5, 'at risk', 'Second draft is ready; comments are still to come.', null),
        inTheWay: 'comments are arriving slowly.',
      },
      update('IPR-1', 'DE', 12, 'on track', 'National results sent to the lead.', null),
      update('TF-2', 'SG', 20, 'on track', 'Questionnaire on partnership programmes is out.', null),
      update('TF-1', 'EU', 45, 'on track', 'Draft action plan is with the members for comments.', null),
      update(
        'BIZ-2',
        'TH',
        100,
        'on track',
        'Contributions on consultation with traders are being collected.',
        null,
      ),
    ],
    commitments: [
      {
        activity: 'IPR-1',
        administration: 'JP',
        text: 'Share a one-page note on risk indicators used in the operation.',
        inDays: 45,
      },
      {
        activity: 'IPR-2',
        administration: 'FR',
        text: 'Describe cooperation with right holders, two pages.',
        inDays: 80,
      },
    ],
    channels: [
      {
        platform: 'slack',
        name: '#example-japan',
        area: 'IPR',
        owner: 'JP',
        timeZone: 'Asia/Tokyo',
        wants: { updates: true, nudges: true, digest: false },
      },
      {
        platform: 'slack',
        name: '#example-ipr-coordinators',
        area: 'IPR',
        owner: null,
        timeZone: 'Europe/Athens',
        wants: { updates: false, nudges: true, digest: true },
      },
      {
        platform: 'teams',
        name: 'Example: Dutch Customs',
        area: 'ENV',
        owner: 'NL',
        timeZone: 'Europe/Amsterdam',
        wants: { updates: false, nudges: true, digest: false },
      },
    ],
  }
}

function update(
  activity: string,
  administration: string,
  daysAgo: number,
  outlook: Outlook,
  text: string,
  reference: string | null,
): ExamplePlan['updates'][number] {
  return { activity, administration, daysAgo, outlook, text: `Example: ${text}`, inTheWay: null, reference }
}
