// What an objective promises in one line, where it is a yes or no instead of a bound.
// It must never call a promise "reported" that can be missed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promiseText } from '../../server/src/core/features/hover/objective-card';
import { open } from '../../server/src/core/model/file';

test('what has to hold is promised in words', () => {
  const text = `sla: 1
metrics: { all: { type: composite-all-met, members: [a] } }
objectives:
  yes: { metric: all, holds: true, window: month }
  no: { metric: all, holds: false, window: month }
  seen: { metric: all, window: month, status: indicator }
`;
  const { model } = open({ uri: 'file:///w/a.sla.yaml', version: 1, text });
  assert.deepEqual(
    model.objectives.map((objective) => promiseText(objective)),
    ['has to hold a month', 'must not hold a month', 'reported a month'],
  );
});
