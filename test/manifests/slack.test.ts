import { describe, expect, it } from 'vitest'
import { createSlack } from '../../adapters/slack/app.ts'
import type { Word } from '../../manifests/about.ts'
import { type SlackManifest, slackManifest } from '../../manifests/slack.ts'
import { commands } from '../../src/commands/index.ts'
import { createLog } from '../../src/log.ts'
import { noForms } from '../support/forms.ts'

/*
 * Slack's JSON schema (github.com/slackapi/manifest-schema) is not on npm. So tsc checks the names and kinds of all fields
 * against the type in @slack/web-api, and here are the limits: from that type's comments, and from the schema (v2.0.0).
 */
const within = (most: number, least = 1) => ({ least, most })
const limits: [string, (manifest: SlackManifest) => string | undefined, { least: number; most: number }][] = [
  ['name', (m) => m.display_information.name, within(35)],
  ['description', (m) => m.display_information.description, within(140)],
  ['long description', (m) => m.display_information.long_description, within(4_000, 175)],
  ['bot name', (m) => m.features?.bot_user?.display_name, within(80)],
  ['command', (m) => m.features?.slash_commands?.[0]?.command, within(32, 2)],
  ['command description', (m) => m.features?.slash_commands?.[0]?.description, within(2_000)],
  ['first shortcut', (m) => m.features?.shortcuts?.[0]?.name, within(24)],
  ['first shortcut description', (m) => m.features?.shortcuts?.[0]?.description, within(150)],
  ['second shortcut', (m) => m.features?.shortcuts?.[1]?.name, within(24)],
  ['second shortcut description', (m) => m.features?.shortcuts?.[1]?.description, within(150)],
  ['usage hint', (m) => m.features?.slash_commands?.[0]?.usage_hint, within(1_000)],
]

const overHttp = slackManifest(new URL('https://bot.example.org'), commands)
const overSocket = slackManifest(null, commands)

describe.each([
  ['HTTP', overHttp],
  ['Socket Mode', overSocket],
])("Slack's manifest over %s", (_, manifest) => {
  it.each(limits)('keeps the limits of its %s', (_, read, { least, most }) => {
    const text = read(manifest) ?? ''
    expect(text.length).toBeGreaterThanOrEqual(least)
    expect(text.length).toBeLessThanOrEqual(most)
  })

  it('names things as Slack allows', () => {
    expect(manifest.display_information.background_color).toMatch(/^#[0-9a-fA-F]{6}$/)
    expect(manifest.features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]+$/)
    expect(manifest.features?.slash_commands?.[0]?.command).toMatch(/^\/[a-z]+$/)
  })

  it('has the two shortcuts that the bot answers', () => {
    expect(manifest.features?.shortcuts?.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ['global', 'report_progress'],
      ['message', 'attach_evidence'],
    ])
  })

  it('asks for no more than the bot uses', () => {
    expect(manifest.oauth_config?.scopes?.bot).toEqual([
      'app_mentions:read',
      'channels:history',
      'channels:read',
      'chat:write',
      'commands',
      'groups:history',
      'groups:read',
      'im:history',
      'im:write',
      'metadata.message:read',
      'users:read',
    ])
    expect(manifest.settings?.event_subscriptions?.bot_events).toEqual(
      expect.arrayContaining([
        'app_home_opened',
        'app_mention',
        'message.im',
        'channel_archive',
        'app_uninstalled',
      ]),
    )
  })
})

describe('the two ways', () => {
  const addressesIn = (manifest: SlackManifest) => JSON.stringify(manifest).match(/https?:[^"]*/g) ?? []

  it('over HTTP every address is that of the route', () => {
    const { routes } = createSlack({
      signingSecret: 'secret',
      machineTime: () => new Date(),
      botToken: 'xoxb',
      handle: async () => null,
      notify: async () => null,
      forms: noForms,
      log: createLog('silent'),
    })
    const address = `https://bot.example.org${routes[0]?.path}`
    expect(addressesIn(overHttp)).toEqual([address, address, address, address])
    expect(overHttp.settings?.socket_mode_enabled).toBe(false)
    const behindProxy = slackManifest(new URL('https://example.org/asem/'), commands)
    expect(behindProxy.settings?.interactivity?.request_url).toBe('https://example.org/asem/slack/events')
  })

  it('over Socket Mode there is none', () => {
    expect(addressesIn(overSocket)).toEqual([])
    expect(overSocket.settings?.socket_mode_enabled).toBe(true)
    expect(overSocket.settings?.interactivity).toEqual({ is_enabled: true })
  })
})

it('the hint shows the first words and help, each by a short example', () => {
  const hintOf = (table: Word[]) => slackManifest(null, table).features?.slash_commands?.[0]?.usage_hint
  const word = (name: string, example: string): Word => ({
    name,
    summary: '',
    usage: [example],
    may: 'anyone',
  })
  expect(hintOf([word('a', 'a'), word('help', 'help me')])).toBe('a | help me')
  const many = [...'abcdefgh'].map((name) => word(name, `${name} this is a long example of it`))
  expect(hintOf([...many, word('help', 'help')])).toBe(
    [...[...'abcde'].map((name) => `${name} this is a long example …`), 'help'].join(' | '),
  )
  expect(hintOf([word('a', 'a'.repeat(40))])).toBe(`${'a'.repeat(24)}…`)
})
