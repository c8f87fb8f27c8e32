// Edits of an agreement with what they mean by construction, written out by hand from the rules of directions (rules.md A7).
// It must never take a meaning from the code under test.

import { pick, whole, type Draft } from './agreement-text';

type Direction = 'weaker' | 'stronger' | 'unclear';
type Random = () => number;
type Tree = { [key: string]: Draft };

export interface Expected {
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed' | 'moved';
  readonly path: string;
  readonly oldPath?: string;
  readonly directions: Readonly<Record<string, Direction>>;
}

export interface Edit {
  readonly name: string;
  /** Parts of the agreement that no other edit of the same run may touch. */
  readonly touches: readonly string[];
  /** Makes the edit and says what it is. */
  readonly make: (now: Draft, random: Random, before: Draft) => readonly Expected[];
}

const turn = { weaker: 'stronger', stronger: 'weaker', unclear: 'unclear' } as const;

/** What it means for the customer, and the opposite for the provider; nothing for a neutral one. */
const forCustomer = (direction: Direction | undefined): Expected['directions'] =>
  direction === undefined ? {} : { customer: direction, provider: turn[direction] };

/** The map at a path of keys. */
function at(draft: Draft, path: string): Tree {
  let node: Draft = draft;
  for (const step of path.split('/')) node = (node as Tree)[step] as Draft;
  return node as Tree;
}

const dotted = (path: string, key: string): string => `${path.replaceAll('/', '.')}.${key}`;

/** Another value at a key, with what it means for the customer. */
function set(
  path: string,
  key: string,
  value: (old: string, random: Random) => readonly [value: string, direction: Direction | undefined],
): Edit {
  return {
    name: `${dotted(path, key)}: ${set.count++}`,
    touches: [path, `${path}/${key}`],
    make: (now, random) => {
      const map = at(now, path);
      const [fresh, direction] = value(String(map[key]), random);
      map[key] = fresh;
      return [{ kind: 'changed', path: dotted(path, key), directions: forCustomer(direction) }];
    },
  };
}
set.count = 1;

/** The first number of a text made larger or smaller; `ifMore` is what more of it means. */
function number(path: string, key: string, ifMore: Direction): Edit {
  return set(path, key, (old, random) => {
    const isMore = random() < 0.5;
    const value = Number(/[\d.]+/.exec(old)?.[0]);
    const isPercent = /%/.test(old) && /^99/.test(old);
    const step = isPercent ? whole(random, 1, 30) / 100 : whole(random, 1, Math.max(1, Math.min(3, value - 1)));
    const fresh = String(Number((isMore ? value + step : value - step).toFixed(4)));
    return [old.replace(/[\d.]+/, fresh), isMore ? ifMore : turn[ifMore]];
  });
}

/** One of some words in the place of another. */
const words = (path: string, key: string, value: string, direction: Direction | undefined): Edit =>
  set(path, key, () => [value, direction]);

function remove(path: string, key: string, direction: Direction | undefined): Edit {
  return {
    name: `${dotted(path, key)} taken away`,
    touches: [path, `${path}/${key}`],
    make: (now) => {
      Reflect.deleteProperty(at(now, path), key);
      return [{ kind: 'removed', path: dotted(path, key), directions: forCustomer(direction) }];
    },
  };
}

function add(path: string, key: string, value: Draft, direction: Direction | undefined): Edit {
  return {
    name: `${dotted(path, key)} added`,
    touches: [path, `${path}/${key}`],
    make: (now) => {
      at(now, path)[key] = structuredClone(value);
      return [{ kind: 'added', path: dotted(path, key), directions: forCustomer(direction) }];
    },
  };
}

