import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { Log } from '../../src/log.ts'
import { errorFields, statusOf } from './errors.ts'
import { isFields } from './fields.ts'

type AuthenticationParameters = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>

/** How the bot proves itself to Teams. The SDK asks Entra with the app's password; tests put their own in its place. */
export type CredentialsFactory = NonNullable<AuthenticationParameters[1]>

/** Who an activity is from, once its token was found good. */
export type Authenticated = Awaited<
  ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
>

export type Connection = {
  adapter: CloudAdapter
  authenticate: ConfigurationBotFrameworkAuthentication['authenticateRequest']
}

export type ConnectionSettings = {
  appId: string
  appPassword: string
  tenantId: string
  openIdMetadataUrl?: string
  credentials?: CredentialsFactory
}

/** Microsoft's public cloud, as the SDK knows it: naming one of them means naming all. */
const issuer = 'https://api.botframework.com'
const publicCloud = {
  ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
  ToChannelFromBotOAuthScope: 'https://api.botframework.com',
  ToBotFromChannelTokenIssuer: issuer,
  OAuthUrl: 'https://api.botframework.com',
  ToBotFromEmulatorOpenIdMetadataUrl:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  CallerId: 'urn:botframework:azure',
}

/**
 * The SDK's adapter, for a SingleTenant app: MultiTenant, its default, can no longer be created in Azure. With an
 * empty `appId` it lets everyone in and calls whom they name; the caller must see to who may.
 *
 * @throws when `appId` is given without password or tenant (SDK)
 */
export function connect(settings: ConnectionSettings, log: Log): Connection {
  const { appId, appPassword, tenantId, openIdMetadataUrl, credentials } = settings
  const cloud = openIdMetadataUrl
    ? { ...publicCloud, ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl }
    : {}
  const app = {
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
  }
  const authentication = appId
    ? new ConfigurationBotFrameworkAuthentication({ ...app, ...cloud }, credentials, {
        requiredEndorsements: [],
        validateClaims: async (claims) => onlyFromTeams(claims),
      })
    : new ConfigurationBotFrameworkAuthentication({})
  const adapter = new CloudAdapter(authentication)
  adapter.onTurnError = async (_, error) => log.error(errorFields(error), 'a turn in Teams failed')
  return {
    adapter,
    authenticate: async (activity, header) => {
      if (appId && !claimsToBeFromTeams(header)) throw new Error('not a token of the Bot Connector')
      return authentication.authenticateRequest(activity, header)
    },
  }
}

/** Before the signature is looked at: for a token of another issuer the SDK would fetch keys from elsewhere. */
function claimsToBeFromTeams(header: string): boolean {
  try {
    const payload: unknown = JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString())
    return isFields(payload) && payload.iss === issuer
  } catch {
    return false
  }
}

/** The SDK would also take tokens of its emulator and of other bots. */
function onlyFromTeams(claims: { type: string; value: string }[]): void {
  const from = claims.find(({ type }) => type === 'iss')?.value
  if (from !== issuer) throw new Error('not a token of the Bot Connector')
}

/** Whether a token could not be judged, because Microsoft's keys could not be had; any other failure is a bad token. */
export function isUnjudged(error: unknown): boolean {
  return (error instanceof Error && error.name === 'FetchError') || statusOf(error) === 500
}
