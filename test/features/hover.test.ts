// What each kind of hover says, word for word, and that no text of a file can do or hide anything in one.
// It must never assert less than a reader sees: pictures are left out, all else is compared.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hover } from '../../server/src/core/features/hover/hover';
import { open, type SlaFile } from '../../server/src/core/model/file';
import type { Project } from '../../server/src/core/project';
import { measured } from './measured';
import { exampleTexts, projectOf } from './workspace';

const workspace = projectOf(exampleTexts());

function fileOf(name: string): SlaFile {
  const file = workspace.files.get(`file:///w/examples/${name}.sla.yaml`);
  assert.ok(file);
  return file;
}

const [orders, vpn] = [fileOf('orders-api'), fileOf('ip-vpn')];
const project: Project = {
  ...workspace,
  data: new Map([orders, vpn].map((file) => [file.snapshot.uri, measured(file)])),
};

/** The hover where `|` stands in a piece of a text, without escapes that cannot be seen and without the picture. */
function said(file: SlaFile, piece: string, of: Project = project): string {
  const found = file.snapshot.text.indexOf(piece.replace('|', ''));
  assert.ok(found >= 0, piece);
  const shown = hover(of, file, found + piece.indexOf('|'))?.markdown ?? '';
  return shown
    .replace(/!\[[^\]]*\]\(data:[^)]*\)/g, '(chart)')
    .replace(/\\([^\\\w])/g, '$1')
    .replaceAll('&lt;', '<')
    .replace(/\n+/g, '\n');
}

