// missing-key: a key that the language needs is absent.
// It must never speak where the key may be misspelled or lost in text that YAML cannot read.

import type { SlaFile } from '../../model/file';
import { boundWords } from '../../model/reader';
import type { Remedy, Tier } from '../../model/sla';
import { placeholder } from '../../schema/mend';
import type { ValuePlace } from '../../schema/walk';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { lacks, ownMap } from '../facts';
import { shapeYields } from '../shape';
import { defineRule, type Yield } from '../rule';
import { quoted } from '../say';

export const missingKey = defineRule({
  id: 'missing-key',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A key that the language needs is absent, or its text is still to be written.',
  why: 'What is left out cannot be judged, and each side will fill it in differently.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, contacts: { noc: noc@customer.example } }
# ^^^^^^^^ A party needs "role"
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: TODO, contacts: { noc: noc@customer.example } }
`,
  readsBeside: [],
  *check({ file }) {
    yield* shapeYields(file, 'missing-key');
    yield* incompleteCredits(file);
  },
  *checkClause({ places }) {
    for (const place of places)
      if (place.kind === 'value' && isUnwritten(place))
        yield { span: place.span, message: `${quoted(String(place.trail?.step ?? ''), 40)} is still to be written` };
  },
});

/** Whether the placeholder of a fix still stands where any text would do; elsewhere the rule about the value speaks. */
function isUnwritten({ node, scalar, shape }: ValuePlace): boolean {
  const isFree = scalar === 'text' && shape.ref === undefined && shape.values === undefined && shape.isId !== true;
  return isFree && node.style === 'plain' && node.text === placeholder;
}

/** What a tier of some kinds of remedy gives; one of these keys is needed in each. */
const given: ReadonlyMap<string | undefined, readonly string[]> = new Map([
  ['service-credit', ['credit', 'days']],
  ['bonus', ['credit', 'days']],
  ['points', ['points']],
]);

/** Parts of a remedy whose need depends on its other parts, which is more than the schema can say. */
function* incompleteCredits(file: SlaFile): Generator<Yield> {
  // Tiers that several remedies share by an alias are written once, and are told once.
  const told = new Set<MapNode>();
  for (const remedy of file.model.remedies) {
    const keys = given.get(remedy.kind?.value);
    if (keys === undefined) continue;
    yield* withoutTier(remedy);
    yield* withoutFee(file, remedy);
    for (const tier of remedy.tiers) {
      if (told.has(tier.map)) continue;
      told.add(tier.map);
      yield* incompleteTier(file, remedy, tier, keys);
    }
  }
}

/** A list of tiers that is empty; one that is absent is told as a key. */
function* withoutTier({ map, idSpan }: Remedy): Generator<Yield> {
  const tiers = map === undefined ? undefined : resolved(entryOf(map, 'tiers')?.value);
  if (tiers?.kind === 'seq' && tiers.items.length === 0)
    yield { span: idSpan, message: 'A remedy needs a tier in "tiers"' };
}

/** An amount of money stands by itself; a share, or days of a fee, is one of something. */
function* withoutFee(file: SlaFile, remedy: Remedy): Generator<Yield> {
  const isShare = remedy.tiers.some(({ credit, days }) => days !== undefined || credit?.value.unit === '%');
  if (remedy.kind?.value !== 'service-credit' || !isShare || !lacks(file, remedy.map, 'of')) return;
  yield {
    span: remedy.idSpan,
    message: 'A credit in percent or days needs "of": the fee that it is a part of',
    fixes: insertFix(file.snapshot.text, ownMap(remedy), 'of', placeholder, ['kind']),
  };
}

function* incompleteTier(file: SlaFile, remedy: Remedy, { map }: Tier, keys: readonly string[]): Generator<Yield> {
  const span = map.entries[0]?.key.span ?? map.span;
  const [key = ''] = keys;
  if (lacks(file, map, ...keys))
    yield { span, message: `A tier needs "${key}"`, fixes: insertFix(file.snapshot.text, map, key, placeholder) };
  else if (remedy.kind?.value === 'service-credit' && lacks(file, map, ...boundWords))
    yield { span, message: 'A tier needs a bound: "below", "atMost", "above" or "atLeast"' };
}
