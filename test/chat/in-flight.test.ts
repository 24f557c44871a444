import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createInFlight, within } from '../../src/chat/in-flight.ts'

/** Work that ends, well or badly, after `ms`. */
const work = (ms: number, ends: 'well' | 'badly' = 'well') =>
  new Promise<void>((resolve, reject) => {
    setTimeout(() => (ends === 'well' ? resolve() : reject(new Error('broken'))), ms)
  })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what is under way', () => {
  it('is waited for until all of it has ended, well or badly', async () => {
    const inFlight = createInFlight()
    void inFlight.track(work(100))
    inFlight.track(work(600, 'badly')).catch(() => {})
    let settled = false
    const settling = inFlight.settled(1_000).then(() => {
      settled = true
    })
    await vi.advanceTimersByTimeAsync(599)
    expect(settled).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await settling
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is waited for no longer than asked', async () => {
    const inFlight = createInFlight()
    void inFlight.track(work(5_000))
    const settling = inFlight.settled(1_000)
    await vi.advanceTimersByTimeAsync(1_000)
    await settling
  })

  it('is nothing once it has ended', async () => {
    const inFlight = createInFlight()
    await inFlight.track(Promise.resolve())
    await inFlight.settled(1_000)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('within a time', () => {
  it('gives what work gives, nothing when it is late, and rejects as it does', async () => {
    expect(await within(Promise.resolve(undefined), 10)).toEqual({ value: undefined })
    await expect(within(Promise.reject(new Error('broken')), 10)).rejects.toThrow('broken')
    const late = within(work(20), 10)
    await vi.advanceTimersByTimeAsync(10)
    expect(await late).toBeUndefined()
  })

  it('is not disturbed by work that fails later', async () => {
    const late = within(work(20, 'badly'), 10)
    await vi.advanceTimersByTimeAsync(10)
    expect(await late).toBeUndefined()
    await vi.advanceTimersByTimeAsync(10)
  })
})
