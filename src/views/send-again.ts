import { code, small, strong, text, type View } from '../chat/view.ts'

/** @param doubtful whether it may have been posted before */
export function sentAgainView(number: number, doubtful: boolean): View {
  return {
    blocks: [
      text(strong('Recorded.'), ` Message ${number} is posted again, as things stand now.`),
      ...(doubtful
        ? [
            small(
              'The first one is looked for first. If it arrived and is not found, both stand there, and the older one can be deleted there.',
            ),
          ]
        : []),
      small(code('deliveries'), ' shows what becomes of it.'),
    ],
  }
}
