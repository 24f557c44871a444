import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { corpus, expected, heraklionDirectory, type Speaker, tableToCome, understoodAs } from './corpus.ts'

const directory = heraklionDirectory()
const lines = corpus.flatMap(({ lines: each }) => each)
const changesOf = (name: string) => tableToCome.find((command) => command.name === name)?.changes

describe('the corpus', () => {
  it('is large, and names each line once for each who says it', () => {
    expect(lines.length).toBeGreaterThanOrEqual(220)
    const said = lines.map(({ say, by = 'japan' }) => `${by}: ${say}`)
    expect(said.filter((each, at) => said.indexOf(each) !== at)).toEqual([])
  })

  describe.each(corpus)('$why', ({ lines: group }) => {
    it.each(group.map((line) => [line.say, line] as const))('%s', (say, line) => {
      expect(understoodAs(directory, say, tableToCome)).toBe(expected(line))
      if (line.pending) expect(understoodAs(directory, say), 'no longer pending').not.toBe(expected(line))
      else expect(understoodAs(directory, say)).toBe(expected(line))
    })
  })

  it('no line that asks back or is pending becomes a change meanwhile', () => {
    const changed = lines
      .filter(({ means, pending }) => means === undefined || pending)
      .map(({ say }) => understoodAs(directory, say))
      .filter((understood) => /^means (.+)$/.test(understood))
      .filter((understood) =>
        commands.some(({ name, changes }) => changes && understood.startsWith(`means ${name}`)),
      )
    expect(changed).toEqual([])
  })

  it('no question becomes a change', () => {
    const questions = lines.filter(({ say }) => say.trimEnd().endsWith('?'))
    expect(questions.length).toBeGreaterThan(60)
    const changes = questions
      .map(({ say }) => understoodAs(directory, say, tableToCome))
      .filter((understood) => understood.startsWith('means '))
      .filter((understood) => changesOf(understood.split(' ')[1] ?? '') === true)
      .filter((understood) => understood !== 'means meeting')
    expect(changes.filter((each) => !each.includes('Can all members'))).toEqual([])
  })
})

describe('said to the bot', () => {
  const speakers: Record<Speaker, ReturnType<typeof slackUser>> = {
    japan: slackUser('U-SATO'),
    coordinator: slackUser('U-ELENI'),
    dg: slackUser('U-DG'),
    outsider: slackUser('U-STRANGER'),
  }
  let bot: TestBot
  beforeAll(async () => {
    bot = await testBot()
    await bot.admit(speakers.japan, 'japan member')
    await bot.admit(speakers.coordinator, 'coordinator ipr')
    await bot.admit(speakers.dg, 'greece dg')
  })
  afterAll(() => bot.close())

  it('changes what it says it changes, and nothing else', async () => {
    const faults: string[] = []
    for (const line of lines) {
      const before = await bot.store.db.prisma.auditEntry.count()
      const { text } = await bot.say(speakers[line.by ?? 'japan'], line.say)
      const changed = (await bot.store.db.prisma.auditEntry.count()) > before
      if (changed !== (line.changes ?? false))
        faults.push(`${line.say}: ${changed ? 'changed' : 'no change'}: ${text}`)
      if (line.asks !== undefined && !line.pending && !text.includes(`Did you mean ${line.asks}?`))
        faults.push(`${line.say}: ${text}`)
      if (line.answer !== undefined && !text.includes(line.answer)) faults.push(`${line.say}: ${text}`)
    }
    expect(faults).toEqual([])
  }, 60_000)
})
