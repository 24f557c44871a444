import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Message } from 'slack-blocks-to-jsx'
import type { Drawn } from './drawn.ts'

/** Where the renderers' own files are: `adaptivecards` has a build for pages that Node cannot load. */
const require = createRequire(import.meta.url)
const fileOf = (name: string): string => readFileSync(require.resolve(name), 'utf8')
const ours = (name: string): string => readFileSync(`${import.meta.dirname}/${name}`, 'utf8')

const users = [
  { id: 'U0SATO', name: 'Sato Yuki' },
  { id: 'U0MORI', name: 'Mori Aki' },
  { id: 'U0ELENI', name: 'Eleni Papadaki' },
  { id: 'U0WILLEM', name: 'Willem de Vries' },
]

/** One page with everything on it, each as Slack shows it in the light and in the dark, and as Teams does. It asks for nothing. */
export function pageOf(slack: Drawn[], teams: Drawn[]): string {
  const names = [...new Set([...slack, ...teams].map(({ name }) => name))]
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const group = [...slack, ...teams].find((each) => each.name === name)?.group ?? ''
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  const contents = [...groups].map(
    ([group, all]) => `<li>${group}: ${all.map((name) => `<a href="#${name}">${name}</a>`).join(' · ')}</li>`,
  )
  const articles = names.map((name) => articleOf(name, slack.find(byName(name)), teams.find(byName(name))))
  const cards = Object.fromEntries(teams.map(({ name, payload }) => [name, cardIn(payload)]))
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>What the bot shows</title>
<style>${fileOf('slack-blocks-to-jsx/dist/style.css')}</style><style>${ours('page.css')}</style></head>
<body><nav><ul>${contents.join('')}</ul></nav>${articles.join('\n')}
<script>${fileOf('adaptivecards/dist/adaptivecards.min.js')}</script>
<script type="application/json" id="cards">${JSON.stringify(cards).replaceAll('<', '\\u003c')}</script>
<script>${ours('in-page.js')}</script></body></html>`
}

const byName =
  (name: string) =>
  (drawn: Drawn): boolean =>
    drawn.name === name

function articleOf(name: string, slack: Drawn | undefined, teams: Drawn | undefined): string {
  const onSlack = slack ? (['light', 'dark'] as const).map((theme) => slackOf(slack.payload, theme)) : []
  const onTeams = teams
    ? [`<section class="teams"><div class="card" data-card="${name}"></div></section>`]
    : []
  return `<article id="${name}"><h2>${name}</h2><div class="all">${[...onSlack, ...onTeams].join('')}</div></article>`
}

/** When every message is said to have come. */
const time = new Date('2010-11-22T09:00:00')

type Input = { block_id?: string; element?: { type?: string; multiline?: boolean } }

const isOneLine = ({ element }: Input): boolean =>
  element?.type === 'plain_text_input' && element.multiline !== true

type Modal = { type?: string; title?: { text: string }; submit?: { text: string }; blocks: object[] }

function slackOf(payload: object, theme: 'light' | 'dark'): string {
  const { type, title, submit, blocks } = payload as Modal
  const drawn = renderToStaticMarkup(
    createElement(Message, {
      theme,
      blocks: asDrawn(blocks) as never,
      time,
      logo: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="%23003399"/></svg>',
      name: 'ASEM',
      withoutWrapper: type !== undefined,
      data: { users },
    }),
  )
  // The renderer draws what stands in a message; the frame of a form is drawn around it.
  const framed =
    type === 'modal'
      ? `<header>${words(title?.text)}<span>✕</span></header>${drawn}<footer><b>Cancel</b><b class="go">${words(submit?.text)}</b></footer>`
      : drawn
  const lines = blocks.flatMap((block) => (isOneLine(block) ? [String((block as Input).block_id)] : []))
  // In a form of its own: buttons of one name in several forms are not one choice.
  return `<section class="slack ${theme} ${type ?? 'message'}" data-theme="${theme}" data-lines="${lines.join(' ')}"><form>${framed}</form></section>`
}

/**
 * The blocks in what this renderer draws as Slack does. `verbatim` asks Slack to make no links of its own; the renderer leaves all of mrkdwn
 * as it is then. What is chosen in a menu it draws only where a page runs it: it stands in place of the invitation to choose.
 */
const asDrawn = (blocks: object[]): object[] =>
  JSON.parse(
    JSON.stringify(blocks, (key, value: unknown) => (key === 'verbatim' ? undefined : withChosen(value))),
  )

function withChosen(value: unknown): unknown {
  const { type, initial_option: chosen } = (value ?? {}) as {
    type?: unknown
    initial_option?: { text: object }
  }
  if ((type !== 'external_select' && type !== 'static_select') || !chosen) return value
  return { ...(value as object), placeholder: chosen.text }
}

/** The card of a message, or of a dialog. */
function cardIn(payload: object): object {
  const { attachments } = payload as { attachments?: { content: object }[] }
  return attachments?.[0]?.content ?? payload
}

const words = (text = ''): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