/** An item more in a list, or one less. */
function item(path: string, key: string, value: Draft, ifMore: Direction | undefined): readonly Edit[] {
  const list = (draft: Draft): Draft[] => at(draft, path)[key] as Draft[];
  return [
    {
      name: `${dotted(path, key)}: one more`,
      touches: [path, `${path}/${key}`],
      make: (now) => {
        list(now).push(structuredClone(value));
        return [
          { kind: 'added', path: `${dotted(path, key)}[${list(now).length - 1}]`, directions: forCustomer(ifMore) },
        ];
      },
    },
    {
      name: `${dotted(path, key)}: one less`,
      touches: [path, `${path}/${key}`],
      make: (now) => {
        // A list of one item that is gone is an empty list, which says what no list says.
        const all = list(now);
        all.pop();
        const gone = all.length === 0 ? dotted(path, key) : `${dotted(path, key)}[${all.length}]`;
        return [{ kind: 'removed', path: gone, directions: forCustomer(ifMore && turn[ifMore]) }];
      },
    },
  ];
}

const custom = (name: string, touches: readonly string[], make: Edit['make']): Edit => ({ name, touches, make });

const tier = (index: number): Tree => ({ index: String(index) });

function tierEdit(key: 'credit' | 'below', index: number): Edit {
  return custom(`tier ${index} ${key}`, ['remedies/credits'], (now, random) => {
    const map = (at(now, 'remedies/credits')['tiers'] as Tree[])[Number(tier(index)['index'])] as Tree;
    const isMore = random() < 0.5;
    const value = Number(/[\d.]+/.exec(String(map[key]))?.[0]);
    const step = key === 'credit' ? whole(random, 1, 3) : whole(random, 1, 5) / 10;
    map[key] = `${Number((isMore ? value + step : value - step).toFixed(2))} %`;
    // A higher credit is better for the customer, and so is a tier that begins closer to the target.
    return [
      {
        kind: 'changed',
        path: `remedies.credits.tiers[${index}].${key}`,
        directions: forCustomer(isMore ? 'stronger' : 'weaker'),
      },
    ];
  });
}

