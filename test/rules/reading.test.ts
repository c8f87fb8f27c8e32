// Holds what rules say that they read beside a clause against what they read.
// It must never take the word of a rule for it: what it leaves out would be kept when it no longer holds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sectionsRead } from './reading';

/** Sections that are read as trees only stand under one name in the model. */
const treesOnly = ['references', 'reporting', 'changes', 'disputes', 'priorities', 'history'];

/** Rules that look at the root for whether a section that they name is there, or for the place of a value in the clause. */
const lookingAtTheRoot = ['unresolved-id', 'rolling-window-pays-twice', 'downtime-definition-missing', 'unit-mismatch'];

test('a rule reads no section but those that it names', () => {
  const read = sectionsRead();
  assert.ok(read.size > 40, String(read.size));
  const lacking = [...read].flatMap(([{ id, readsBeside }, sections]) => {
    if (readsBeside === undefined) return [];
    const unnamed = [...sections].filter((section) =>
      section === 'everything'
        ? !lookingAtTheRoot.includes(id)
        : section === 'sections'
          ? !treesOnly.every((each) => readsBeside.includes(each))
          : !readsBeside.some((each) => each.replace('ids:', '') === section),
    );
    return unnamed.length === 0 ? [] : [`${id}: ${unnamed.join(', ')}`];
  });
  assert.deepEqual(lacking, []);
});

test('most rules name them, so that a change around the clauses asks few of them again', () => {
  const named = [...sectionsRead().keys()].filter(({ readsBeside }) => readsBeside !== undefined);
  assert.ok(named.length >= 40, String(named.length));
});
