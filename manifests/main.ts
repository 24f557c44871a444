import { OperatorFault } from '../src/fault.ts'

/** A tool takes the options after its name, and returns what to print. Only the wanted one is loaded. */
const tools: Record<string, () => Promise<(args: string[]) => string>> = {
  slack: async () => (await import('./make-slack.ts')).makeSlack,
  teams: async () => (await import('./make-teams.ts')).makeTeams,
}

const [name = '', ...args] = process.argv.slice(2)
try {
  const tool = await tools[name]?.()
  if (!tool) throw new OperatorFault('Say npm run manifest:slack or npm run manifest:teams.')
  process.stdout.write(`${tool(args)}\n`)
} catch (error) {
  if (!(error instanceof OperatorFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
