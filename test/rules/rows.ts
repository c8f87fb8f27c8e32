// Computes what the engine answers for the rows that a case carries, as the editor and the command line would.
// It must never hold a number of its own: what rules say about results is tried on results of true rows.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { noData, type FileData } from '../../server/src/core/project';
import { withheld } from '../../server/src/core/rules/doubt';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';

/** What is known of the data of a text. */
export interface DataOf {
  (text: string): FileData;
}

const milliseconds: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The lines of a file. `@every 1 d 2026-01-01T12:00:00Z 2026-11-24T12:00:00Z {at},100,0` stands for one line each day, the last instant
 * included, with its instant in the place of `{at}`.
 */
export function written(lines: string): string {
  return lines.replace(/^@every (\d+) (\w+) (\S+) (\S+) (.*)$/gm, (_, count, unit: string, from, to, line: string) => {
    const step = Number(count) * (milliseconds[unit] ?? Number.NaN);
    const rows: string[] = [];
    for (let at = Date.parse(String(from)); at <= Date.parse(String(to)); at += step)
      rows.push(line.replaceAll('{at}', new Date(at).toISOString()));
    return rows.join('\n');
  });
}

const folders = mkdtempSync(join(tmpdir(), 'sla-rows-'));
process.on('exit', () => rmSync(folders, { recursive: true, force: true }));

/** Reads files of rows for any text that names them. */
export function dataOfRows(files: ReadonlyMap<string, string>): DataOf {
  let folder: string | undefined;
  const known = new Map<string, FileData>();
  return (text) => {
    if (folder === undefined) {
      folder = mkdtempSync(join(folders, 'case-'));
      for (const [name, lines] of files) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), written(lines));
      }
    }
    let data = known.get(text);
    if (data === undefined) known.set(text, (data = measured(folder, text)));
    return data;
  };
}

function measured(folder: string, text: string): FileData {
  const file = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(file.model);
  const partials = runPlan(planned.plan, runOptions(folder, { wantsFingerprint: true }));
  const { sources, exclusions, timeZoneData } = partials;
  return {
    ...noData,
    columns: new Map(sources.map(({ source, columns }) => [source, columns])),
    samples: new Map(sources.map(({ source, samples }) => [source, samples])),
    measured: {
      ...{ planned, sources, exclusions, timeZoneData },
      results: withheld(file, resultsOf(file.model, planned, partials)),
    },
  };
}
