import { ManagedIdentityCredential } from '@azure/identity'
import type { CredentialsFactory } from './connection.ts'

/**
 * The bot's tokens as a user-assigned managed identity of the Azure machine it runs on: nobody keeps a password. The
 * SDK's own way would first try whatever other identity is at hand (variables, a developer's sign-in).
 *
 * @param appId the identity's client id, which is the bot's app id
 */
export function managedIdentity(appId: string): CredentialsFactory {
  const identity = new ManagedIdentityCredential({ clientId: appId })
  return {
    isValidAppId: async (named) => named === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_, audience) => ({
      signRequest: async (request) => {
        const { token } = await identity.getToken(`${audience}/.default`)
        request.headers.set('authorization', `Bearer ${token}`)
        return request
      },
    }),
  }
}