describe('a hover in an agreement with results', () => {
  const cases: readonly (readonly [string, SlaFile, string, string])[] = [
    [
      'a party',
      orders,
      'owedTo: cust|omer',
      `**customer** (party)
Bergland Retail AG · customer · organization
Is owed 5 objectives:
- \`availability\`: ≥ 99.9 % a month
- \`latency\`: ≤ 300 ms a month
- \`slow-requests\`: for 99 %: ≤ 1 s a month
- \`restore\`: for 90 %: ≤ 4 h a quarter
- \`support-response\`: for 95 %: P1 ≤ 15 min, P2 ≤ 1 h, P3 ≤ 4 business hours, P4 ≤ 8 business hours a month
Its duties:
- \`verify\` every month
- \`report-faults\` within 24 h
- \`stay-within-limits\`
- \`pay-fees\` within 30 d
Contacts:
- service-desk: \`it@bergland.example\`
- finance: \`ap@bergland.example\`
- escalation: \`cio@bergland.example\``,
    ],
    [
      'data',
      orders,
      'data: min|utes',
      `**minutes** (data source)
File \`data/orders-minutes-*.csv\`
93,823 rows read.
A record every 1 min.
Roles and what they are read from:
- \`at\`: \`minute\`
- \`total\`: \`requests\`
- \`bad\`: \`failed\``,
    ],
    [
      'a calendar',
      orders,
      'calendar: off|ice',
      `**office** (calendar)
Mon–Thu 08:00–18:00, Fri 08:00–16:00 (Europe/Berlin), closed on 9 holidays.`,
    ],
    [
      'an exclusion',
      orders,
      'excludes: [main|tenance',
      `**maintenance** (exclusion)
scheduled-maintenance · announced 5 business days ahead · at most 4 h per month · recorded in \`maintenance\`
Excluded from 3 objectives.`,
    ],
    [
      'a remedy',
      orders,
      'remedies: [cre|dits',
      `**credits** (remedy)
service-credit · of Monthly Fee
Tiers:
- < 99.9 %: 10 %
- < 99.5 %: 20 %
- < 99 %: 30 %
- < 95 %: 100 %
Capped at 100 % per month.
Monthly Fee: 5000 EUR per month
Holds for 1 objective.`,
    ],
    [
      'a termination',
      orders,
      'root-cause, ex|it]',
      `**exit** (remedy)
termination · after 3 missed of 6 windows · may be claimed by \`customer\`
Holds for 1 objective.`,
    ],
    [
      'a tier that paid',
      orders,
      'below: 99|.5 %',
      `**< 99.5 %** pays 20 % of Monthly Fee: 1000 EUR of 5000 EUR per month
- \`availability\`: more than 3 h 36 min of down time in Nov 2026 · 1 missed window fell into it: Oct 2026
\`99.5 %\`
The tier holds for values less than this.`,
    ],
    [
      'a tier that did not pay',
      orders,
      'above: 600| ms',
      `**> 600 ms** pays 10 % of Monthly Fee: 500 EUR of 5000 EUR per month
- \`latency\`: the one window that was missed did not fall into it
\`600 ms\`
The tier holds for values more than this.`,
    ],
    [
      'a tier over a contract year',
      vpn,
      'below: 99.|90 %',
      `**< 99.9 %** pays 100 % of Monthly Recurring Charge: 1900 EUR of 1900 EUR per month for HAM-0417, 1400 EUR of 1400 EUR per month for LYS-1102
- \`availability\`: more than 8 h 45 min of down time in the window from 2026-09-01 · 1 missed window fell into it: from 2025-09-01
\`99.90 %\`
The tier holds for values less than this.`,
    ],
    [
      'a tier of how far a target was missed',
      vpn,
      'above: 25| %',
      `**> 25 % beyond the target** pays 10 % of Monthly Recurring Charge: 190 EUR of 1900 EUR per month for HAM-0417, 140 EUR of 1400 EUR per month for LYS-1102
\`25 %\`
The tier holds for values more than this.`,
    ],
    [
      'a baseline',
      orders,
      'base|line: { value: 99.972 %',
      `The file says **99.972 %** (2025-07-01 to 2025-12-31).
- \`availability\`: 2 complete windows until 2026-11-05 09:00: median 99.68 %, lowest 99.47 %, highest 99.9 %; met in 1 of 2, which puts the share in the long run between 9.5 and 90.5 % (at 95 % confidence)
\`baseline\`
What history says about this metric; filled in from the data.`,
    ],
    [
      'a dependency',
      orders,
      '  comp|ute: { party',
      `**compute** (dependency)
supplied by \`cloud\` · ≥ 99.99 % · serial
Promised in \`suppliers/cloud-compute.sla.yaml\` as \`availability\`.
Needed for \`availability\`, \`restore\`.`,
    ],
    [
      'an objective of another file',
      orders,
      'objective: availa|bility, atLeast: 99.99',
      `**availability** · \`uptime\` · ≥ 99.99 % a month
Allows 4 min 19 s of down time in Nov 2026.
No result: its data has not been read.
---
*From \`cloud-compute\`.*`,
    ],
    [
      'a fee that the glossary explains',
      orders,
      'of: Monthly| Fee',
      `**Monthly Fee**
Net subscription fee of the calendar month, without surcharges for use.
Monthly Fee: 5000 EUR per month`,
    ],
    [
      'a term in a text',
      vpn,
      'fee of the Cir|cuit concerned',
      `**Circuit**
Ethernet access from the demarcation of the customer to the edge of the carrier, one for each site.`,
    ],
    [
      'a duty',
      orders,
      'publish-|report',
      `**publish-report** (duty)
Publishes the report of each period.
Done by \`provider\` · informed: \`customer\`
every month within 5 business days on calendar \`office\`
Otherwise: the month counts as missed.`,
    ],
    [
      'a type',
      vpn,
      'type: packet-l|oss',
      `**Packet loss** \`packet-loss\` · lower is better
Share of sent packets that were lost, sum over sum.
*Formula:* 100 % × Σ lost / Σ sent
*Needs:* counters per interval: at, total, bad; or counters per interval: at, total, good; or counters per interval: at, good, bad; or one row an event: at, ok
*At the edges:* Rows with nothing sent are skipped.
*Typical:* <= 0.1 % a month · *Source:* ITU-T Y.1540, IPLR`,
    ],
    ['a key', orders, 'no|Data: skip', '`noData`\nHow gaps in the data count.'],
    ['a value', orders, 'noData: sk|ip', '`skip`\nA gap is left out. Only what was measured is judged.'],
    [
      'a business duration',
      orders,
      'within: 5 busi|ness days, calendar: office }\n  exit',
      `\`5 business days\`
Within which time.
Ticks only in \`office\`: Mon–Thu 08:00–18:00, Fri 08:00–16:00 (Europe/Berlin), closed on 9 holidays.`,
    ],
    [
      'a target with the down time that it allows',
      orders,
      'atLeast: 99.9| %',
      `**availability** · \`uptime\` · ≥ 99.9 % a month
- **missed**, Oct 2026: 99.47 % · budget 3 h 55 min of 44 min 9 s used (532 %) · 99 % of the data is there · credit 20 % = 1,000 EUR, claim until 2026-11-30
(chart)
● met · ✕ missed · ○ running
2 complete windows: median 99.68 %, lowest 99.47 %, highest 99.9 %; met in 1 of 2, which puts the share in the long run between 9.5 and 90.5 % (at 95 % confidence).
Nov 2026 runs until 2026-12-01 00:00: 99.905 %, met so far.
Allows 43 min 12 s of down time in Nov 2026.
As of 2026-11-05 09:00 (Europe/Berlin) from \`data/orders-minutes-2026-09.csv\`, \`data/orders-minutes-2026-10.csv\`, \`data/orders-minutes-2026-11.csv\`: 93,823 rows.`,
    ],
    [
      'the target of one group',
      orders,
      'P|1: { atMost',
      `**support-response** · P1 · \`first-response\` · for 95 %: P1 ≤ 15 min a month
- **met**, Oct 2026 P1: 100 % · 0 % of the budget used
*P1*
(chart)
● met · ✕ missed · – no value
9 complete windows: median 100 %, lowest 80 %, highest 100 %; met in 8 of 9, which puts the share in the long run between 56.5 and 98.0 % (at 95 % confidence).
Nov 2026 runs until 2026-12-01 00:00: no value yet, nothing to judge so far.
As of 2026-11-05 08:45 (Europe/Berlin) from \`data/orders-tickets.csv\`: 452 rows.`,
    ],
    [
      'a goal',
      orders,
      'help-in|-time',
      `**help-in-time** (goal)
Staff of the shops reach a person before the next opening of the shops.
Owned by: customer
Carried by \`support-response\`.`,
    ],
    [
      'a service',
      vpn,
      '  lyo|n: { name',
      `**lyon** (service)
Circuit LYS-1102
Site Lyon.
Owned by: carrier`,
    ],
  ];
  for (const [name, file, piece, expected] of cases) test(name, () => assert.equal(said(file, piece), expected));

  test('a metric says what it is and how its objectives stand', () => {
    const shown = said(orders, '  upt|ime:');
    assert.match(shown, /^\*\*uptime\*\* \(metric\)\nmeasured by `monitor` · verified by `customer`/);
    assert.match(shown, /\n---\n\*\*availability\*\* · /);
  });
  test('a parameter is marked as needed only where it is', () => {
    const shown = said(orders, 'type: avail|ability');
    assert.match(shown, /- `downWhen`:.* \*\(needed with counters\)\*\n/);
    assert.match(shown, /- `quorum`: Share of locations that have to fail at once\.\n/);
    assert.match(shown, /- `mergeGap`:.* \*\(0 s where left out\)\*\n/);
  });
  test('a window of a year that has no value yet', () => {
    assert.match(
      said(vpn, 'atLeast: 80|00 h'),
      /\nThe window from 2026-09-01 runs until 2027-09-01 00:00: no value yet, met if it stays so\./,
    );
  });
  test('a baseline of groups says which group its numbers are of', () => {
    const shown = said(vpn, 'value: 21|.2 ms');
    assert.match(shown, /- `delay` HAM-LYS: 2 complete windows/);
    assert.match(shown, /- `delay` LYS-HAM: 2 complete windows/);
  });
});

