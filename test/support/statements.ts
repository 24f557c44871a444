import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { testServer } from './database.ts'

/*
 * What really goes to the database, whoever sends it: on a server, every query of a connection; embedded, every message of the
 * wire protocol that parses or runs a statement. BEGIN and COMMIT are among them.
 */

const parse = 'P'.charCodeAt(0)
const simpleQuery = 'Q'.charCodeAt(0)

/** @returns the statements that were sent while `work` ran */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const undo = testServer ? listenToServer(statements) : listenToEmbedded(statements)
  try {
    await work()
  } finally {
    undo()
  }
  return statements
}

function listenToServer(statements: string[]): () => void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
    const [first] = words as [string | { text: string }]
    statements.push(typeof first === 'string' ? first : first.text)
    return Reflect.apply(query, this, words)
  } as typeof query
  return () => {
    pg.Client.prototype.query = query
  }
}

function listenToEmbedded(statements: string[]): () => void {
  const { execProtocolRawSync } = PGlite.prototype
  PGlite.prototype.execProtocolRawSync = function (this: PGlite, message, ...rest) {
    statements.push(...statementsIn(Buffer.from(message)))
    return execProtocolRawSync.call(this, message, ...rest)
  }
  return () => {
    PGlite.prototype.execProtocolRawSync = execProtocolRawSync
  }
}

/** Messages are a letter, a length, and text that ends with a zero; Parse has the statement's name before its text. */
function statementsIn(messages: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at < messages.length; at += 1 + messages.readInt32BE(at + 1)) {
    const [first = '', second = ''] = messages
      .toString('utf8', at + 5, at + 1 + messages.readInt32BE(at + 1))
      .split('\0')
    if (messages[at] === simpleQuery) found.push(first)
    if (messages[at] === parse) found.push(second)
  }
  return found
}
