// One mistake is one problem: each case changes one place of a sound agreement and names rule, token and message.
// It must never compare the messages of two mistakes at once: a case that needs two lines is two cases.
import assert from 'node:assert/strict';
import test from 'node:test';
import { printed, problemsOf, sound } from './schema-sound';

/** Each line: a place of the sound agreement => what stands there instead => rule | token | message. A line end is written \\n. */
const mistakes = String.raw`
kind: customer\n => kind: customer\nkidn: x\n => unknown-key | kidn | "kidn" is not a key of an agreement
title: Shop\n => title: Shop\npurpse: x\n => unknown-key | purpse | "purpse" is not a key of an agreement; did you mean "purpose"?
owedBy: provider => owdBy: provider => unknown-key | owdBy | "owdBy" is not a key of an objective; did you mean "owedBy"?
owedBy: provider => obligor: provider => unknown-key | obligor | "obligor" is not a key of an objective; did you mean "owedBy"?
owedTo: customer => beneficiary: customer => unknown-key | beneficiary | "beneficiary" is not a key of an objective; did you mean "owedTo"?
atLeast: 99.9 % => target: 99.9 % => unknown-key | target | "target" is not a key of an objective; did you mean "atLeast" or "atMost"?
per: region => at_most: 1 => unknown-key | at_most | "at_most" is not a key of an objective; did you mean "atMost"?
name: Host, role => nam: Host, role => unknown-key | nam | "nam" is not a key of a party; did you mean "name"?
owner: provider, parameters => ownr: provider, parameters => unknown-key | ownr | "ownr" is not a key of a service; did you mean "owner"?
to: 2026-12-31 => until: 2026-12-31 => unknown-key | until | "until" is not a key of the term
every: 5 min => evry: 5 min => unknown-key | evry | "evry" is not a key of a data source; did you mean "every"?
measuredBy: provider\n => measuredby: provider\n => unknown-key | measuredby | "measuredby" is not a key of a metric of type "probe-availability"; did you mean "measuredBy"?
data: probes\n => data: probes\n    definition: rfc3393\n => unknown-key | definition | "definition" is not a key of a metric of type "probe-availability"
mode: down => mod: down => unknown-key | mod | "mod" is not a key of rounding; did you mean "mode"?
windows: 6 => window_count: 6 => unknown-key | window_count | "window_count" is not a key of a baseline
afterWindows: 6 => after: 6 => unknown-key | after | "after" is not a key of tighten
anchor: 2026-01-01 => anker: 2026-01-01 => unknown-key | anker | "anker" is not a key of a window
atMost: 1 h, calendar => atmost: 1 h, calendar => unknown-key | atmost | "atmost" is not a key of a target; did you mean "atMost"?
notice: 5 d => notices: 5 d => unknown-key | notices | "notices" is not a key of an exclusion; did you mean "notice"?
cap: 100 % per month => path: [a] => unknown-key | path | "path" is not a key of a remedy of kind "service-credit"
credit: 10 % => creditt: 10 % => unknown-key | creditt | "creditt" is not a key of a tier; did you mean "credit"?
decidedBy: [customer]\nclaims => decided: [customer]\nclaims => unknown-key | decided | "decided" is not a key of the priorities; did you mean "decidedBy"?
within: 30 d => deadline: 30 d => unknown-key | deadline | "deadline" is not a key of the claims; did you mean "within"?
informed: [customer] => informs: [customer] => unknown-key | informs | "informs" is not a key of a duty; did you mean "informed"?
topology: serial => topologi: serial => unknown-key | topologi | "topologi" is not a key of a dependency; did you mean "topology"?
title: Terms => title: Terms, link: x => unknown-key | link | "link" is not a key of a reference
next: 2026-12-01 => nxt: 2026-12-01 => unknown-key | nxt | "nxt" is not a key of the review; did you mean "next"?
procedure: written => procedur: written => unknown-key | procedur | "procedur" is not a key of the changes; did you mean "procedure"?
summary: First. => sumary: First. => unknown-key | sumary | "sumary" is not a key of an entry of the history; did you mean "summary"?
measurementOfRecord: provider => measurementOfRecords: provider => unknown-key | measurementOfRecords | "measurementOfRecords" is not a key of the disputes; did you mean "measurementOfRecord"?

title: Shop\n =>  => missing-key | sla | An agreement needs "title"
version: 1.0.0\n =>  => missing-key | sla | An agreement needs "version"
term: { from: 2026-01-01, to: 2026-12-31 }\n =>  => missing-key | sla | An agreement needs "term"
approvals:\n  provider: { name: A, date: 2025-12-01 }\n  customer: { name: B, date: 2025-12-01 }\n =>  => missing-key | sla | An agreement needs "approvals"
    metric: uptime\n =>  => missing-key | availability | An objective needs "metric"
    type: probe-availability\n =>  => missing-key | uptime | A metric needs "type"
role: customer => type: team => missing-key | customer | A party needs "role"
from: 2026-01-01, to: 2026-12-31 => to: 2026-12-31 => missing-key | term | The term needs "from"
statement: Shoppers can buy. => owner: customer => missing-key | sell | A goal needs "statement"
hours: 24x7 => timeZone: UTC => missing-key | always | A calendar needs "hours"
file: probes.csv,  =>  => missing-key | probes | A data source needs "file"
kind: scheduled-maintenance,  =>  => missing-key | work | An exclusion needs "kind"
kind: report,  =>  => missing-key | notice | A remedy needs "kind"
kind: report, what: Cause, by: provider, within: 5 d => kind: termination => missing-key | notice | A remedy of kind "termination" needs "holder"
from: 2026-02-01, to: 2026-02-02 => from: 2026-02-01 => missing-key | from | An interval needs "to"
party: provider,  =>  => missing-key | cloud | A dependency needs "party"
title: Terms,  =>  => missing-key | terms | A reference needs "title"
name: B,  =>  => missing-key | customer | An approval needs "name"
value: 99.97 %,  =>  => missing-key | baseline | A baseline needs "value"

parties:\n => parties: nobody\nx-old:\n => wrong-shape | nobody | parties takes a map, not "nobody"
title: Shop\n => title: [Shop]\n => wrong-shape | title | title takes text, not a list
  customer: { name: Shop, role: customer } =>   customer: Shop => wrong-shape | Shop | "customer" takes a map, not "Shop"
term: { from: 2026-01-01, to: 2026-12-31 } => term: 2026 => wrong-shape | 2026 | term takes a map, not "2026"
objectives: [availability] => objectives: availability => wrong-shape | availability | objectives takes a list, not "availability"
double: { of: orders * 2, equals: 200 orders } => double: [orders, 2] => wrong-shape | double | "double" takes a single value or a map, not a list
hours: 24x7 => hours: [24x7] => wrong-shape | hours | hours takes a single value or a map, not a list
columns: { at: checked, ok: ok } => columns: [at, ok] => wrong-shape | columns | columns takes a map, not a list
rounding: { digits: 3, mode: down } => rounding: 3 => wrong-shape | 3 | rounding takes a map, not "3"
atLeast: 99.9 %\n => atLeast: { value: 99.9 }\n => wrong-shape | atLeast | atLeast takes a single value, not a map
window: month\n => window: [month]\n => wrong-shape | window | window takes a single value or a map, not a list
remedies: [credits, notice] => remedies: credits => wrong-shape | credits | remedies takes a list, not "credits"
limit: 4 h per month => limit: [4 h per month] => wrong-shape | limit | limit takes a single value, not a list
- { below: 99.9 %, credit: 10 % } => - 10 % => wrong-shape | 10 % | An item of tiers takes a map, not "10 %"
automatic: true => automatic: always => wrong-shape | always | automatic takes true or false or a list, not "always"
noAdverseChange: true => noAdverseChange: maybe => wrong-shape | maybe | noAdverseChange takes true or false, not "maybe"
responsible: provider, informed => responsible: [[provider]], informed => wrong-shape | [provider] | An item of responsible takes text, not a list
window: month\n    per => window:\n    per => wrong-shape | window | window has no value
Outage: Time without service. => Outage: => wrong-shape | Outage | "Outage" has no value
metric: uptime => metric: ~ => wrong-shape | metric | metric has no value
type: probe-availability => type: [availability] => wrong-shape | type | type takes text, not a list
kind: report, what: Cause => kind: { a: b }, what: Cause => wrong-shape | kind | kind takes text, not a map
  repair: { type: mttr, clock: restore } =>   repair: mttr => wrong-shape | mttr | "repair" takes a map, not "mttr"
Monthly Fee: 5000 EUR per month => Monthly Fee: [5000 EUR] => wrong-shape | Monthly Fee | "Monthly Fee" takes a single value or a map, not a list

kind: customer\n => kind: custommer\n => unknown-value | custommer | "custommer" is not one of 3 values; did you mean "customer"?
status: active => status: active2 => unknown-value | active2 | "active2" is not one of 6 values; did you mean "active"?
role: customer => role: buyer => unknown-value | buyer | "buyer" is not one of 3 values; did you mean "customer"?
type: team => type: teams => unknown-value | teams | "teams" is not one of 3 values; did you mean "team"?
noData: unknown => noData: ignore => unknown-value | ignore | "ignore" is not one of 4 values: unknown, good, bad, skip
mode: down => mode: floor => unknown-value | floor | "floor" is not one of 4 values: down, up, half-up, half-even
timeouts: bad => timeouts: badd => unknown-value | badd | "badd" is not one of 2 values; did you mean "bad"?
kind: scheduled-maintenance => kind: maintenance => unknown-value | maintenance | "maintenance" is not one of 11 values; did you mean "scheduled-maintenance"?
kind: service-credit => kind: service-credits => unknown-value | service-credits | "service-credits" is not one of 14 values; did you mean "service-credit"?
cap: 100 % per month => stacking: added => unknown-value | added | "added" is not one of 2 values; did you mean "add"?
after: window-end => after: the-end => unknown-value | the-end | "the-end" is not one of 6 values: window-end, event, awareness, report, ticket-closed, invoice
topology: serial => topology: seriel => unknown-value | seriel | "seriel" is not one of 4 values; did you mean "serial"?
kind: terms => kind: term => unknown-value | term | "term" is not one of 7 values; did you mean "terms"?
per: region => status: owed => unknown-value | owed | "owed" is not "indicator", the only value

id: shop => id: My Shop => invalid-id | My Shop | "My Shop" must match a-z, 0-9 and hyphens, starting with a letter
  web: { =>   Web Site: { => invalid-id | Web Site | "Web Site" must match a-z, 0-9 and hyphens, starting with a letter
  speed: { =>   speed_p95: { => invalid-id | speed_p95 | "speed_p95" must match a-z, 0-9 and hyphens, starting with a letter
  support:\n =>   2nd-line:\n => invalid-id | 2nd-line | "2nd-line" must match a-z, 0-9 and hyphens, starting with a letter
  measure: { =>   Measure: { => invalid-id | Measure | "Measure" must match a-z, 0-9 and hyphens, starting with a letter
`;