/** An agreement in which one text stands wherever a file may hold one. */
function hostileText(text: string): string {
  const value = JSON.stringify(text);
  // YAML reads no key that is longer than 1,024 characters.
  const key = JSON.stringify([...text].slice(0, 400).join(''));
  const many = (make: (index: number) => string): string =>
    Array.from({ length: 40 }, (_, index) => make(index)).join('');
  return `sla: 1
id: hostile
title: ${value}
timeZone: UTC
parties:
  p: { name: ${value}, role: ${value}, type: ${value}, contacts: { ${key}: ${value}, desk: ${value} } }
  ${key}: { name: ${value} }
services: { s: { name: ${value}, description: ${value}, owner: ${value} } }
goals: { g: { statement: ${value}, owner: ${value}, objectives: [o, ${value}${many((index) => `, "${index} " `)}] } }
calendars:
  c: { hours: { mon-fri: "09:00-17:00" }, timeZone: ${value} }
data: { d: { file: ${value}, columns: { at: ${value}, value: ${value} } }, e: { connection: ${value} } }
metrics:
  m: { type: availability, data: d, measuredAt: ${value}, measuredBy: [p, ${value}], verifiedBy: ${value}, baseline: { value: 99 %, from: ${value}, to: ${value} } }
objectives:
  o: { metric: m, window: month, atLeast: 99 %, owedBy: p, remedies: [r], excludes: [x], per: g }
  q: { metric: m, window: month, per: g, owedBy: p, targets: { ${key}: { atLeast: 99 % }${many((index) => `, ${JSON.stringify(`${index}${String(JSON.parse(key))}`)}: { atLeast: 9${index % 10} % }`)} } }
${many((index) => `  o${index}: { metric: m, window: month, atLeast: 99 %, owedBy: p, remedies: [r], reason: ${value} }\n`)}exclusions: { x: { kind: ${value}, what: ${value}, evidence: ${value} } }
remedies:
  r: { kind: service-credit, of: ${value}, what: ${value}, by: ${value}, holder: ${value}, tiers: [{ below: 99 %, credit: 5 % }, { below: 90 %, credit: 5 EUR }] }
fees: { ${key}: { ${key}: 5 EUR per month${many((index) => `, "f${index}": 5 EUR per month`)} } }
responsibilities:
  measure: { responsible: ${value}, accountable: p, informed: [${value}], every: ${value}, note: ${value}, otherwise: ${value} }
  ${JSON.stringify(`own ${String(JSON.parse(key))}`)}: { responsible: p, note: ${value} }
dependencies: { y: { party: ${value}, agreement: ${value}, objective: ${value}, topology: ${value}, for: [o, ${value}] } }
glossary: { ${key}: ${value}, Term: ${value} }
`;
}

