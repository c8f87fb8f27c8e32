// Agreements that are large in another way than by their rows: incidents on calendars with holidays, and hundreds of objectives.
// It must never measure an agreement that nobody would write: each of its objectives asks for something else.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine, folder, least, line, numbersFrom, planned, results } from './kit.mjs';

const incidents = 100_000;
const requests = 1_000_000;
const services = 20;

/** Time to restore of incidents within business hours, with the holidays of a country and its region, in four priorities. */
export async function incidentsLine() {
  const next = numbersFrom(7);
  const start = Date.UTC(2025, 0, 1);
  const rows = Array.from({ length: incidents }, (_, index) => {
    const from = start + Math.floor((index * 365 * 86_400_000) / incidents / 1000) * 1000;
    const to = from + Math.floor(next() ** 3 * 5 * 86_400) * 1000;
    return `${new Date(from).toISOString()},${new Date(to).toISOString()},P${1 + Math.floor(next() * 4)}\n`;
  });
  writeFileSync(join(folder, 'incidents.csv'), `start,end,priority\n${rows.join('')}`);
  const agreement = planned(`sla: 1
id: incidents
timeZone: Europe/Berlin
term: { from: 2025-01-01, to: 2025-12-31 }
calendars:
  office: { timeZone: Europe/Berlin, hours: { mon-fri: "08:00-18:00" }, holidays: { country: DE, region: BY } }
data:
  tickets: { file: incidents.csv }
metrics:
  restore: { type: time-to-restore, data: tickets }
objectives:
  restored: { metric: restore, for: 90 %, atMost: 8 business hours, calendar: office, window: month, per: priority }
`);
  const holidays = await engine.loadHolidayBook();
  const run = () => results(agreement, folder, holidays);
  const counted = run()[0].windows.reduce((sum, window) => sum + window.n + (window.pending ?? 0), 0);
  if (counted !== incidents) throw new Error(`The engine counted ${counted} of ${incidents} incidents.`);
  // A process that runs for as long as an editor does has compiled what it runs often.
  const [own] = await least(8, run);
  return line(
    '100,000 incidents, business hours and holidays',
    own,
    'ms',
    80,
    'time to restore by priority and month, DE-BY, holidays loaded; best of 8',
  );
}

/** What each service is promised. */
const promises = [
  ['request-success', '', 'atLeast: 99.5 %', 'month'],
  ['request-success', '', 'atLeast: 99 %', 'week'],
  ['latency', 'p50', 'atMost: 100 ms', 'month'],
  ['latency', 'p95', 'atMost: 500 ms', 'month'],
  ['latency', 'p99', 'atMost: 800 ms', 'month'],
  ['latency', 'mean', 'atMost: 300 ms', 'month'],
  ['latency', 'max', 'atMost: 2 s', 'month'],
  ['latency', '', 'for: 99 %, atMost: 700 ms', 'month'],
  ['latency', '', 'for: 90 %, atMost: 400 ms', 'month'],
  ['latency', 'p95', 'atMost: 400 ms', 'quarter'],
];

function agreementOf(count, chosen) {
  const all = Array.from({ length: count }, (_, service) => chosen.map((promise) => [service, promise])).flat();
  const metric = ([service, [type, statistic]], index) =>
    `  m${index}: { type: ${type}, data: log${statistic === '' ? '' : `, statistic: ${statistic}`}, where: 'service == "service-${service}"' }`;
  const objective = ([, [, , bound, window]], index) =>
    `  o${index}: { metric: m${index}, ${bound}, window: ${window} }`;
  return planned(`sla: 1
id: objectives
timeZone: Europe/Berlin
term: { from: 2025-01-01, to: 2025-12-31 }
data:
  log: { file: services.csv, timeZone: UTC, columns: { value: ms } }
metrics:
${all.map(metric).join('\n')}
objectives:
${all.map(objective).join('\n')}
`);
}

/** 20 services with 10 promises each (success, percentiles, means, shares; by week, month and quarter) against one of them alone. */
export async function objectivesLine() {
  const next = numbersFrom(11);
  const start = Date.UTC(2025, 0, 1);
  let text = 'at,ok,ms,service\n';
  for (let index = 0; index < requests; index++) {
    const at = new Date(start + Math.floor((index * 365 * 86_400_000) / requests)).toISOString();
    text += `${at},${next() < 0.999},${(20 + next() ** 4 * 900).toFixed(1)},service-${Math.floor(next() * services)}\n`;
  }
  writeFileSync(join(folder, 'services.csv'), text);
  const many = agreementOf(services, promises);
  const one = agreementOf(1, [promises[3]]);
  const [alone, all] = await least(
    6,
    () => results(one),
    () => results(many),
  );
  return line(
    `${many.planned.objectives.length} objectives over one file of 1 M rows (CSV)`,
    all / alone,
    'x one of them',
    3,
    `${all.toFixed(0)} ms against ${alone.toFixed(0)} ms; ${services} services with ${promises.length} promises each; best of 6`,
  );
}
