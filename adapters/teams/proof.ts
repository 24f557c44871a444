import { within } from '../../src/chat/in-flight.ts'
import type { CredentialsFactory } from './connection.ts'
import { errorFields } from './errors.ts'
import { TOKEN_MS } from './limits.ts'

/** The bot could not prove who it is: nothing was sent. Its setting, its network or Entra is at fault. */
export class NoProof extends Error {
  override name = 'NoProof'

  constructor(error: unknown) {
    const { name, fault } = errorFields(error)
    super(fault ?? name)
  }
}

/**
 * `factory`, whose credentials reject with `NoProof` when they fail or take longer than `TOKEN_MS`. Otherwise a failure
 * of Entra would look like one of Teams, of which nobody knows whether it took the message.
 */
export function provingInTime(factory: CredentialsFactory): CredentialsFactory {
  return {
    isValidAppId: (appId) => factory.isValidAppId(appId),
    isAuthenticationDisabled: () => factory.isAuthenticationDisabled(),
    createCredentials: async (...named) => {
      const credentials = await factory.createCredentials(...named)
      return {
        signRequest: async (request) => {
          const signed = await within(credentials.signRequest(request), TOKEN_MS).catch((error: unknown) => {
            throw new NoProof(error)
          })
          if (!signed) throw new NoProof(new Error(`no token within ${TOKEN_MS} ms`))
          return signed.value
        },
      }
    },
  }
}
