import { expect, test } from 'vitest'
import { decodeText, mentionsIn } from '../../../adapters/slack/decode.ts'

test.each([
  ['status IPR-1', 'status IPR-1'],
  ['<@U0ASEM> status', 'status'],
  ['<@U0ASEM|asem>  status <@U0ASEM> please <@U0ASEM>', 'status please'],
  ['ask <@U1|keiko> and <@U2>', 'ask @keiko and @U2'],
  ['in <#C1|plenary> or <#C2|> or <#C3>', 'in #plenary or #C2 or #C3'],
  [
    '<!here> <!channel> <!everyone|everyone> <!subteam^S1|@customs> <!subteam^S2>',
    '@here @channel @everyone @customs @S2',
  ],
  ['by <!date^1392734382^{date}|18 February 2014>', 'by 18 February 2014'],
  ['<https://example.org/a?b=1&amp;c=2|the draft>', 'https://example.org/a?b=1&c=2'],
  ['<https://example.org>', 'https://example.org'],
  ['<mailto:keiko@example.org|Keiko>', 'keiko@example.org'],
  ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
  ['&amp;lt;', '&lt;'],
  ['&lt;@U0ASEM&gt;', '<@U0ASEM>'],
  ['first line\n<@U0ASEM> second line', 'first line\n second line'],
  ['مرحبا <@U0ASEM>', 'مرحبا'],
  ['   ', ''],
])('%j is %j', (typed, plain) => {
  expect(decodeText(typed, 'U0ASEM')).toBe(plain)
})

test('a mention stays a name while the bot does not know its own', () => {
  expect(decodeText('<@U0ASEM> status', undefined)).toBe('@U0ASEM status')
})

test.each([
  ['role <@U1|keiko> coordinator ipr', [{ said: '@keiko', user: 'U1' }]],
  [
    '<@U0ASEM> role <@U2> alternate <@U1|keiko>',
    [
      { said: '@U2', user: 'U2' },
      { said: '@keiko', user: 'U1' },
    ],
  ],
  ['role keiko &lt;@U1&gt; <#C1|plenary> <!here>', []],
])('%j mentions %j', (typed, mentions) => {
  expect(mentionsIn(typed, 'U0ASEM')).toEqual(mentions)
  for (const { said } of mentions) expect(decodeText(typed, 'U0ASEM')).toContain(said)
})
