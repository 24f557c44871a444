import type { TeamsManifestV1D19, TeamsManifestV1D29 } from '@microsoft/app-manifest'
import { about, menuOf, type Word } from './about.ts'

export type TeamsManifest = TeamsManifestV1D19.TeamsManifestV1D19 | TeamsManifestV1D29.TeamsManifestV1D29

/** `appId` is the Entra app's, a GUID; `version` of the package, raised for every later upload; `office` answers for the bot. */
export type TeamsApp = {
  appId: string
  version: string
  office: { name: string; website: string; privacy: string; terms: string }
  /** Commands also after a slash, which Teams sends to the bot alone. A preview of Teams', with its schema 1.29. */
  slash: boolean
}

/** Commands in one list, by the schema of each version. */
const menuWords = { '1.19': 10, '1.29': 12 } as const

/** The bot is asked for its form, and answers in private: it need not be where the message is. */
const attach = {
  id: 'attach',
  type: 'action' as const,
  title: 'Attach as evidence',
  description: 'Keeps the link, author and date of this message with a milestone or a commitment',
  context: ['message' as const],
  fetchTask: true,
}

const schemaOf = (version: string) =>
  `https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`

/**
 * The manifest of a Teams package, with the words of `table` in its menus, and an action in the menu of every message.
 *
 * Slash commands: learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-slash-commands. They are for teams and
 * group chats; a chat with the bot is private anyway.
 */
export function teamsManifest(
  { appId, version, office, slash }: TeamsApp,
  table: readonly Word[],
): TeamsManifest {
  const commands = menuOf(table, menuWords[slash ? '1.29' : '1.19']).map(({ name, summary }) => ({
    title: name,
    description: `${summary.charAt(0).toUpperCase()}${summary.slice(1)}`,
  }))
  const common = {
    version,
    id: appId,
    developer: {
      name: office.name,
      websiteUrl: office.website,
      privacyUrl: office.privacy,
      termsOfUseUrl: office.terms,
    },
    name: { short: about.shortName, full: about.name },
    description: { short: about.summary, full: about.description },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: about.colour,
    composeExtensions: [{ botId: appId, commands: [attach] }],
    validDomains: [],
  }
  const bot = {
    botId: appId,
    scopes: ['personal' as const, 'team' as const, 'groupChat' as const],
    supportsFiles: false,
    isNotificationOnly: false,
  }
  const personal = { scopes: ['personal' as const], commands }
  const shared = { scopes: ['team' as const, 'groupChat' as const], commands }
  if (!slash)
    return {
      $schema: schemaOf('1.19'),
      manifestVersion: '1.19',
      ...common,
      bots: [{ ...bot, commandLists: [personal, shared] }],
    }
  return {
    $schema: schemaOf('1.29'),
    manifestVersion: '1.29',
    ...common,
    bots: [
      {
        ...bot,
        supportsTargetedMessages: true,
        commandLists: [personal, { ...shared, triggers: ['mention', 'slash'] }],
      },
    ],
  }
}
