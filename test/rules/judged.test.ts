// Objectives of one kind stand for each other where a rule looks at values: those that differ for a rule must not.
// It must never look at one objective alone; the second one of a kind is what could be lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../server/src/core/model/file';
import { kindsPaying, objectivesPaying } from '../../server/src/core/rules/judged';

test('an objective with a target against its metric is not hidden behind one without', () => {
  const text = `metrics:
  uptime: { type: availability }
objectives:
  sound: { metric: uptime, window: month, remedies: [credits], targets: { p1: { atLeast: 99 % } } }
  inverted: { metric: uptime, window: month, remedies: [credits], targets: { p1: { atMost: 99 % } } }
remedies:
  credits: { kind: service-credit }
`;
  const { model } = open({ uri: 'file:///a.sla.yaml', version: 1, text });
  const [remedy] = model.remedies;
  assert.ok(remedy !== undefined);
  const inverted = objectivesPaying(model, remedy).map((each) => each.inverted.length > 0);
  assert.deepEqual(inverted, [false, true]);
  assert.deepEqual(
    kindsPaying(model, remedy).map((each) => each.objective.id),
    ['sound', 'inverted'],
  );
});
