import net from 'node:net'
import { testServer } from '../support/database.ts'

/** Notes every connection that this process makes, but to `ports` of this machine and to the tests' database. */
export function watchConnections(ports: number[]): { elsewhere: string[]; stop(): void } {
  const elsewhere: string[] = []
  const allowed = [...ports, ...(testServer ? [Number(new URL(testServer).port)] : [])]
  const { connect } = net.Socket.prototype
  net.Socket.prototype.connect = function (this: net.Socket, ...words: unknown[]) {
    const [first] = Array.isArray(words[0]) ? words[0] : words
    const asked =
      typeof first === 'object' ? (first as net.TcpNetConnectOpts) : { port: first, host: words[1] }
    const { host = '127.0.0.1', port } = asked as { host?: unknown; port?: unknown }
    const here = ['127.0.0.1', 'localhost', '::1'].includes(String(host))
    if (!here || !allowed.includes(Number(port))) elsewhere.push(`${host}:${port}`)
    return Reflect.apply(connect, this, words)
  } as typeof connect
  return {
    elsewhere,
    stop: () => {
      net.Socket.prototype.connect = connect
    },
  }
}
