import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { makeSlack } from '../../manifests/make-slack.ts'
import { makeTeams } from '../../manifests/make-teams.ts'
import { OperatorFault } from '../../src/fault.ts'
import { runProcess } from '../support/process.ts'

const folder = mkdtempSync(join(tmpdir(), 'asem-manifests-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const appId = '11111111-2222-3333-4444-555555555555'

/** The one sentence with which the options are refused. */
function refusalOf(tool: (args: string[]) => string, args: string[]): string {
  try {
    tool(args)
  } catch (error) {
    if (error instanceof OperatorFault) return error.message
    throw error
  }
  return ''
}

describe('npm run manifest:slack', () => {
  it('prints the manifest, or writes it', () => {
    expect(JSON.parse(makeSlack(['--socket'])).settings.socket_mode_enabled).toBe(true)
    const file = join(folder, 'new', 'slack.json')
    expect(makeSlack(['--url', 'https://bot.example.org', '--out', file])).toBe(`Written to ${file}.`)
    expect(JSON.parse(readFileSync(file, 'utf8')).settings.event_subscriptions.request_url).toBe(
      'https://bot.example.org/slack/events',
    )
  })

  it.each([
    ['no way', [], '--socket'],
    ['both ways', ['--socket', '--url', 'https://a.org'], 'One way at a time'],
    ['another option', ['--sockets'], '--sockets'],
    ['a word', ['socket'], 'socket'],
    ['no address', ['--url'], '--url'],
    ['an address without TLS', ['--url', 'http://a.org'], '--url: expected an address such as https://'],
    ['what is no address', ['--url', 'a.org'], 'found "a.org"'],
    ['an address with a search', ['--url', 'https://a.org?x=1'], '--url'],
    ['a place that cannot be written', ['--socket', '--out', '/dev/null/slack.json'], '--out'],
  ])('refuses %s in one sentence that says what to do', (_, args, named) => {
    const said = refusalOf(makeSlack, args)
    expect(said).toContain(named)
    expect(said).not.toContain('\n')
  })
})

describe('npm run manifest:teams', () => {
  const manifestIn = (file: string) => JSON.parse(strFromU8(unzipSync(readFileSync(file))['manifest.json']!))

  it('writes the package with what was given', () => {
    const file = join(folder, 'asem.zip')
    const said = makeTeams([
      ...['--app-id', appId.toUpperCase(), '--out', file, '--slash', '--version', '1.2.0'],
      ...['--name', 'Example Customs', '--website', 'https://customs.example.org/'],
      ...['--terms', 'https://law.example.org/terms'],
    ])
    expect(said).toContain(file)
    expect(said).not.toContain('placeholders')
    expect(manifestIn(file)).toMatchObject({
      manifestVersion: '1.29',
      version: '1.2.0',
      id: appId,
      developer: {
        name: 'Example Customs',
        websiteUrl: 'https://customs.example.org',
        privacyUrl: 'https://customs.example.org/privacy',
        termsOfUseUrl: 'https://law.example.org/terms',
      },
    })
  })

  it('says when its pages are placeholders', () => {
    const file = join(folder, 'placeholder.zip')
    expect(makeTeams(['--app-id', appId, '--out', file])).toContain('--name and --website')
    expect(manifestIn(file).manifestVersion).toBe('1.19')
  })

  it.each([
    ['no app id', [], '--app-id'],
    ['an app id that is none', ['--app-id', 'my-app'], '--app-id'],
    ['a long name', ['--app-id', appId, '--name', 'x'.repeat(33)], '--name: Teams takes 1 to 32'],
    ['another version', ['--app-id', appId, '--version', 'two'], '--version'],
    ['a page without TLS', ['--app-id', appId, '--website', 'http://a.org'], '--website'],
    ['another option', ['--app-id', appId, '--secret', 'x'], '--secret'],
  ])('refuses %s in one sentence that says what to do', (_, args, named) => {
    const said = refusalOf(makeTeams, [...args, '--out', join(folder, 'never.zip')])
    expect(said).toContain(named)
    expect(said).not.toContain('\n')
  })
})

it('a refusal is all that the operator sees, with exit code 1', async () => {
  const right = await runProcess(['slack', '--socket'], {}, '', 'manifests/main.ts')
  expect(JSON.parse(right.output).settings.socket_mode_enabled).toBe(true)
  expect(right.code).toBe(0)
  const wrong = await runProcess(['slack'], {}, '', 'manifests/main.ts')
  expect(wrong.output).toMatch(/^A way is missing.*\n$/)
  expect(wrong.code).toBe(1)
})
