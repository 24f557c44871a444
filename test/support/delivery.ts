import type { Delivery, DeliveryKind } from '../../src/domain/delivery.ts'

/** A message as its row has it, waiting in a Teams channel. @param now instant */
export const deliveryTo = (
  channelId: number,
  kind: DeliveryKind,
  now: Date,
  of: Partial<Delivery>,
): Delivery => ({
  id: 1,
  key: kind,
  kind,
  platform: 'teams',
  tenant: 'tenant-korea',
  conversation: '',
  direct: false,
  channelId,
  personId: null,
  programmeId: 1,
  activityId: null,
  updateId: null,
  milestoneIds: [],
  commitmentIds: [],
  occasionOn: null,
  subject: null,
  state: 'waiting',
  why: null,
  attemptAt: now,
  attempts: 1,
  messageRef: null,
  createdAt: now,
  sentAt: null,
  ...of,
})
