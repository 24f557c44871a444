import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import type { ConnectorClient } from 'botframework-connector'
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector'
import type { Log } from '../../src/log.ts'
import { errorFields, statusOf } from './errors.ts'
import { managedIdentity } from './managed-identity.ts'
import { provingInTime } from './proof.ts'
import { sendOnce } from './send-once.ts'
import { BOT_CONNECTOR, createTokenCheck } from './token.ts'

type AuthenticationParameters = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>

/** How the bot proves itself to Teams: the SDK's own way asks Entra with the app's password. */
export type CredentialsFactory = NonNullable<AuthenticationParameters[1]>

/** Who an activity is from, once its token was found good. */
export type Authenticated = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
>

/** `connector` calls Teams as the bot, at a service address, outside of any turn. */
export type Connection = {
  adapter: CloudAdapter
  authenticate: ConfigurationBotFrameworkAuthentication['authenticateRequest']
  connector(serviceUrl: string): Promise<ConnectorClient>
}

/** Without `appPassword` the app is a managed identity of Azure, and this machine is asked for its tokens. */
export type ConnectionSettings = {
  appId: string
  appPassword: string | null
  tenantId: string
  openIdMetadataUrl?: string
  credentials?: CredentialsFactory
}

/** Microsoft's public cloud, as the SDK knows it: naming one of them means naming all. */
const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: BOT_CONNECTOR,
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  CallerId: 'urn:botframework:azure',
}
const publicMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration'

/**
 * The SDK's adapter, for a SingleTenant app or a managed identity: MultiTenant, its default, can no longer be created
 * in Azure. With an empty `appId` it lets everyone in and calls whom they name; the caller must see to who may.
 *
 * @throws when `appId` is given with an empty password, or a password without tenant (SDK)
 */
export function connect(settings: ConnectionSettings, log: Log): Connection {
  const { appId, appPassword, tenantId, openIdMetadataUrl = publicMetadata } = settings
  const app = {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword ?? '',
    MicrosoftAppTenantId: tenantId,
  }
  const credentials = (): CredentialsFactory =>
    settings.credentials ??
    (appPassword === null ? managedIdentity(appId) : new ConfigurationServiceClientCredentialFactory(app))
  const cloud = { ...publicCloud, ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl }
  const authentication = new ConfigurationBotFrameworkAuthentication(
    appId ? { ...app, ...cloud } : {},
    appId ? provingInTime(credentials()) : undefined,
    { requiredEndorsements: [], validateClaims: async (claims) => onlyFromTeams(claims) },
    undefined,
    { httpClient: sendOnce },
  )
  const checkToken = createTokenCheck(openIdMetadataUrl)
  const adapter = new CloudAdapter(authentication)
  adapter.onTurnError = async (_, error) => log.error(errorFields(error), 'a turn in Teams failed')
  const { AudienceClaim, AppIdClaim } = AuthenticationConstants
  const self = new ClaimsIdentity([AudienceClaim, AppIdClaim].map((type) => ({ type, value: appId })))
  return {
    adapter,
    connector: (serviceUrl) =>
      authentication.createConnectorFactory(self).create(serviceUrl, publicCloud.ToChannelFromBotOAuthScope),
    authenticate: async (activity, header) => {
      if (appId) await checkToken(header)
      return authentication.authenticateRequest(activity, header)
    },
  }
}

/** Once more, over what the SDK read: it would also take tokens of its emulator and of other bots. */
function onlyFromTeams(claims: { type: string; value: string }[]): void {
  const from = claims.find(({ type }) => type === 'iss')?.value
  if (from !== BOT_CONNECTOR) throw new Error('not a token of the Bot Connector')
}

/** Whether a token could not be judged, because Microsoft's keys could not be had; any other failure is a bad token. */
export function isUnjudged(error: unknown): boolean {
  return (error instanceof Error && error.name === 'FetchError') || statusOf(error) === 500
}
