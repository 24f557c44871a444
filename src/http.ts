import { createServer, type Server } from 'node:http'
import type { Route } from './chat/platform.ts'
import { OperatorFault } from './fault.ts'
import type { Log } from './log.ts'

export type HttpServer = { port: number; close(): Promise<void> }

/** A request that has not arrived whole by then is cut off: platforms send a few kilobytes at once. */
const requestTimeout = 20_000

/**
 * An idle connection is left open for longer than a TLS proxy keeps one (a minute is usual): closed by the bot first, it may take a request
 * with it that is on its way.
 */
const keepAliveTimeout = 75_000

/** At the end, a connection that has not been answered in this many milliseconds, or never asked, is cut off. */
const closeWithin = 3_000

/**
 * The one HTTP server: the adapters' routes, `/healthz` (alive) and `/readyz` (able to serve).
 *
 * @param ready resolves to what is not ready; empty when all is
 * @throws OperatorFault naming PORT and HOST when the address cannot be listened on
 */
export async function listenOnHttp(
  { host, port }: { host: string; port: number },
  routes: Route[],
  ready: () => Promise<string[]>,
  log: Log,
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]
    const route = routes.find((each) => each.path === path)
    if (route) return route.listener(request, response)
    const plain = (status: number, words: string) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(`${words}\n`)
    if (path === '/healthz') return plain(200, 'alive')
    if (path !== '/readyz') return plain(404, 'not found')
    return void ready().then((missing) =>
      missing.length === 0 ? plain(200, 'ready') : plain(503, `not ready: ${missing.join(', ')}`),
    )
  })
  server.requestTimeout = requestTimeout
  server.keepAliveTimeout = keepAliveTimeout
  server.on('clientError', (error, socket) => {
    log.debug({ fault: error.message }, 'a connection sent no HTTP request')
    socket.destroy()
  })
  await listening(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        const cutOff = setTimeout(() => server.closeAllConnections(), closeWithin)
        server.close(() => {
          clearTimeout(cutOff)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(
        taken
          ? new OperatorFault(`PORT: ${port} on ${host} is taken by another program; set another PORT.`)
          : error,
      )
    })
    server.listen(port, host, resolve)
  })
}
