// The cost of a log that has grown by 1 % since it was read: at most 20 ms of CPU at ten million rows.
// It must never measure a whole scan: what was read before is not read again.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { engine, folder, least, line, numbersFrom, planned, runOptions } from './kit.mjs';

const rounds = 5;

/** The line of the table; the log is the one that `scanLines` has left in the folder, and grows in each round. */
export async function appendLines(rows) {
  const words = ['p50', 'p95', 'p99'];
  const { planned: agreement } = planned(
    [
      'sla: 1\nid: growing\ntimeZone: Europe/Berlin\nterm: { from: 2025-01-01, to: 2026-12-31 }',
      'data:\n  log: { file: requests.csv, timeZone: UTC, columns: { at: at, value: ms } }',
      `metrics:\n${words.map((word) => `  ${word}: { type: latency, data: log, statistic: ${word} }`).join('\n')}`,
      `objectives:\n${words.map((word) => `  ${word}: { metric: ${word}, atMost: 500 ms, window: month }`).join('\n')}\n`,
    ].join('\n'),
  );
  const kept = new engine.KeptRuns();
  const [run] = engine.readRuns([{ plan: agreement.plan, options: runOptions(folder) }]);
  kept.keep('growing', run, run.answer());
  const next = numbersFrom(11);
  const added = rows / 100;
  let [counted, from] = [rows, Date.UTC(2026, 0, 1)];
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const lines = Array.from({ length: added }, (_, index) => {
      const at = new Date(from + index * 3_153).toISOString();
      return `${at},true,${(20 + next() ** 4 * 900).toFixed(1)},us-east-1\n`;
    });
    from += added * 3_153;
    appendFileSync(join(folder, 'requests.csv'), lines.join(''));
    counted += added;
    let answer;
    const [own] = await least(1, () => (answer = kept.answer('growing')));
    if (answer?.sources[0]?.rows !== counted) throw new Error(`The log was not read on: ${answer?.sources[0]?.rows}`);
    best = Math.min(best, own);
  }
  return [
    line('1 % added to a log (CSV)', best, 'ms', 20, `${added.toLocaleString('en')} new rows, best of ${rounds}`),
  ];
}
