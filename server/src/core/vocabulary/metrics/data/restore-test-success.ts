// Restore test success: successful among due restore tests.
// It must never leave out a test that was due and not done.

import { eventsOf } from '../inputs';
import { defineMetric } from '../metric';

export const restoreTestSuccess = defineMetric({
  id: 'restore-test-success',
  title: 'Restore test success',
  family: 'data',
  docs: 'Share of the due restore tests that succeeded; a test that was not done did not.',
  formula: '100 % × successful tests / max(due tests, done tests)',
  edges: 'While the window runs, tests that are not done yet are pending; without due only done tests count.',
  typical: '100 % of 4 a year',
  source: 'ISO 22301 practice',
  result: 'share',
  dimension: 'percent',
  unit: '%',
  better: 'higher',
  inputs: [{ ...eventsOf('a restore test', 'the restore succeeded'), nature: 'event' }],
  parameters: [{ name: 'due', kind: 'number', docs: 'Tests that are due in a window.' }],
  fold: { kind: 'counts', share: 'good', due: 'due' },
  aliases: ['restore drills', 'recovery test'],
  example: 'type: restore-test-success\ndata: drills\ndue: 4',
});
