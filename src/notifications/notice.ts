import { findChannel } from '../store/channels.ts'
import { retiredView, sharedView, uninstalledView } from '../views/notice.ts'
import { type Compose, noReader, said } from './notification.ts'
import { readerOf } from './reading.ts'

/** A channel can no longer be reached, or is shared with others: told once, elsewhere, to those whose channel it was. */
export const composeNotice: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  if (!reader) return noReader
  const id = delivery.subject?.retiredChannel
  const retired = typeof id === 'number' ? await findChannel(db, id) : null
  if (!retired) throw new Error(`delivery ${delivery.id}: it says of no channel that it is retired`)
  if (!retired.retiredAt) return { show: null, why: 'the channel can be reached again', again: null }
  const areas = reader.directory.areas.filter(({ id: areaId }) =>
    retired.follows.some((follow) => follow.areaId === areaId),
  )
  const views = { shared: sharedView, uninstalled: uninstalledView, gone: retiredView }
  const { why } = delivery.subject ?? {}
  const view = why === 'shared' || why === 'uninstalled' ? views[why] : views.gone
  return said(reader, view(retired, areas), null)
}
