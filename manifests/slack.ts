import type { AppsManifestCreateArguments } from '@slack/web-api'
import { about, menuOf, type Word } from './about.ts'

/** Slack's own type. Its limits, and where they come from, are in test/manifests/slack.test.ts. */
export type SlackManifest = AppsManifestCreateArguments['manifest']

/** Where the bot's route is: adapters/slack/http.ts. */
const path = '/slack/events'

/** What ends what the bot may send, or changes who reads it: adapters/slack/notices.ts. */
const ends: NonNullable<
  NonNullable<NonNullable<SlackManifest['settings']>['event_subscriptions']>['bot_events']
> = [
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_shared',
  'group_archive',
  'group_deleted',
  'group_left',
  'member_left_channel',
  'tokens_revoked',
]

/** Answered by adapters/slack/shortcut.ts. */
const shortcuts: NonNullable<NonNullable<SlackManifest['features']>['shortcuts']> = [
  {
    type: 'global',
    name: 'Report progress',
    callback_id: 'report_progress',
    description: 'Report on a commitment or an activity of your administration',
  },
  {
    type: 'message',
    name: 'Attach as evidence',
    callback_id: 'attach_evidence',
    description: 'File this message as evidence of a milestone or a commitment',
  },
]

/** Words in the hint that Slack shows beside a half-typed `/asem`, and characters of an example there. */
const hintWords = 6
const hintExample = 24

/**
 * The app, for *Create New App*, *From a manifest*.
 *
 * @param address the bot's public address over HTTP; null for Socket Mode, in which Slack calls nobody
 * @param table every word a person can say
 */
export function slackManifest(address: URL | null, table: readonly Word[]): SlackManifest {
  const url = address && `${address.href.replace(/\/$/, '')}${path}`
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: about.name,
      description: about.summary,
      long_description: about.description,
      background_color: about.colour,
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: about.shortName.toLowerCase(), always_online: true },
      shortcuts,
      slash_commands: [
        {
          command: '/asem',
          ...(url ? { url } : {}),
          description: 'Report on a commitment, or ask where things stand',
          usage_hint: menuOf(table, hintWords).map(exampleOf).join(' | '),
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      scopes: {
        // To look for a message that may have arrived, by its metadata: the `:history` ones and `metadata.message:read`. To look at a
        // channel: `channels:read` and `groups:read`. Who wrote the message that is attached as evidence: `users:read`.
        bot: [
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
        ],
      },
    },
    settings: {
      event_subscriptions: {
        ...(url ? { request_url: url } : {}),
        bot_events: ['app_home_opened', 'app_mention', 'message.im', ...ends],
      },
      interactivity: {
        is_enabled: true,
        // The second is asked what to suggest in the menus of forms.
        ...(url ? { request_url: url, message_menu_options_url: url } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  }
}

/** The first example of a word, cut between two words where that can be. */
function exampleOf({ name, usage }: Word): string {
  const example = usage[0] ?? name
  if (example.length <= hintExample) return example
  const space = example.lastIndexOf(' ', hintExample)
  return space < 0 ? `${example.slice(0, hintExample)}…` : `${example.slice(0, space)} …`
}
