import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operator } from '../../../src/bot.ts'
import type { Request } from '../../../src/chat/request.ts'
import {
  facts,
  heading,
  link,
  list,
  numbered,
  progress,
  quote,
  small,
  table,
  text,
} from '../../../src/chat/view.ts'
import { teamsServed } from '../../contract/platforms.ts'
import { messageActivity, postActivity } from '../../stand-ins/teams.ts'
import { invitationCode, type TestBot, testBot } from '../../support/bot.ts'
import { times } from '../../support/times.ts'
import { expectHarmless } from './shown.ts'
import { appId, startBot } from './support.ts'
import { typedWords } from './views.ts'

const evil = 'https://evil.example/'

test('whatever is typed, what Teams gets mentions nobody, links to nothing untyped and stays under 80 KB', async () => {
  /** Shows a person's words and name in every way there is. */
  const show = async ({ input, from }: Request) => {
    const typed = input.text
    const blocks = [
      ...[heading(typed), text(typed, from.name ?? '', link(typed, evil)), small(typed), quote(typed, typed)],
      ...[
        facts({ label: typed, note: typed, value: [typed, '!', link(typed, evil)] }),
        list([[typed], [typed]]),
      ],
      ...[
        numbered([[typed]]),
        table([typed], [[[typed]]]),
        progress([{ label: typed, done: 1, total: 2 }], typed),
      ],
    ]
    return { show: { title: typed, blocks }, to: 'here' as const, outcome: 'done' as const }
  }
  const bot = await startBot(show)
  const token = await bot.standIn.token(appId)
  await fc.assert(
    fc.asyncProperty(typedWords, typedWords, async (words, name) => {
      bot.standIn.calls.length = 0
      const from = { id: '29:keiko', aadObjectId: 'keiko', name }
      const message = messageActivity({ serviceUrl: bot.standIn.url, fields: { text: words, from } })
      expect((await postActivity(bot.baseUrl, message, token)).status).toBe(200)
      expect(bot.standIn.calls).toHaveLength(1)
      expectHarmless(bot.standIn.calls[0]!.body, [evil])
    }),
    { numRuns: times(60) },
  )
  await bot.close()
})

describe('the real core', () => {
  let bot: TestBot
  let teams: Awaited<ReturnType<typeof teamsServed>>

  beforeAll(async () => {
    bot = await testBot()
    teams = await teamsServed(bot)
    for (const [user, role] of [
      ['sato', 'japan member'],
      ['kim', 'korea member'],
    ] as const) {
      const { text: invitation } = await bot.say(operator, `invite ${role}`)
      await teams.tenant.personal(`join ${invitationCode(invitation)}`, { user })
    }
  })
  afterAll(async () => {
    await teams.close()
    await bot.close()
  })

  const said = async (asked: ReturnType<typeof teams.tenant.personal>) => {
    const { status, messages } = await asked
    expect(status).toBe(200)
    return messages.map(({ text: words }) => words).join('\n')
  }

  test.each([
    ['markdown', '**bold** _it_ [draft](https://evil.example/) ![x](https://evil.example/x.png) # `code`'],
    ['a tag of a mention', '&lt;at&gt;Keiko&lt;/at&gt; and <at>Keiko</at>'],
    ['a mention nobody made', '<at id="0">everyone</at> @everyone'],
    ['entities', '&amp;lt;at&amp;gt; &#60;at&#62; &#x3c;b&#x3e; &nbsp; &#0; &#xd800; &#1114112;'],
    ['a date to format', '{{DATE(2010-06-07T00:00:00Z, LONG)}} {{name}}'],
    ['as many signs as a report may have', '\\'.repeat(1_990)],
    ['as many line ends', `<${'\n'.repeat(1_980)}at>`],
    ['control characters', 'a\u0000b\u0007c\u001b[31md\u009be'],
    ['right-to-left marks', 'due \u202e10\u202c \u20670\u2069 \u200f-\u200e \u061c12'],
    ['broken UTF-16', '\ud83d and \ude00 and \ud83d\ude00'],
    ['JSON', '"}],"entities":[{"type":"mention"}],"x":"'],
    ['speech', '<audio src="https://evil.example/x.mp3"/>'],
  ])('%s in a report: recorded, and harmless to who reads it', async (_, words) => {
    teams.standIn.calls.length = 0
    const recorded = await said(
      teams.tenant.personal(`update ipr-1 on track Then ${words}`, { user: 'sato' }),
    )
    expect(recorded).toContain('Recorded.')
    bot.clock.minutesLater(11)
    const read = await said(teams.tenant.channel('status ipr-1', { user: 'kim' }))
    const next = await said(teams.tenant.channel('more', { user: 'kim' }))
    expect(read + next).toContain('Then')
    for (const { body } of teams.standIn.calls.filter(({ conversation }) => conversation)) {
      expectHarmless(body, [evil, 'https://evil.example/x.png', 'https://evil.example/x.mp3'])
    }
  })

  test.each(['Words of a long report. ', '\\', '<at>', '<\n', '語', '\ud83d', '&lt;'])(
    '40,000 characters of "%s": asked to be shorter',
    async (part) => {
      const words = `update ipr-1 on track ${part.repeat(40_000 / part.length)}`
      const answer = await said(teams.tenant.personal(words, { user: 'sato' }))
      expect(answer).not.toContain('Recorded.')
      expect(answer).not.toContain('failed')
    },
  )

  test('as a command, as a code, as a name: understood by nobody, and answered', async () => {
    for (const words of ['<at>asem</at>', '\u0000', '\ud800', '\u202epleh', '&lt;', '{{DATE(x)}}', '*help*'])
      for (const line of [words, `status ${words}`, `join ${words}`, `invite ${words}`, `help ${words}`])
        expect(await said(teams.tenant.personal(line, { user: 'sato', name: words }))).not.toBe('')
  })
})