export const edits: readonly Edit[] = [
  number('objectives/availability', 'atLeast', 'stronger'),
  number('objectives/latency', 'atMost', 'weaker'),
  number('objectives/answers', 'for', 'stronger'),
  number('objectives/answers/targets/P1', 'atMost', 'weaker'),
  number('objectives/answers/targets/P2', 'atMost', 'weaker'),
  number('objectives/availability/tighten', 'atLeast', 'stronger'),
  number('objectives/availability/tighten', 'afterWindows', 'weaker'),
  words('objectives/availability/tighten', 'notBefore', '2027-06-01', 'weaker'),
  words('objectives/availability/tighten', 'notBefore', '2026-06-01', 'stronger'),
  remove('objectives/availability', 'tighten', 'weaker'),
  custom(
    'a bound that its own value no longer meets',
    ['objectives/availability', 'objectives/availability/atLeast'],
    (now) => {
      const map = at(now, 'objectives/availability');
      map['above'] = map['atLeast'] as Draft;
      Reflect.deleteProperty(map, 'atLeast');
      return [
        {
          kind: 'changed',
          path: 'objectives.availability.above',
          oldPath: 'objectives.availability.atLeast',
          directions: forCustomer('stronger'),
        },
      ];
    },
  ),
  add('objectives/latency', 'atLeast', '1 ms', 'stronger'),
  remove('objectives/latency', 'atMost', 'weaker'),
  remove('objectives/answers/targets', 'P2', 'weaker'),
  add('objectives/answers/targets', 'P3', { atMost: '2 business days', calendar: 'office' }, 'stronger'),
  words('objectives/availability', 'window', 'quarter', 'weaker'),
  words('objectives/availability', 'window', 'year', 'weaker'),
  words('objectives/availability', 'window', 'week', 'stronger'),
  words('objectives/availability', 'window', 'rolling 30 d', 'unclear'),
  words('objectives/answers', 'window', 'month', 'stronger'),
  ...item('objectives/availability', 'excludes', 'storms', 'weaker'),
  ...item('objectives/availability', 'remedies', 'report', 'stronger'),
  custom(
    'an exclusion in the place of another',
    ['objectives/availability', 'objectives/availability/excludes'],
    (now) => {
      at(now, 'objectives/availability')['excludes'] = ['storms'];
      return [{ kind: 'changed', path: 'objectives.availability.excludes[0]', directions: forCustomer('unclear') }];
    },
  ),
  {
    ...add('objectives/latency', 'when', 'uptime >= 99 %', 'weaker'),
    // What is measured otherwise is a condition then as well.
    touches: [
      'objectives/latency',
      'objectives/latency/when',
      'metrics/uptime',
      'metrics/uptime/rounding',
      'data/probes',
      'data/probes/columns',
    ],
  },
  add('objectives/latency', 'status', 'indicator', 'weaker'),
  add('objectives/latency', 'title', 'How fast', undefined),
  add('objectives/latency', 'scope', 'all of it', 'unclear'),
  add('objectives/latency', 'per', 'region', 'unclear'),
  words('objectives/latency', 'reason', 'Kept in 2024', undefined),
  words('objectives/latency', 'metric', 'uptime', 'unclear'),
  remove('objectives', 'latency', 'weaker'),
  add('objectives', 'second', { metric: 'uptime', atLeast: '99 %', window: 'year' }, 'stronger'),
  add('objectives', 'reported', { metric: 'uptime', window: 'year', status: 'indicator' }, undefined),
  words('metrics/uptime', 'noData', 'good', 'weaker'),
  words('metrics/uptime', 'noData', 'bad', 'stronger'),
  words('metrics/uptime', 'noData', 'unknown', 'unclear'),
  words('metrics/uptime/rounding', 'mode', 'up', 'weaker'),
  words('metrics/uptime/rounding', 'mode', 'down', 'stronger'),
  words('metrics/uptime/rounding', 'digits', '2', 'unclear'),
  number('metrics/uptime', 'minimumLength', 'weaker'),
  number('metrics/uptime', 'mergeGap', 'stronger'),
  words('metrics/uptime', 'where', 'region == "us"', 'unclear'),
  words('metrics/uptime', 'downWhen', 'bad / total > 10 %', 'unclear'),
  words('metrics/uptime', 'measuredBy', 'provider', 'weaker'),
  words('metrics/uptime', 'measuredBy', 'customer', 'unclear'),
  words('metrics/duration', 'measuredBy', 'monitor', 'stronger'),
  remove('metrics/uptime', 'verifiedBy', 'weaker'),
  add('metrics/duration', 'verifiedBy', 'customer', 'stronger'),
  add('metrics/uptime', 'measuredAt', 'the edge', 'unclear'),
  add('metrics/uptime', 'controlledBy', 'customer', undefined),
  words('metrics/uptime/baseline', 'value', '99.5 %', undefined),
  words('metrics/duration', 'statistic', 'mean', 'weaker'),
  words('metrics/duration', 'statistic', 'p90', 'weaker'),
  words('metrics/duration', 'statistic', 'p99', 'stronger'),
  words('metrics/duration', 'statistic', 'max', 'stronger'),
  words('metrics/duration', 'statistic', 'sum', 'unclear'),
  words('data/probes', 'file', 'others.csv', 'unclear'),
  words('data/probes/columns', 'ok', 'fine', 'unclear'),
  words('data/works', 'file', 'others.csv', 'unclear'),
  number('exclusions/maintenance', 'limit', 'weaker'),
  number('exclusions/maintenance', 'notice', 'stronger'),
  // From 4 to 8 h a month: all of a month or of a longer window at once is more, what is spread over all of them no more is less.
  words('exclusions/maintenance', 'limit', '100 % per month', 'weaker'),
  words('exclusions/maintenance', 'limit', '100 h per year', 'weaker'),
  words('exclusions/maintenance', 'limit', '24 h per quarter', 'weaker'),
  words('exclusions/maintenance', 'limit', '4 h per half-year', 'stronger'),
  words('exclusions/maintenance', 'limit', '8 h per day', 'weaker'),
  words('exclusions/maintenance', 'limit', '5 min per day', 'stronger'),
  words('exclusions/maintenance', 'limit', '9 h per year', 'unclear'),
  words('exclusions/maintenance', 'limit', '8 h per week', 'unclear'),
  remove('exclusions/maintenance', 'limit', 'weaker'),
  remove('exclusions/maintenance', 'notice', 'weaker'),
  remove('exclusions/maintenance', 'slot', 'weaker'),
  custom('a wider slot', ['exclusions/maintenance', 'exclusions/maintenance/slot'], (now) => {
    at(now, 'exclusions/maintenance')['slot'] = { sun: '02:00-08:00' };
    return [{ kind: 'changed', path: 'exclusions.maintenance.slot', directions: forCustomer('weaker') }];
  }),
  custom('a narrower slot', ['exclusions/maintenance', 'exclusions/maintenance/slot'], (now) => {
    at(now, 'exclusions/maintenance')['slot'] = { sun: '02:00-04:00' };
    return [{ kind: 'changed', path: 'exclusions.maintenance.slot', directions: forCustomer('stronger') }];
  }),
  words('exclusions/maintenance', 'data', 'tickets', 'unclear'),
  {
    ...words('exclusions/storms', 'kind', 'customer-caused', undefined),
    // It means something as soon as an objective names it.
    touches: ['exclusions/storms', 'objectives/availability/excludes'],
  },
  tierEdit('credit', 0),
  tierEdit('credit', 1),
  tierEdit('below', 0),
  tierEdit('below', 1),
  custom('one more tier', ['remedies/credits'], (now) => {
    (at(now, 'remedies/credits')['tiers'] as Tree[]).push({ below: '95 %', credit: '50 %' });
    return [{ kind: 'added', path: 'remedies.credits.tiers[2]', directions: forCustomer('stronger') }];
  }),
  custom('one tier less', ['remedies/credits'], (now) => {
    (at(now, 'remedies/credits')['tiers'] as Tree[]).pop();
    return [{ kind: 'removed', path: 'remedies.credits.tiers[1]', directions: forCustomer('weaker') }];
  }),
  number('remedies/credits', 'cap', 'stronger'),
  remove('remedies/credits', 'cap', 'stronger'),
  add('remedies/credits', 'sole', 'true', 'weaker'),
  add('remedies/credits', 'stacking', 'add', 'stronger'),
  add('remedies/credits', 'least', '1 EUR', 'weaker'),
  words('remedies/exit', 'when', 'missed 4 of 6 windows', 'weaker'),
  words('remedies/exit', 'when', 'missed 3 of 12 windows', 'stronger'),
  words('remedies/exit', 'when', 'missed 3 windows in a row', 'weaker'),
  words('remedies/exit', 'when', 'every miss', 'stronger'),
  words('remedies/exit', 'when', 'missed 2 of 3 windows', 'unclear'),
  remove('remedies/exit', 'when', 'stronger'),
  number('remedies/report', 'within', 'weaker'),
  add('remedies/report', 'note', 'By mail', undefined),
  words('fees', 'Monthly Fee', '6000 EUR per month', 'unclear'),
  number('claims', 'within', 'stronger'),
  number('claims', 'decision', 'weaker'),
  remove('claims', 'within', 'stronger'),
  words('claims', 'automatic', 'true', 'stronger'),
  remove('claims', 'automatic', 'weaker'),
  ...item('claims', 'evidence', 'logs', 'weaker'),
  custom('shorter hours', ['calendars/office', 'calendars/office/hours'], (now) => {
    at(now, 'calendars/office')['hours'] = { 'mon-thu': '09:00-12:00', fri: '09:00-15:00' };
    return [{ kind: 'changed', path: 'calendars.office.hours', directions: forCustomer('weaker') }];
  }),
  custom('longer hours', ['calendars/office', 'calendars/office/hours'], (now) => {
    at(now, 'calendars/office')['hours'] = { 'mon-sat': '06:00-22:00' };
    return [{ kind: 'changed', path: 'calendars.office.hours', directions: forCustomer('stronger') }];
  }),
  custom('other hours', ['calendars/office', 'calendars/office/hours'], (now) => {
    at(now, 'calendars/office')['hours'] = { sat: '06:00-22:00' };
    return [{ kind: 'changed', path: 'calendars.office.hours', directions: forCustomer('unclear') }];
  }),
  ...item('calendars/office', 'holidays', '2026-12-25', 'weaker'),
  number('responsibilities/restore', 'within', 'weaker'),
  number('responsibilities/announce-maintenance', 'ahead', 'stronger'),
  words('responsibilities/verify', 'every', 'quarter', 'weaker'),
  words('responsibilities/verify', 'every', 'week', 'stronger'),
  remove('responsibilities', 'verify', 'weaker'),
  add('responsibilities', 'backup', { responsible: 'provider', every: 'day' }, 'stronger'),
  add('responsibilities/verify', 'note', 'By hand', undefined),
  custom('a duty of the customer takes longer', ['responsibilities/report-faults'], (now, random) => {
    at(now, 'responsibilities/report-faults')['within'] = `${whole(random, 30, 40)} h`;
    return [
      {
        kind: 'changed',
        path: 'responsibilities.report-faults.within',
        directions: { provider: 'weaker', customer: 'stronger' },
      },
    ];
  }),
  custom('what a supplier promises', ['dependencies/compute'], (now, random) => {
    const isMore = random() < 0.5;
    at(now, 'dependencies/compute')['atLeast'] = isMore ? '99.99 %' : '99 %';
    const direction: Direction = isMore ? 'stronger' : 'weaker';
    return [
      {
        kind: 'changed',
        path: 'dependencies.compute.atLeast',
        directions: { provider: direction, cloud: turn[direction] },
      },
    ];
  }),
  words('reporting', 'every', 'quarter', 'weaker'),
  words('reporting', 'every', 'week', 'stronger'),
  number('reporting', 'within', 'weaker'),
  ...item('reporting', 'contents', 'incidents', 'stronger'),
  number('changes', 'notice', 'stronger'),
  words('changes', 'notice', '1 month', 'weaker'),
  add('changes', 'noAdverseChange', 'true', 'stronger'),
  words('changes', 'procedure', 'a mail', 'unclear'),
  words('disputes', 'measurementOfRecord', 'provider', 'weaker'),
  words('disputes', 'law', 'FR', 'unclear'),
  set('term', 'to', () => ['2027-06-30', 'unclear']),
  custom('another zone', ['timeZone'], (now) => {
    (now as Tree)['timeZone'] = 'Europe/Paris';
    return [{ kind: 'changed', path: 'timeZone', directions: forCustomer('unclear') }];
  }),
  custom('other words', ['title'], (now) => {
    (now as Tree)['title'] = 'Parcels and letters';
    return [{ kind: 'changed', path: 'title', directions: {} }];
  }),
  custom('another version', ['version'], (now, random) => {
    (now as Tree)['version'] = pick(random, ['1.3.0', '2.0.0']);
    return [{ kind: 'changed', path: 'version', directions: {} }];
  }),
  words('parties/provider', 'name', 'Paket SE', undefined),
  words('services/parcels', 'description', 'Most of them', undefined),
  words('approvals/provider', 'date', '2026-01-05', undefined),
];

/** The provider under another name, wherever it stands; what was expected is told of the new name. */
export function renamedParty(draft: Draft, expected: readonly Expected[]): readonly [Draft, readonly Expected[]] {
  const text = JSON.stringify(draft)
    .replaceAll('"provider"', '"paket"')
    .replaceAll('"role":"paket"', '"role":"provider"');
  const words_ = expected.map((each) => ({
    ...each,
    path: each.path.replace(/(parties|approvals)\.provider\b/, '$1.paket'),
    directions: Object.fromEntries(
      Object.entries(each.directions).map(([party, direction]) => [party === 'provider' ? 'paket' : party, direction]),
    ),
  }));
  const isSame = !expected.some(({ path }) => path === 'parties.provider.name');
  // A party of another name under another id may be another party: that is not what is tried here.
  if (!isSame) return [draft, expected];
  return [JSON.parse(text) as Draft, [...words_, { kind: 'renamed', path: 'parties.paket', directions: {} }]];
}
