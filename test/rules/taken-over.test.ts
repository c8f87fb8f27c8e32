// Holds what is found in a text that was edited against what is found in the same text read afresh: model, findings, fixes.
// It must never compare less than a person could see.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { semanticTokens } from '../../server/src/core/features/semantic-tokens';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, type Project } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
import { places } from '../../server/src/core/rules/run';
import type { Span } from '../../server/src/core/text/span';
import { edited, numbers } from '../kit/edits';

const paths = ['orders-api', 'ip-vpn', 'marketing-sales', 'digital-editions', 'suppliers/cloud-compute'];
const examples = paths.map((path) => readFileSync(`examples/${path}.sla.yaml`, 'utf8'));

/** Short, so that many edits meet each other; anchors, tiers, conditions and everything that refers from clause to clause. */
const small = `sla: 1
id: small
title: Small agreement
kind: customer
status: active
version: 1.0.0
term: { from: 2026-01-01, to: 2026-12-31 }
timeZone: Europe/Berlin
parties:
  provider: { name: Provider, role: provider }
  customer: { name: Customer, role: customer }
calendars:
  office: { hours: { mon-fri: "09:00-17:00" } }
metrics:
  uptime: &m
    type: availability
    measuredBy: provider
    noData: unknown
  load: { type: throughput, controlledBy: customer }
  speed:
    type: latency
    unit: ms
    baseline: { value: 300 ms, from: 2026-02-01, to: 2026-01-01 }
  other: *m
objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [credits]
  quick:
    metric: speed
    for: 95 %
    atMost: 300 ms
    window: month
    when: load <= 50 requests/s
    remedies: [credits, report]
  load: { metric: load, atMost: 20 requests/s, window: month, owedBy: provider, remedies: [report] }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers:
      - { atMost: 99.9 %, credit: 10 % }
      - { below: 99.0 %, credit: 25 % }
  report: { kind: report, what: Cause, by: provider, within: 5 business days }
`;

const at = ({ start, end }: Span): string => `${start}-${end}`;

function projectOf(file: SlaFile): Project {
  return {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'dark' },
    data: new Map(),
  };
}

function findingsOf(file: SlaFile): string {
  return runRules(projectOf(file), file)
    .map(({ rule, span, message, related, fixes }) =>
      [
        `${at(span)} ${rule} ${message}`,
        ...related.map((each) => `  ${at(each.span)} ${each.message}`),
        ...fixes.map(
          ({ title, edits }) => `  ${title} ${edits.map((edit) => `${at(edit.span)} ${edit.newText}`).join()}`,
        ),
      ].join('\n'),
    )
    .join('\n');
}

/** All values of a model with their places; what leads back into the tree is left out. */
function modelOf(value: unknown, key = ''): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map) return [...value].map(([name, each]) => [name, modelOf(each, name as string)]);
  if (Array.isArray(value)) return value.map((each) => modelOf(each));
  if (typeof value !== 'object' || value === null) return value;
  if (/span$/i.test(key)) return at(value as Span);
  return Object.entries(value)
    .filter(([name]) => !['entry', 'map', 'sections'].includes(name))
    .map(([name, each]) => [name, modelOf(each, name)]);
}

function placesOf(file: SlaFile): string {
  return places(file)
    .map((place) =>
      place.kind === 'value' ? `${at(place.span)} ${place.scalar}` : `${at(place.entry.key.span)} ${place.kind}`,
    )
    .join('\n');
}

const runs = Number(process.env['SLA_EDITS'] ?? 1_200);

describe('what is taken over from the text before', () => {
  for (const [index, original] of [small, ...examples].entries())
    test(`${index === 0 ? 'a small agreement' : paths[index - 1]}: the same as read afresh, after each of many edits`, () => {
      const random = numbers(20_261_125 + index);
      let text = original;
      let file = open({ uri: 'a', version: 0, text });
      let same = 0;
      // Most edits are made where the text is short: there they meet.
      const steps = index === 0 ? runs * 0.7 : (runs * 0.3) / examples.length;
      for (let step = 1; step <= steps; step++) {
        // A text that has drifted into nonsense has nothing left to take over.
        if (step % 30 === 0) text = original;
        text = edited(text, random);
        file = open({ uri: 'a', version: step, text }, file);
        const found = findingsOf(file);
        if (step % 3 !== 0) continue;
        const fresh = open({ uri: 'a', version: step, text });
        const place = `step ${step}`;
        assert.equal(found, findingsOf(fresh), place);
        assert.equal(placesOf(file), placesOf(fresh), place);
        assert.deepEqual(modelOf(file.model), modelOf(fresh.model), place);
        same++;
      }
      assert.ok(same > 10);
    });

  test('clauses that come under the heading of another section are read anew', () => {
    const random = numbers(20_261_130);
    const pick = (below: number): number => Math.floor(random(below));
    let lines = small.split('\n');
    let file = open({ uri: 'a', version: 0, text: small });
    for (let step = 1; step <= 400; step++) {
      if (step % 12 === 0) lines = small.split('\n');
      else {
        // A heading is taken away, put somewhere, renamed, or changes its place with another.
        const headings = lines.flatMap((line, index) => (/^[a-z]+:$/.test(line) ? [index] : []));
        const [one, two] = [headings[pick(headings.length)] ?? 0, headings[pick(headings.length)] ?? 0];
        const names = ['metrics:', 'objectives:', 'remedies:', 'x-kept:', 'objective', '# metrics:'];
        const name = names[pick(names.length)] ?? '';
        const kind = pick(4);
        if (kind === 0) lines.splice(one, 1);
        else if (kind === 1) lines.splice(pick(lines.length), 0, name);
        else if (kind === 2) lines[one] = name;
        else [lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? ''];
      }
      const text = lines.join('\n');
      file = open({ uri: 'a', version: step, text }, file);
      const fresh = open({ uri: 'a', version: step, text });
      assert.equal(findingsOf(file), findingsOf(fresh), `step ${step}`);
      assert.equal(placesOf(file), placesOf(fresh), `step ${step}`);
      assert.deepEqual(semanticTokens(file), semanticTokens(fresh), `step ${step}`);
      assert.deepEqual(modelOf(file.model), modelOf(fresh.model), `step ${step}`);
    }
  });
});
