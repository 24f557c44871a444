import type { Fields } from './fields.ts'
import { fieldsOf, textOf } from './fields.ts'

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']
const loopbackAddresses = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

/**
 * Whether answers may be sent to `serviceUrl`: the SDK posts them, with the bot's token, to wherever an activity says.
 *
 * @param hosts exact host names, or `*.suffix` for all below one; only over https and its own port
 * @param loopback this machine is allowed too, over http as well
 */
export function admitsServiceUrl(serviceUrl: unknown, hosts: string[], loopback: boolean): boolean {
  if (typeof serviceUrl !== 'string' || !URL.canParse(serviceUrl)) return false
  const url = new URL(serviceUrl)
  if (url.username !== '' || url.password !== '') return false
  if (loopbackHosts.includes(url.hostname)) return loopback && ['http:', 'https:'].includes(url.protocol)
  if (url.protocol !== 'https:' || url.port !== '') return false
  return hosts.some((host) =>
    host.startsWith('*.')
      ? url.hostname.endsWith(host.slice(1).toLowerCase())
      : url.hostname === host.toLowerCase(),
  )
}

/** Every tenant an activity names, in lower case: the conversation's and the speaker's, which differ in a shared channel. */
export function tenantsOf(activity: Fields): string[] {
  const named = [
    textOf(fieldsOf(activity, 'from'), 'tenantId'),
    textOf(fieldsOf(fieldsOf(activity, 'channelData'), 'tenant'), 'id'),
    textOf(fieldsOf(activity, 'conversation'), 'tenantId'),
  ]
  return named.flatMap((tenant) => (tenant === undefined ? [] : [tenant.toLowerCase()]))
}

/** Whether `activity` names a tenant, and none but admitted ones. */
export function admitsTenants(activity: Fields, admitted: string[]): boolean {
  const named = tenantsOf(activity)
  const known = admitted.map((tenant) => tenant.toLowerCase())
  return named.length > 0 && named.every((tenant) => known.includes(tenant))
}

/** Whether a request comes from this machine; one passed on by a proxy or tunnel does not. */
export function isFromHere(address: string | undefined, headers: Record<string, unknown>): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return address !== undefined && loopbackAddresses.includes(address)
}
