// Holds every window of the golden examples against the answers of an independent program.
// It must never loosen a tolerance: verdicts are equal, values to 1e-9 relative.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { runPlan } from '../../server/src/engine/run';
import { windowJson } from '../../server/src/cli/report/json';
import { showInstant } from '../../server/src/core/time/civil';

type Json = Readonly<Record<string, unknown>>;
interface Expected {
  readonly agreements: Readonly<
    Record<
      string,
      { readonly objectives: Readonly<Record<string, { readonly asOf: string; readonly windows: readonly Json[] }>> }
    >
  >;
}

const expected = JSON.parse(readFileSync('examples/expected.json', 'utf8')) as Expected;
/** The agreement over the real probe log rests on data beside the project. */
const needsProbeLog = new Set(['digital-editions']);
const shared = resolve('../shared');

function check(path: string, got: unknown, wanted: unknown): string[] {
  if (typeof wanted === 'number' && typeof got === 'number') {
    return Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
      ? []
      : [`${path}: ${got} instead of ${wanted}`];
  }
  if (typeof wanted === 'object' && wanted !== null && typeof got === 'object' && got !== null) {
    return Object.entries(wanted).flatMap(([key, value]) => check(`${path}.${key}`, (got as Json)[key], value));
  }
  return (got ?? null) === wanted ? [] : [`${path}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`];
}

for (const [id, agreement] of Object.entries(expected.agreements)) {
  const isOutside = needsProbeLog.has(id);
  const folder = isOutside ? resolve(shared, 'examples') : resolve('examples');
  const skip =
    isOutside && !existsSync(resolve(shared, 'data/editions-probes.csv'))
      ? 'the real probe log is not beside the project'
      : false;
  describe(id, { skip }, () => {
    if (skip !== false) return;
    const uri = resolve(folder, `${id}.sla.yaml`);
    const { model } = open({ uri, version: 1, text: readFileSync(uri, 'utf8') });
    const planned = planOf(model);
    const partials = runPlan(planned.plan, {
      folder,
      fence: { roots: [isOutside ? shared : resolve('.')], isTrusted: true },
      wantsFingerprint: false,
      maximumBytes: 1e9,
      isCancelled: () => false,
      onProgress: () => undefined,
    });
    const results = resultsOf(model, planned, partials);
    for (const [objective, { asOf, windows }] of Object.entries(agreement.objectives)) {
      const result = results.find((each) => each.objective === objective);
      test(`${objective}: as of`, () =>
        assert.equal(result?.asOf === undefined ? undefined : showInstant(result.asOf), asOf));
      for (const wanted of windows) {
        const group = wanted['group'] === undefined ? '' : ` ${String(wanted['group'])}`;
        test(`${objective} ${String(wanted['window'])}${group}`, () => {
          const window = result?.windows.find(
            (each) => each.window === wanted['window'] && each.group === wanted['group'],
          );
          assert.ok(window, 'there is no such window');
          const json = { ...windowJson(window), unit: result?.unit };
          assert.deepEqual(check('', json, wanted), []);
        });
      }
    }
    test('no source has a bad row', () =>
      assert.deepEqual(
        partials.sources.filter((source) => source.badRows > 0),
        [],
      ));
  });
}