const attacks: readonly (readonly [string, string])[] = [
  [
    'Markdown',
    '**b** _i_ # h\n\n- l\n\n| a |\n|---|\n| b |\n\n> q `code` ~~s~~ ![i](https://e.example/i.png) [t](https://e.example)',
  ],
  ['HTML', '<img src=https://e.example/x onerror=alert(1)><script>alert(1)</script><!-- &lt;b&gt; &#60;i&#62;'],
  [
    'command links',
    '[run](command:workbench.action.terminal.new) <command:x> command:x $(alert) https://e.example/ a@e.example',
  ],
  ['images of data', '![x](data:image/svg+xml;base64,PHN2Zy8+)'],
  ['characters that turn or hide text', 'a\u202eb\u2066c\u200bd\u0000e\u001b[31mf\u2028g\ufeffh\u{e0041}'],
  ['backticks', '``` `` ` ```` [x](command:y) ````'],
  ['very long texts', 'long '.repeat(2_000)],
  ['very long words', 'x'.repeat(10_000)],
  ['signs that are all escaped', '*['.repeat(5_000)],
];

describe('what a file holds is inert in every hover', () => {
  for (const [name, text] of attacks)
    test(name, () => {
      const source = hostileText(text);
      const file = open({ uri: 'file:///w/hostile.sla.yaml', version: 1, text: source });
      const of = { ...workspace, files: new Map([[file.snapshot.uri, file]]) };
      let asked = 0;
      const seen = new Set<string>();
      const words = [...source.matchAll(/[^\s"]+/g)].map(({ index }) => index + 1);
      const stride = Math.ceil(words.length / 3_000);
      for (const offset of words.filter((_, index) => index % stride === 0)) {
        const { markdown = '' } = hover(of, file, offset) ?? {};
        if (markdown === '' || seen.has(markdown)) continue;
        seen.add(markdown);
        asked++;
        assertInert(markdown);
        assert.ok(markdown.length <= 32_768, `${markdown.length} characters at ${offset}`);
      }
      assert.ok(asked > 20, String(asked));
    });
  test('lists say how much is left out', () => {
    const text = hostileText('plain');
    const file = open({ uri: 'a', version: 1, text });
    const of = { ...workspace, files: new Map([['a', file]]) };
    assert.match(said(file, 'owedBy: |p, remedies', of), /- … 34 more\n/);
    assert.match(said(file, 'goals: { |g', of), /… 30 more\./);
    assert.match(said(file, '{ below: 9|9 %', of), /- … 37 more objectives pay by it/);
  });
});

/** Outside of code, no sign that Markdown gives a meaning comes from the text: links, pictures, HTML, addresses. */
function assertInert(markdown: string): void {
  assert.doesNotMatch(
    markdown,
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2060-\u206f\u200b-\u200f\u2028\u2029\ufeff]/,
  );
  const outside = markdown
    .replace(/!\[(?:\\.|[^\]\\])*\]\(data:image\/svg\+xml;base64,[\w+/=]*\)/g, '')
    .replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
  const plain = outside.replace(/\\[\\`*_{}[\]()#+\-.!|<>~$&:@/]/g, '');
  assert.doesNotMatch(plain, /[<>]|\]\(|!\[|:\/\/|command:|\w@\w/);
  assert.doesNotMatch(plain, /&(?!lt;|amp;)/);
}
