import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderForm } from '../../adapters/slack/form.ts'
import { renderSlack } from '../../adapters/slack/render.ts'
import { formDialog, formMessage } from '../../adapters/teams/form.ts'
import { renderTeams } from '../../adapters/teams/render.ts'
import { times } from '../support/times.ts'
import { anyForm, anyPressable } from './random.ts'
import { faultsOnSlack } from './slack.ts'
import { faultsOnTeams } from './teams.ts'

/** Any view at all is within what a platform takes, whatever people wrote into it. */

const runs = { numRuns: times(100) }

test('any view, on Slack', () => {
  fc.assert(
    fc.property(anyPressable, (view) => {
      const faults = faultsOnSlack(renderSlack(view))
      // A view of nothing says so in its text.
      expect(faults.filter((fault) => fault !== 'no blocks')).toEqual([])
    }),
    runs,
  )
})

test('any form, on Slack', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      expect(faultsOnSlack(renderForm(form, form.key))).toEqual([])
    }),
    runs,
  )
})

test('any view, on Teams', () => {
  fc.assert(
    fc.property(anyPressable, (view) => {
      expect(faultsOnTeams(renderTeams(view))).toEqual([])
    }),
    runs,
  )
})

test('any form, on Teams', () => {
  fc.assert(
    fc.property(anyForm, (form) => {
      expect(faultsOnTeams(formMessage(form))).toEqual([])
      expect(faultsOnTeams(formDialog(form))).toEqual([])
    }),
    runs,
  )
})
