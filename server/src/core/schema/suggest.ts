// Finds what was probably meant: the nearest word, or today's name of an older one.
// It must never guess far: a suggestion differs by two signs at most, or stands in the table.

import { distance } from 'fastest-levenshtein';

/** Names of other vocabularies and of older versions, and the keys that took their place; the first that fits is offered. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  obligor: ['owedBy', 'responsible'],
  beneficiary: ['owedTo'],
  promisedby: ['owedBy'],
  promisedto: ['owedTo'],
  target: ['atLeast', 'targets'],
  threshold: ['atLeast', 'atMost'],
  objective: ['atLeast', 'objectives'],
  minimum: ['atLeast', 'lowest'],
  min: ['atLeast', 'lowest'],
  maximum: ['atMost', 'highest', 'limit'],
  max: ['atMost', 'highest', 'limit'],
  lessthan: ['below'],
  morethan: ['above'],
  greaterthan: ['above'],
  percentile: ['statistic'],
  aggregation: ['statistic'],
  period: ['window', 'every'],
  timewindow: ['window'],
  interval: ['every', 'window', 'intervals'],
  frequency: ['every'],
  groupby: ['per'],
  sli: ['metric', 'metrics'],
  slis: ['metrics'],
  indicators: ['metrics'],
  slo: ['objectives'],
  slos: ['objectives'],
  source: ['data'],
  sources: ['data'],
  datasource: ['data'],
  filter: ['where'],
  condition: ['when', 'where'],
  consequence: ['remedies'],
  consequences: ['remedies'],
  penalty: ['remedies', 'credit'],
  penalties: ['remedies', 'tiers'],
  exclude: ['excludes'],
  excluded: ['excludes', 'exclusions'],
  rationale: ['reason'],
  why: ['reason'],
  basedon: ['reason', 'of'],
  deadline: ['within'],
  timelimit: ['within'],
  duties: ['responsibilities'],
  raci: ['responsibilities'],
  definitions: ['glossary'],
  terms: ['glossary'],
  signatures: ['approvals'],
  signedby: ['approvals'],
  validity: ['term'],
  effective: ['term'],
  timezone: ['timeZone'],
  start: ['from'],
  end: ['to'],
  description: ['what', 'statement', 'summary', 'purpose', 'note', 'scope'],
  name: ['title'],
  title: ['name'],
  controller: ['controlledBy'],
  measurement: ['measuredBy'],
  bands: ['tiers'],
  levels: ['tiers'],
  percent: ['credit'],
  stakeholders: ['parties'],
  kpi: ['metric', 'metrics'],
  kpis: ['metrics'],
  measures: ['metrics'],
  documents: ['references'],
  subcontractors: ['dependencies'],
};

/** Values of other vocabularies, and those that took their place; the first that is allowed is offered. */
const otherValues: Readonly<Record<string, readonly string[]>> = {
  external: ['customer'],
  client: ['customer'],
  buyer: ['customer'],
  vendor: ['provider', 'supplier'],
  supplier: ['provider'],
  signed: ['agreed'],
  final: ['agreed'],
  approved: ['agreed'],
  company: ['organization'],
  ola: ['internal'],
  operationallevelagreement: ['internal'],
  underpinningcontract: ['supplier'],
  plannedmaintenance: ['scheduled-maintenance'],
  maintenance: ['scheduled-maintenance'],
};

/** The value of a closed set that was probably meant: as `nearest`, after the words of other vocabularies. */
export function nearestValue(word: string, values: readonly string[]): string | undefined {
  const plain = plainly(word);
  const known = Object.hasOwn(otherValues, plain) ? otherValues[plain] : undefined;
  return known?.find((value) => values.includes(value)) ?? nearest(word, values);
}

/** The candidate that was probably meant by `word`, or undefined. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = plainly(word);
  const same = candidates.find((candidate) => plainly(candidate) === plain && !/\p{Cf}/u.test(candidate));
  if (same !== undefined) return same;
  if (word.length > 200) return undefined;
  let best: string | undefined;
  let least = 3;
  for (const candidate of candidates) {
    // What holds a sign that nobody sees is to be mended, not to be spread.
    if (/\p{Cf}/u.test(candidate)) continue;
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const far = distance(word, candidate);
    // Short words have near neighbours by accident: two signs may differ only where they changed places.
    if (far === 2 && word.length <= 4 && letters(word) !== letters(candidate)) continue;
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

/** The key that was probably meant by `word`: the same one in another spelling, the one that took the place of an older name, or the nearest. */
export function nearestKey(word: string, keys: readonly string[]): string | undefined {
  const plain = plainly(word);
  const same = keys.find((key) => plainly(key) === plain);
  const known = Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined;
  // One of what the key holds many of: "party" of "parties".
  const many = keys.find((key) => singularOf(plainly(key)) === plain);
  return same ?? known?.find((name) => keys.includes(name)) ?? many ?? nearest(word, keys);
}

function singularOf(plural: string): string | undefined {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return plural.endsWith('s') ? plural.slice(0, -1) : undefined;
}

function letters(word: string): string {
  return [...word].sort().join('');
}

function plainly(word: string): string {
  return word.slice(0, 200).replace(/[-_ ]/g, '').toLowerCase();
}

/** Most paths that are offered for one that is missing. */
const mostPaths = 3;

/**
 * The paths that are nearest to one that leads nowhere, best first, at most three: the same name in another folder, or a path that
 * differs in a third of its signs at most.
 */
export function nearestPaths(path: string, paths: readonly string[]): readonly string[] {
  const nameOf = (each: string): string => each.slice(each.lastIndexOf('/') + 1).toLowerCase();
  return paths
    .map((each) => {
      const [name, other] = [nameOf(path), nameOf(each)];
      const whole = distance(path.toLowerCase(), each.toLowerCase());
      return { each, far: name === other ? 0 : Math.min(whole, distance(name, other) + 1), whole };
    })
    .filter(({ far, each }) => far * 3 <= Math.min(path.length, each.length))
    .sort((a, b) => a.far - b.far || a.whole - b.whole)
    .slice(0, mostPaths)
    .map(({ each }) => each);
}
