import { actions, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Update } from '../domain/facts.ts'
import { openOf } from './next-steps.ts'
import { updateBlocks } from './status/activity.ts'

/** One update as a channel that asked for updates reads it. */
export function updatePostView(
  update: Update,
  { code, title }: Pick<ActivityName, 'code' | 'title'>,
  administration: Administration | undefined,
): View {
  const head = [strong(`${code} ${title}`), update.outlook ? ` · ${update.outlook}` : '']
  return { blocks: [text(...head), ...updateBlocks(update, administration), actions(openOf(code))] }
}
