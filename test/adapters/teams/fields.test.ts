import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANSWER_FOLLOWS } from '../../../adapters/teams/fill.ts'
import { formMessage } from '../../../adapters/teams/form.ts'
import { MESSAGE_BYTES } from '../../../adapters/teams/limits.ts'
import { NO_LINK } from '../../../adapters/teams/message-action.ts'
import type { Form } from '../../../src/chat/form.ts'
import type { Forms, Lookup, Request, Submission } from '../../../src/chat/request.ts'
import { actions, text } from '../../../src/chat/view.ts'
import { type TeamsHands, teamsHands } from '../../contract/teams-hands.ts'
import { faultsOnTeams } from '../../lint/teams.ts'
import { messageAction, personalConversation } from '../../stand-ins/teams.ts'
import { type Bot, reply, startBot } from './support.ts'

/** Every kind of field, what is slow, and the message action, with a core that says what it was asked. */

const form: Form = {
  key: '{"opened":"1"}',
  title: 'Update',
  submit: 'Record',
  notice: [['About ', { kind: 'strong', text: '*IPR-1*' }]],
  fields: [
    {
      kind: 'search',
      name: 'on',
      label: 'Which',
      required: true,
      value: { label: 'IPR-1 Diabolo', value: 'ipr-1' },
    },
    {
      kind: 'choice',
      name: 'outlook',
      label: 'Outlook',
      required: true,
      value: 'at risk',
      options: ['on track', 'at risk', 'off track'].map((value) => ({ label: `*${value}*`, value })),
    },
    {
      kind: 'choice',
      name: 'area',
      label: 'Area',
      required: false,
      options: 'abcdef'.split('').map((value) => ({ label: value, value, note: 'x' })),
    },
    {
      kind: 'long text',
      name: 'text',
      label: 'Text',
      hint: 'One or two sentences.',
      required: true,
      most: 500,
    },
    { kind: 'text', name: 'who', label: 'Who', required: false, most: 80, value: 'Sato' },
    { kind: 'link', name: 'link', label: 'Evidence', required: false },
    { kind: 'date', name: 'by', label: 'By', required: false, value: '2010-06-10' },
    { kind: 'yes/no', name: 'done', label: 'Delivered', required: false, value: true },
  ],
}

let bot: Bot
let keiko: TeamsHands
let asked: { opened: Request[]; submitted: Submission[]; looked: Lookup[] }
let wait: Promise<void>
let forms: Forms
const chat = personalConversation('keiko')
const answerOf = ({ body }: { body: string }) =>
  JSON.parse(body) as { task: { type: string; value: unknown } }

beforeEach(async () => {
  asked = { opened: [], submitted: [], looked: [] }
  wait = Promise.resolve()
  forms = {
    opens: (line) => (line === 'update' ? { title: 'Update' } : null),
    open: async (request) => {
      asked.opened.push(request)
      await wait
      return { kind: 'form', form }
    },
    submit: async (submission) => {
      asked.submitted.push(submission)
      await wait
      return { kind: 'reply', reply: reply('Recorded.') }
    },
    suggest: async (lookup) => {
      asked.looked.push(lookup)
      return Array.from({ length: 20 }, (_, at) => ({ label: `IPR-${at}`, value: `ipr-${at}` }))
    },
  }
  const button = { label: 'Update', line: 'update ipr-1', form: true }
  const show = { blocks: [text('Here.'), actions(button)], within: { programme: 'HER', trail: ['mine'] } }
  // How long a slow one is waited for; what is not slow must be ready by then on any machine.
  bot = await startBot(async () => ({ show, to: 'here', outcome: 'done' }), { forms, patience: 2_000 })
  keiko = teamsHands({ tenant: bot.people, standIn: bot.standIn }, 'keiko')
})
afterEach(() => bot.close())

