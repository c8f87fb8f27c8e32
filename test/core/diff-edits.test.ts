// Edits whose effect is known because they were made that way: at least 20,000 of them, each alone or several at once, between two
// texts that are written in different ways. It must never ask the code under test what an edit means.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import type { AgreementChange } from '../../server/src/core/diff/agreement-change';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { otherText, plainText, randomOf, type Draft } from '../kit/agreement-text';
import { baseDraft } from '../kit/agreement-draft';
import { edits, renamedParty, type Expected } from '../kit/agreement-edits';

let version = 0;
const fileOf = (text: string) => open({ uri: 'file:///a.sla.yaml', version: version++, text });

const perKind = 110;
const seed = Number(process.env['SLA_SEED'] ?? 1);
let made = 0;

function told({ path, kind, directions }: AgreementChange): string {
  const all = [...directions].map(([party, direction]) => `${party}=${direction}`).sort();
  return `${kind} ${path} ${all.join(' ')}`.trim();
}

const expectedText = ({ path, kind, directions }: Expected): string =>
  `${kind} ${path} ${Object.entries(directions)
    .map(([party, direction]) => `${party}=${direction}`)
    .sort()
    .join(' ')}`.trim();

function check(before: Draft, now: Draft, expected: readonly Expected[], random: () => number): void {
  const [one, other] = [random() < 0.2 ? plainText(before) : otherText(before, random), otherText(now, random)];
  const [old, fresh] = [fileOf(one), fileOf(other)];
  holds(old, fresh, expected);
  // Taking an edit back turns its directions round.
  if (expected.length > 0 && expected.every(({ kind }) => kind === 'changed'))
    holds(fresh, old, expected.map(reversed));
}

function holds(old: SlaFile, fresh: SlaFile, expected: readonly Expected[]): void {
  const diff = diffOf(old, fresh);
  const [one, other] = [old.snapshot.text, fresh.snapshot.text];
  made++;
  try {
    assert.deepEqual(diff.changes.map(told).sort(), expected.map(expectedText).sort());
    for (const { directions, reason, span, place } of diff.changes) {
      assert.equal(directions.size === 0, reason === '', 'a direction has a reason, and nothing else has');
      assert.ok(span.end >= span.start && place.end <= other.length);
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`${said}\n${one}\n--- now ---\n${other}`, { cause: error });
  }
}

describe('edits that are known', () => {
  for (const { name, make } of edits)
    test(`${name}: ${perKind} times`, () => {
      for (let run = 0; run < perKind; run++) {
        const random = randomOf(seed * 7_919 + run * 104_729 + name.length * 31 + name.charCodeAt(0));
        const before = baseDraft(random);
        const now = structuredClone(before);
        const expected = make(now, random, before);
        check(before, now, expected, random);
      }
    });

  test('several at once, beside a party that is called otherwise: 3,000 times', () => {
    for (let run = 0; run < 3_000; run++) {
      const random = randomOf(seed * 6_007 + run);
      const before = baseDraft(random);
      const now = structuredClone(before);
      const expected: Expected[] = [];
      const used = new Set<string>();
      for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
        const edit = edits[Math.floor(random() * edits.length)];
        if (edit === undefined || edit.touches.some((part) => used.has(part))) continue;
        for (const part of edit.touches) used.add(part);
        expected.push(...edit.make(now, random, before));
      }
      if (random() < 0.4) {
        const [renamed, words] = renamedParty(now, expected);
        check(before, renamed, words, random);
      } else check(before, now, expected, random);
    }
  });

  test('the same agreement in other words has no difference: 500 times', () => {
    for (let run = 0; run < 500; run++) {
      const random = randomOf(seed * 3_001 + run);
      const draft = baseDraft(random);
      check(draft, structuredClone(draft), [], random);
    }
  });

  test('there were at least 20,000', () => {
    assert.ok(made >= 20_000, `${made} edits`);
    console.log(`${made.toLocaleString('en')} random edits whose directions are known`);
  });
});

function reversed(expected: Expected): Expected {
  const turn = { weaker: 'stronger', stronger: 'weaker', unclear: 'unclear' } as const;
  const directions = Object.fromEntries(
    Object.entries(expected.directions).map(([party, direction]) => [party, turn[direction]]),
  );
  return { ...expected, path: expected.oldPath ?? expected.path, directions };
}
