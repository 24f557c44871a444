import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type Reply = { answer: string; at: number }

/** Teams' side of the bench: takes replies and says when they came. It reads nothing of them, so as to cost little. */
export type Connector = {
  url: string
  /** Resolves when a reply to the activity has arrived; ask before the activity is sent. */
  replyTo(activity: string): Promise<Reply>
  forget(activity: string): void
}

export async function startConnector(): Promise<Connector> {
  const waiting = new Map<string, (reply: Reply) => void>()
  const server = createServer(async (request, response) => {
    const answer = await textOf(request)
    const at = performance.now()
    const activity = decodeURIComponent(request.url?.split('/').at(-1) ?? '')
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"sent"}')
    waiting.get(activity)?.({ answer, at })
    waiting.delete(activity)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replyTo: (activity) => new Promise((resolve) => waiting.set(activity, resolve)),
    forget: (activity) => void waiting.delete(activity),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
