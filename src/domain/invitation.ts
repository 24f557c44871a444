import { createHash, randomInt } from 'node:crypto'

/** Days an invitation stays open. */
export const invitationDays = 14

/** No letters or digits that look or sound alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new code, `ABCD-EFGH-JKMN`: twelve of thirty letters, 58 bits, from the system's secure source. */
export function createInvitationCode(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group()].join('-')
}

/** What is kept of a code. Case, spaces and dashes do not count. */
export function hashInvitationCode(code: string): string {
  const bare = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return createHash('sha256').update(`asem invitation ${bare}`).digest('hex')
}
