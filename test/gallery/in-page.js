/* Draws every card of the page as Teams would. Runs in the page, beside the build of `adaptivecards`. */
const { AdaptiveCards } = window

/** What Teams has, and the renderer has not. */
class ProgressBar extends AdaptiveCards.CardElement {
  getJsonTypeName() {
    return 'ProgressBar'
  }
  parse(source, context) {
    super.parse(source, context)
    this.share = source.value / (source.max ?? 100)
  }
  internalRender() {
    const bar = document.createElement('div')
    bar.className = 'bar'
    bar.innerHTML = `<i style="width:${this.share * 100}%"></i>`
    return bar
  }
}
AdaptiveCards.GlobalRegistry.elements.register('ProgressBar', ProgressBar)

const config = new AdaptiveCards.HostConfig({
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: '#e0e0e0' },
  containerStyles: {
    default: {
      backgroundColor: '#ffffff',
      foregroundColors: {
        default: { default: '#242424', subtle: '#616161' },
        accent: { default: '#5b5fc7', subtle: '#5b5fc7' },
        attention: { default: '#c4314b', subtle: '#c4314b' },
        good: { default: '#237b4b', subtle: '#237b4b' },
        warning: { default: '#835c00', subtle: '#835c00' },
      },
    },
    emphasis: { backgroundColor: '#f5f5f5' },
  },
  actions: {
    maxActions: 6,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    buttonSpacing: 8,
    spacing: 'default',
  },
  factSet: { title: { weight: 'bolder', maxWidth: 180 }, value: { wrap: true }, spacing: 16 },
})

const cards = JSON.parse(document.getElementById('cards').textContent)
for (const place of document.querySelectorAll('[data-card]')) {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = config
  card.parse(cards[place.dataset.card])
  // In a form of its own: buttons of one name in several cards are not one choice.
  const form = document.createElement('form')
  form.append(card.render())
  place.append(form)
  // A choice that is searched for is shown by its title in Teams, and by its value in the renderer.
  for (const input of card.getAllInputs()) {
    const chosen =
      input.style === 'filtered' && input.choices.find(({ value }) => value === input.defaultValue)
    const written = chosen && input.renderedInputControlElement
    if (written) (written.matches('input') ? written : written.querySelector('input')).value = chosen.title
  }
}

/** A mention is the name of whom it reaches in Teams, and its markup in the renderer. */
for (const words of document.querySelectorAll('.teams .ac-textBlock'))
  words.innerHTML = words.innerHTML.replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, '<b>$1</b>')

/** What the renderer notes for developers beside a field: Slack shows nothing of it. */
const notes = /Requires external data source|↵ Please 'enter' to submit/g
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
while (walker.nextNode()) {
  const node = walker.currentNode
  if (node.parentElement?.closest('.slack')) node.nodeValue = node.nodeValue.replace(notes, '')
}

/**
 * In a form, Slack's menus are as wide as its other fields; what is chosen stands on one line, and not in the grey of the invitation to
 * choose. What is one line is not drawn as many.
 */
for (const menu of document.querySelectorAll('.slack.modal .h-7[id^="in:"]:has(svg)')) {
  menu.style.width = '100%'
  menu.style.overflow = 'hidden'
  menu.style.contain = 'inline-size'
  for (const words of menu.querySelectorAll('p')) words.style.whiteSpace = 'nowrap'
  if (/Pick an option|^Choose$/.test(menu.textContent)) continue
  for (const part of menu.querySelectorAll('div:not(:has(svg))')) part.style.color = 'inherit'
}
for (const form of document.querySelectorAll('.slack.modal[data-lines]'))
  for (const id of form.dataset.lines.split(' ')) {
    const box = form.querySelector(`[id="${id}"] textarea`)
    if (box) box.style.cssText = 'height: 34px; overflow: hidden; resize: none'
  }
