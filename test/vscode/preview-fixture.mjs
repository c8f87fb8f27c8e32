// Previews as the server sends them, made up, for what no agreement of the examples has: many windows, every verdict; and ten years of days.
// It must never be random: the same numbers give the same preview.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LETTERS = { met: 'm', missed: 'b' };

/** A group of `count` windows around 99.9 %, with a target that can be moved in steps of 0.01 %. */
export function group(count, name) {
  const values = [];
  const met = [];
  const missed = [];
  let verdicts = '';
  for (let window = 0; window < count; window++) {
    // A cheap sequence without a period that one could see.
    const noise = Math.abs(Math.sin(window * 12.9898) * 43758.5453) % 1;
    const hundredths = 10_000 - Math.floor(noise ** 6 * 120);
    const isRunning = window === count - 1;
    values.push(hundredths / 100);
    met.push(isRunning ? null : hundredths);
    missed.push(isRunning ? null : hundredths);
    verdicts += isRunning ? 'r' : hundredths >= 9990 ? LETTERS.met : LETTERS.missed;
  }
  const from = values.map((_, window) => Date.UTC(2016, 0, 1) + window * 86_400_000);
  return {
    name,
    names: from.map((start) => new Date(start).toISOString().slice(0, 10)),
    from,
    to: from.map((start) => start + 86_400_000),
    values,
    verdicts,
    inTerm: '1'.repeat(count),
    notes: { 3: 'Longest outage: 12 min' },
    baseline: {
      windows: count - 1,
      median: 99.99,
      lowest: Math.min(...values.slice(0, 1000)),
      highest: 100,
      sentences: [
        'Median 99.99 %.',
        'The target was kept in 92 % of windows (88.1 % to 94.2 %).',
        'There is no trend.',
      ],
      written: 99.95,
    },
    target: {
      isLower: true,
      step: '0.01',
      digits: 2,
      unit: '%',
      scale: 1,
      at: 9990,
      least: 9000,
      greatest: 10_000,
      met,
      missed,
      credits: met.map((edge) => (edge === null ? null : 10)),
      money: met.map((edge) => (edge === null ? null : 300)),
      currency: 'EUR',
      suggested: 9980,
      suggestedWhy: 'It was kept in 34 of the last 36 windows.',
    },
    budget: {
      unit: 'seconds',
      from: 0,
      to: 2_592_000_000,
      total: 2592,
      at: [0, 400_000_000, 400_600_000, 1_200_000_000],
      used: [0, 0, 600, 724],
      sentence: '12 min 4 s of 43 min 12 s used, 46 % of the month gone.',
    },
  };
}

/** A preview with one objective of many windows, and one for each way in which an objective can stand. */
export function fixture(count, uri = 'file:///fixture.sla.yaml') {
  const range = (line) => ({ start: { line, character: 2 }, end: { line: line + 4, character: 0 } });
  const statuses = ['breached', 'at-risk', 'unknown', 'running', 'met', 'not-judged'];
  const objective = (id, at, groups, rest = {}) => ({
    id,
    range: range(10 + at * 5),
    promise: '≥ 99.9 % a month',
    status: statuses[at % statuses.length],
    standing: 'met 11 of 12 · Oct 2026 99.94 %',
    origin: 'As of 2026-11-30, from minutes.csv (129,600 rows, 12 missing).',
    unit: '%',
    groups,
    ...rest,
  });
  return {
    uri,
    version: 1,
    title: 'Orders interface',
    isReading: false,
    objectives: [
      objective('availability', 0, [group(count)]),
      objective('response', 1, [group(24, 'P1'), group(24, 'P2')]),
      objective('nothing', 2, [], { unavailable: 'The file minutes.csv does not exist.' }),
      ...[3, 4, 5].map((at) => objective(`other-${at}`, at, [{ ...group(30), target: undefined, budget: undefined }])),
    ],
    agreement: [
      { kind: 'heading', level: 1, text: 'Orders interface', range: range(0) },
      {
        kind: 'paragraph',
        text: 'Between Northwind GmbH and Contoso SE, from 1 January 2026 for one year.',
        range: range(4),
      },
      { kind: 'heading', level: 2, text: 'What is promised' },
      {
        kind: 'list',
        items: ['Availability of at least 99.9 % in each month.', 'An answer within 15 minutes.'],
        range: range(10),
      },
      { kind: 'heading', level: 3, text: 'Credits' },
      {
        kind: 'table',
        caption: 'Credits of availability',
        head: ['From', 'Below', 'Credit'],
        rows: [
          ['99.5 %', '99.9 %', '10 %'],
          ['', '99.5 %', '20 %'],
        ],
        range: range(40),
      },
      {
        kind: 'facts',
        rows: [
          ['Provider', 'Northwind GmbH'],
          ['Law', 'Germany'],
        ],
        range: range(2),
      },
    ],
  };
}

/** Writes an agreement on ten years of days into a workspace, with the outages that lie beside it. */
export function writeTenYears(workspace) {
  writeFileSync(join(workspace, 'ten-years.sla.yaml'), tenYears());
  writeFileSync(join(workspace, 'ten-years.csv'), tenYearsOfOutages());
}

/** An agreement on ten years of days, with an outage on about every third day. */
function tenYears() {
  return `sla: 1
id: ten-years
title: Ten years of days
kind: internal
timeZone: UTC
term: { from: 2016-01-01, to: 2026-12-31 }
parties:
  operator: { name: Operations, role: provider, type: team }
  users: { name: Users, role: customer, type: team }
data:
  outages:
    file: ten-years.csv
    columns: { start: start, end: end }
    covers: { from: 2016-01-01, to: 2026-01-01 }
metrics:
  uptime: { type: availability, data: outages }
objectives:
  availability:
    metric: uptime
    atLeast: 99.5 %
    window: day
`;
}

function tenYearsOfOutages() {
  const rows = ['start,end'];
  for (let day = 0; day < 3650; day++) {
    const noise = Math.abs(Math.sin(day * 12.9898) * 43758.5453) % 1;
    if (noise > 0.35) continue;
    const start = Date.UTC(2016, 0, 1) + day * 86_400_000 + 36_000_000;
    const text = (time) => new Date(time).toISOString().replace('.000', '');
    rows.push(`${text(start)},${text(start + Math.round(noise * 1800) * 1000 + 1000)}`);
  }
  return `${rows.join('\n')}\n`;
}
