import { once } from 'node:events'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, ownPlace, runProcess, startProcess } from '../support/process.ts'

/** The program as an operator meets it: settings, first look, terminal, socket, stopping. Always on the embedded database. */

let place: Awaited<ReturnType<typeof ownPlace>>
let environment: Environment
beforeAll(async () => {
  place = await ownPlace()
  environment = { DATA_DIR: place.dataDir, PORT: '0' }
})
afterAll(() => place.remove())

describe('the first look', { timeout: 120_000 }, () => {
  it('starts without any setting, shows the summary, serves health, answers a second terminal, and ends with 0', async () => {
    const bot = await startProcess(environment)
    expect((await fetch(`${bot.baseUrl}/healthz`)).status).toBe(200)
    expect((await fetch(`${bot.baseUrl}/readyz`)).status).toBe(200)
    expect((await fetch(`${bot.baseUrl}/api/messages`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${bot.baseUrl}/slack/events`, { method: 'POST' })).status).toBe(404)

    const socket = join(place.dataDir, 'first-look', 'bot.sock')
    expect(statSync(socket).mode & 0o777).toBe(0o600)
    const status = await runProcess(['asem', 'status', 'ipr'], environment)
    expect(status.code).toBe(0)
    expect(status.output).toContain('IPR-1')
    expect(status.output).toContain('All dates are moved by')
    expect(status.output).toContain('Example data')

    const refused = await runProcess(['asem', 'status', 'atlantis'], environment)
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('I know nothing called "atlantis"')

    const session =
      'as japan\nupdate ipr-1 on track Typed at a prompt\nas korea\npledge ipr-2 Asked at a prompt\n\n\n2010-01-01\ncancel\nexit\n'
    const prompt = await runProcess(['asem'], environment, session)
    expect(prompt.output).toContain('You speak as a member for Japan Customs.')
    expect(prompt.output).toContain('Recorded. Japan Customs, IPR-1: on track.')
    expect(prompt.output).toContain('[Asked at a prompt]')
    expect(prompt.output).toContain('Friday 1 January 2010 has passed. Choose a later day.')
    expect(prompt.output).toContain('Cancelled: nothing was recorded.')
    expect(bot.output()).toContain('Where a Director General can help')

    const second = await runProcess([], environment)
    expect(second.code).toBe(1)
    expect(second.output).toContain('Another bot is running in this folder')
    expect((await fetch(`${bot.baseUrl}/healthz`)).status).toBe(200)
    const silent = connect(Number(new URL(bot.baseUrl).port), '127.0.0.1')
    await once(silent, 'connect')
    silent.on('error', () => undefined)
    expect(await bot.end('SIGTERM')).toBe(0)
    silent.destroy()
    expect(existsSync(socket)).toBe(false)
  })

  it('lets time pass, shows what its example channels would read, and goes on from there when it is started again', async () => {
    const { dataDir, remove } = await ownPlace()
    const clock = { CLOCK: '2026-11-23T02:00:00Z', CLOCK_DEV: '1', PROGRAMME_STARTS: '2026-01-01' }
    const own = { DATA_DIR: dataDir, PORT: '0', ...clock }
    const lines = [
      'help',
      'as japan',
      'update ipr-1 on track Typed at a prompt',
      'tick 1h',
      'tick 8d',
      'withdraw ipr-1',
      'tick 1h',
      'tick sideways',
      'exit',
    ]
    const { output } = await runProcess(['asem'], own, `${lines.join('\n')}\n`)
    const [before = '', hour = '', week = '', withdrawn = ''] = output.split(/In the example channels: .*/)
    expect(before).toContain('tick 7d, to let time pass')
    expect(before).toContain('Monday 23 November 2026, 11:10 (Tokyo)\n  ┌ #example-japan (Slack)\n')
    expect(before).toContain('┌ #example-japan (Slack), under its card')
    expect(before.match(/│ +\| Typed at a prompt/g)).toHaveLength(3)
    expect(hour).toContain('Monday 30 November 2026, 09:00 (Athens)\n  ┌ #example-ipr-coordinators (Slack)\n')
    expect(hour).toContain(
      'Thursday 26 November 2026, 09:00 (Amsterdam)\n  ┌ Example: Dutch Customs (Teams)\n',
    )
    expect(hour).toMatch(/#example-japan \(Slack\), changed in place\n[^└]*┃ Schedule +Due soon/)
    expect(hour).toMatch(
      /Tuesday 1 December 2026, 09:00 \(Tokyo\)\n[^└]*Tuesday 15 December 2026 \(in 14 days\)/,
    )
    expect(week).toContain('✕ #example-japan (Slack): a message was removed')
    expect(week).not.toMatch(/│.*Typed at a prompt/)
    expect(withdrawn).toContain('Say how far, up to 62 days: tick 7d')

    const later = await runProcess(['asem', 'summary'], own)
    expect(later.output).toContain('Tuesday 1 December 2026')
    await remove()
  })

  it('replaces a socket file that nobody answers, and answers without a running bot', async () => {
    writeFileSync(join(place.dataDir, 'first-look', 'bot.sock'), '')
    const status = await runProcess(['asem', 'status'], environment)
    expect(status.output).toContain('Heraklion Declaration')
    expect(status.code).toBe(0)
  })
})

describe('settings', () => {
  it('are all named in one message before anything listens', async () => {
    const { code, output } = await runProcess([], {
      ...environment,
      PORT: 'abc',
      SLACK_SIGNING_SECRET: 'x',
      TEAMS_APP_ID: 'x',
      CLOCK: 'tomorrow',
      PROGRAMME_STARTS: '2026-02-31',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
    })
    expect(code).toBe(1)
    for (const name of [
      'PORT',
      'SLACK_BOT_TOKEN',
      'TEAMS_APP_PASSWORD',
      'TEAMS_TENANT_ID',
      'CLOCK',
      'PROGRAMME_STARTS',
      'LOG_LEVEL',
      'DATABASE_URL',
    ]) {
      expect(output).toContain(`${name}:`)
    }
    expect(output).not.toContain('Listening')
  })

  it('a port that is taken is named', async () => {
    const other = createServer()
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
    const { port } = other.address() as { port: number }
    const { code, output } = await runProcess([], { ...environment, PORT: String(port) })
    expect(code).toBe(1)
    expect(output).toContain(`PORT: ${port} on 127.0.0.1 is taken`)
    await new Promise((closed) => other.close(closed))
  })

  it('a programme file with a fault is named with its line, and nothing is loaded', async () => {
    const file = join(place.dataDir, 'broken.yaml')
    writeFileSync(file, 'key: HER\nname: 5\n')
    const { code, output } = await runProcess(['asem', 'status'], {
      ...environment,
      DATA_DIR: join(place.dataDir, 'other'),
      PROGRAMME: file,
    })
    expect(code).toBe(1)
    expect(output).toContain('broken.yaml:2 name')
  })
})