const cases = mistakes
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split(' => ').map((part) => part.replaceAll(String.raw`\n`, '\n')))
  .map(([from = '', to = '', expected = '']) => ({ from, to, expected }));

test('one mistake is one problem, at the smallest token', () => {
  assert.ok(cases.length >= 60);
  for (const { from, to, expected } of cases) {
    assert.ok(sound.includes(from), `the sound agreement holds ${from}`);
    const text = sound.replace(from, to);
    assert.deepEqual(
      problemsOf(text).map((problem) => printed(text, problem)),
      [expected],
      to,
    );
  }
});

test('messages hold at most 100 signs and do not end with a full stop', () => {
  for (const { from, to } of cases) {
    for (const { message } of problemsOf(sound.replace(from, to))) {
      assert.ok(message.length <= 100, message);
      assert.doesNotMatch(message, /\.$/);
    }
  }
});

test('what is missing is inserted, and no mistake of a key is left', () => {
  for (const { from, to } of cases.filter(({ expected }) => expected.startsWith('missing-key'))) {
    const text = sound.replace(from, to);
    const fix = problemsOf(text)[0]?.fixes?.[0];
    assert.ok(fix, to);
    const mended = fix.edits.reduce(
      (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
      text,
    );
    const left = problemsOf(mended).filter(({ rule }) => rule === 'missing-key' || rule === 'unknown-key');
    assert.deepEqual(left, [], mended);
  }
});