describe('a form', () => {
  test('shows every kind of field, required ones as such, and its words as words', async () => {
    const message = formMessage({ ...form, mistakes: { text: '<b>Say</b> more.' } })
    expect(faultsOnTeams(message)).toEqual([])
    const { body } = message.attachments[0].content
    const inputs = body.filter(({ type }) => type.startsWith('Input.'))
    expect(inputs.map(({ type, style, isRequired }) => [type, style, isRequired])).toEqual([
      ['Input.ChoiceSet', 'filtered', true],
      ['Input.ChoiceSet', 'expanded', true],
      ['Input.ChoiceSet', 'compact', undefined],
      ['Input.Text', undefined, true],
      ['Input.Text', undefined, undefined],
      ['Input.Text', 'Url', undefined],
      ['Input.Date', undefined, undefined],
      ['Input.Toggle', undefined, undefined],
    ])
    const seen = await keiko.say('update')
    expect(seen.form?.notice).toBe('About *IPR-1*')
    expect(seen.form?.fields.map(({ label, value }) => [label, value])).toEqual([
      ['Which', 'ipr-1'],
      ['Outlook', 'at risk'],
      ['Area', undefined],
      ['Text', undefined],
      ['Who', 'Sato'],
      ['Evidence', undefined],
      ['By', '2010-06-10'],
      ['Delivered', 'yes'],
    ])
  })

  test('comes back by the names of its fields', async () => {
    await keiko.say('mine')
    await keiko.press('Update')
    expect(asked.opened[0]).toMatchObject({ input: { text: 'update ipr-1' }, pressed: { trail: ['mine'] } })
    expect((await keiko.fill({ text: 'Drafted', done: 'no' })).text).toBe('Recorded.')
    expect(asked.submitted[0]?.form).toEqual({
      key: form.key,
      values: {
        on: 'ipr-1',
        outlook: 'at risk',
        area: '',
        text: 'Drafted',
        who: 'Sato',
        link: '',
        by: '2010-06-10',
        done: 'no',
      },
    })
  })

  test('looks up what is typed, and shows as many as Teams does', async () => {
    await keiko.say('update')
    expect(await keiko.look('on', 'diab')).toEqual(Array.from({ length: 15 }, (_, at) => `IPR-${at}`))
    // Before anything is typed, it is looked up once: the list opens with it.
    expect(asked.looked.filter(({ typed }) => typed !== '')).toMatchObject([
      { from: { user: 'keiko' }, form: { key: form.key, field: 'on' }, typed: 'diab' },
    ])
    const odd = await bot.people.invoke('application/search', { queryText: 7, dataset: '{"form":7}' })
    expect(JSON.parse(odd.body)).toMatchObject({ statusCode: 200, value: { results: [] } })
  })

  test('with more entered than a card holds still goes out', () => {
    const fields = form.fields.map((field) =>
      field.kind === 'text' ? { ...field, value: 'é'.repeat(90_000) } : field,
    )
    expect(JSON.stringify(formMessage({ ...form, fields })).length * 2).toBeLessThan(MESSAGE_BYTES)
  })
})

describe('what takes longer', () => {
  let ready = () => {}
  beforeEach(async () => {
    await keiko.say('mine')
    wait = new Promise((resolve) => {
      ready = resolve
    })
  })

  test('to open is asked for again in the dialog', async () => {
    const waiting = await keiko.press('Update')
    expect([waiting.form, waiting.buttons]).toEqual([null, ['Open form']])
    ready()
    expect((await keiko.press('Open form')).form?.fields).toHaveLength(8)
    expect(asked.opened.map(({ input }) => input.text)).toEqual(['update ipr-1', 'update ipr-1'])
    expect(asked.opened[1]?.id).toBe(asked.opened[0]?.id)
  })

  test('to take closes the dialog, and is answered by message', async () => {
    ready()
    await keiko.press('Update')
    wait = new Promise((resolve) => {
      ready = resolve
    })
    expect((await keiko.fill({ text: 'Drafted' })).text).toBe(ANSWER_FOLLOWS)
    ready()
    await expect.poll(() => bot.standIn.messages(chat).at(-1)?.text).toBe('Recorded.')
  })

  test('and is wrong comes back as a card, with every entry', async () => {
    ready()
    await keiko.press('Update')
    wait = new Promise((resolve) => {
      ready = resolve
    })
    forms.submit = async () => {
      await wait
      return { kind: 'mistakes', form: { ...form, mistakes: { text: 'Say more.' } }, mistakes: {} }
    }
    await keiko.fill({ text: '' })
    ready()
    await expect.poll(() => JSON.stringify(bot.standIn.messages(chat).at(-1)?.card)).toContain('Say more.')
  })
})

describe('the message action', () => {
  const fetchTask = (said = {}, is = {}) =>
    bot.people.invoke('composeExtension/fetchTask', messageAction('attach', said), is)

  test('opens the form with the link, author and day of the message', async () => {
    const link =
      'https://teams.microsoft.com/l/message/19:a@thread.v2/1?tenantId=t&teamName=Secret&parentMessageId=1'
    const from = { user: { displayName: 'Eleni\n Papadaki' } }
    const { task } = answerOf(await fetchTask({ linkToMessage: link, from }, { scope: 'groupChat' }))
    expect(task.type).toBe('continue')
    expect(asked.opened[0]).toMatchObject({
      seenBy: 'asker',
      at: { conversation: '29:keiko' },
      input: {
        text: 'attach https://teams.microsoft.com/l/message/19:a@thread.v2/1?tenantId=t&parentMessageId=1 from Eleni Papadaki on 2010-06-04T09:30:00Z',
      },
    })
    expect(asked.opened[0]).not.toHaveProperty('pressed')
  })

  test('is answered in private, wherever it is used, and remembers nothing of that place', async () => {
    const data = { form: form.key, 'in.text': 'See there' }
    const { body } = await bot.people.invoke(
      'composeExtension/submitAction',
      { commandId: 'attach', data },
      { scope: 'groupChat' },
    )
    expect(body).toBe('')
    expect(asked.submitted[0]?.form.values).toEqual({ text: 'See there' })
    expect(bot.standIn.messages(chat).at(-1)?.text).toBe('Recorded.')
    expect(bot.standIn.messages('19:group@thread.v2')).toEqual([])
  })

  test.each([
    ['no link', { linkToMessage: null }],
    ['a link that is none', { linkToMessage: 'javascript:alert(1)' }],
    ['a link without end', { linkToMessage: `https://teams.microsoft.com/${'x'.repeat(3_000)}` }],
  ])('says what to do about a message with %s', async (_, said) => {
    expect(answerOf(await fetchTask(said)).task).toEqual({ type: 'message', value: NO_LINK })
    expect(asked.opened).toEqual([])
  })
})
