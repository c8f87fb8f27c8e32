// What past windows write into an agreement: baselines, targets, steps of tightening; each is read again, with its data.
// It must never take a text for right that the rules, or a slow computation of its own, do not.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { baselineEdit } from '../../server/src/core/features/baselines/baseline-entry';
import { editLine, editReplay, turnedWindows } from '../../server/src/core/features/baselines/edited';
import { baselineEdits, pastActions } from '../../server/src/core/features/baselines/past-actions';
import { rejudged } from '../../server/src/core/features/baselines/rejudged';
import { targetEdit } from '../../server/src/core/features/baselines/target-edit';
import { applied } from '../../server/src/core/features/edits';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, noData, type FileData, type Project } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';
import { toNumber } from '../../server/src/core/scalars/rational';
import { zoneOf } from '../../server/src/core/time/zones';
import { runPlan } from '../../server/src/engine/run';

/** An agreement on the disk with its data, as a server has it. */
function projectOf(
  path: string,
  text = readFileSync(path, 'utf8'),
  today = '2026-11-05',
): { project: Project; file: SlaFile } {
  const uri = pathToFileURL(path).href;
  const file = open({ uri, version: 1, text });
  const planned = planOf(file.model);
  const partials = runPlan(planned.plan, {
    folder: dirname(path),
    fence: { roots: [resolve(dirname(path), '..')], isTrusted: true },
    wantsFingerprint: true,
    maximumBytes: 1e9,
    isCancelled: () => false,
    onProgress: () => undefined,
  });
  const results = resultsOf(file.model, planned, partials);
  const { sources, exclusions, timeZoneData } = partials;
  const data: FileData = { ...noData, measured: { planned, results, partials, sources, exclusions, timeZoneData } };
  return {
    file,
    project: {
      files: new Map([[uri, file]]),
      settings: defaultSettings,
      facts: { today, theme: 'dark' },
      data: new Map([[uri, data]]),
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'sla-baselines-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Fourteen months of a counter by the day; in two of them the target is missed. */
const shares = [99.96, 99.97, 99.94, 99.99, 99.2, 99.98, 99.95, 99.96, 99.97, 99.99, 98.9, 99.98, 99.96, 99.97];
before(() => {
  const rows = shares.flatMap((share, month) => {
    const length = new Date(Date.UTC(2025, month + 1, 0)).getUTCDate();
    return Array.from({ length }, (_, day) => {
      const at = new Date(Date.UTC(2025, month, day + 1)).toISOString();
      return `${at},100000,${day === 0 ? Math.round((100 - share) * 1000 * length) : 0}`;
    });
  });
  writeFileSync(join(folder, 'log.csv'), `at,total,bad\n${rows.join('\n')}\n`);
});

const head = `sla: 1
id: shop
kind: internal
parties:
  ops: { name: Operations, role: provider }
  desk: { name: Desk, role: customer }
data:
  log: { file: log.csv, every: 1 d, columns: { at: at, total: total, bad: bad } }
term: { from: 2026-01-01, to: 2026-12-31 }
`;
const metric = `metrics:
  success:
    type: request-success # what the shop answers
    data: log
`;
const objective = `objectives:
  success:
    metric: success
    atLeast: 99 %
    window: month
    owedBy: ops
    owedTo: desk
    remedies: [report]
`;

function write(text: string, name = 'shop.sla.yaml', today?: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return projectOf(path, text, today);
}

/** The text after the baseline of an objective was written. */
function withBaseline({ project, file }: ReturnType<typeof write>, id = 'success'): string {
  const edits = baselineEdits(project, file, id);
  assert.ok(edits, 'no baseline is written');
  return applied(file.snapshot.text, edits);
}

/** Rules that speak about baselines, by their ids, in a text with its data. */
function said({ project, file }: ReturnType<typeof write>): readonly string[] {
  return runRules(project, file)
    .map(({ rule, message }) => `${rule}: ${message}`)
    .filter((each) => /^(?:baseline|target|tighten|yaml|unknown|invalid|wrong|duplicate)/.test(each));
}

/** What is said of a text and was not said of the one before it. */
function newlySaid(text: string, asked: ReturnType<typeof write>, name?: string): readonly string[] {
  const known = new Set(said(asked));
  return said(write(text, name)).filter((each) => !known.has(each));
}

describe('a baseline', () => {
  test('is written on the metric, with numbers that a slow computation gives, and read again without a finding', () => {
    const first = write(head + metric + objective);
    assert.ok(said(first).some((each) => each.startsWith('target-without-origin')));
    const text = withBaseline(first);
    const sorted = [...shares].sort((a, b) => a - b);
    const median = ((sorted[6] ?? 0) + (sorted[7] ?? 0)) / 2;
    const print = createHash('sha256')
      .update(readFileSync(join(folder, 'log.csv')))
      .digest('hex');
    assert.equal(
      text,
      head +
        metric +
        `    baseline:
      value: ${median} %
      statistic: median
      window: month
      from: 2025-01-01
      to: 2026-02-28
      windows: 14
      lowest: 98.9 %
      highest: 99.99 %
      fingerprint: sha256-${print}
` +
        objective,
    );
    assert.deepEqual(newlySaid(text, first), []);
    assert.ok(!said(write(text)).some((each) => each.startsWith('target-without-origin')));
  });
  test('has another fingerprint when a row changes, which is found', () => {
    const text = withBaseline(write(head + metric + objective));
    const log = readFileSync(join(folder, 'log.csv'), 'utf8');
    try {
      writeFileSync(join(folder, 'log.csv'), log.replace(',100000,0\n', ',100000,1\n'));
      const changed = write(text);
      const fresh = newlySaid(text, write(head + metric + objective)).map((each) => each.split(':')[0]);
      assert.deepEqual(fresh, ['baseline-data-changed']);
      const refreshed = withBaseline(changed);
      assert.notEqual(/fingerprint: (\S+)/.exec(refreshed)?.[1], /fingerprint: (\S+)/.exec(text)?.[1]);
      assert.ok(!said(write(refreshed)).some((each) => each.startsWith('baseline-d')));
    } finally {
      writeFileSync(join(folder, 'log.csv'), log);
    }
  });
  test('is refreshed in its place, with what a person has added', () => {
    const old = `    baseline: # signed by both
      value: 98 % # before the move
      windows: 3
      to: 2025-03-31
      from: 2025-01-01
`;
    const asked = write(head + metric + old + objective);
    const text = withBaseline(asked);
    assert.match(
      text,
      /baseline: # signed by both\n {6}value: 99\.96\d* % # before the move\n {6}windows: 14\n {6}to: 2026-02-28\n {6}from: 2025-01-01\n {6}statistic: median\n/,
    );
    assert.deepEqual(newlySaid(text, write(head + metric + objective)), []);
  });
  test('goes to the objective where two judge one metric', () => {
    const second = objective
      .replace('objectives:\n  success:', '  quarterly:')
      .replace('window: month', 'window: quarter');
    const asked = write(head + metric + objective + second);
    const text = withBaseline(asked, 'quarterly');
    const [, own = ''] = text.split('  quarterly:');
    assert.match(own, /baseline:\n {6}value: 99\.\d+ %\n {6}statistic: median\n {6}window: quarter\n/);
    // Four quarters prove little, which the rule that says so says.
    assert.deepEqual(
      newlySaid(text, asked).map((each) => each.split(':')[0]),
      ['baseline-sample-too-small'],
    );
  });
  test('fits into maps of one line, and into JSON', () => {
    const flow = `metrics: { success: { type: request-success, data: log } }\n`;
    const asked = write(head + flow + objective);
    const text = withBaseline(asked);
    assert.match(text, /data: log, baseline: \{ value: 99\.96\d* %, statistic: median, /);
    assert.deepEqual(newlySaid(text, asked), []);
    const json = JSON.stringify(
      {
        ...{ sla: 1, id: 'shop', kind: 'internal', term: { from: '2026-01-01', to: '2026-12-31' } },
        parties: { ops: { name: 'Operations', role: 'provider' }, desk: { name: 'Desk', role: 'customer' } },
        data: { log: { file: 'log.csv', every: '1 d', columns: { at: 'at', total: 'total', bad: 'bad' } } },
        metrics: { success: { type: 'request-success', data: 'log' } },
        objectives: {
          success: {
            ...{ metric: 'success', atLeast: '99 %', window: 'month', owedBy: 'ops', owedTo: 'desk' },
            remedies: ['report'],
          },
        },
      },
      undefined,
      2,
    );
    const inJson = write(json, 'shop.sla.json');
    const written = withBaseline(inJson);
    const read = JSON.parse(written) as { metrics: { success: { baseline: Record<string, unknown> } } };
    assert.equal(read.metrics.success.baseline['windows'], 14);
    assert.equal(read.metrics.success.baseline['window'], 'month');
    assert.deepEqual(newlySaid(written, inJson, 'shop.sla.json'), []);
  });
  test('is refused for groups, for windows that overlap, without a file, and through an alias', () => {
    const refusal = (text: string, print: string | undefined): string => {
      const { project, file } = write(text);
      const [asked] = file.model.objectives;
      const result = project.data.get(file.snapshot.uri)?.measured?.results[0];
      assert.ok(asked && result);
      const edit = baselineEdit(file, asked, result, print);
      assert.ok('refusal' in edit, JSON.stringify(edit));
      return edit.refusal;
    };
    const rolling = objective.replace('window: month', 'window: rolling 30 d');
    assert.match(refusal(head + metric + rolling, 'sha256-0'), /overlap/);
    assert.match(
      refusal(head + metric + objective.replace('    window', '    per: bad\n    window'), 'sha256-0'),
      /groups/,
    );
    assert.match(refusal(head + metric + objective, undefined), /fingerprint/);
    const alias = head.replace('data:\n', 'x-shared: &shared { value: 99 %, window: month }\ndata:\n');
    assert.match(refusal(alias + metric + '    baseline: *shared\n' + objective, 'sha256-0'), /cannot be edited/);
  });
});

describe('actions at a cursor', () => {
  const at = ({ project, file }: ReturnType<typeof write>, text: string) =>
    pastActions(project, file, { start: file.snapshot.text.indexOf(text), end: file.snapshot.text.indexOf(text) });

  test('compute a baseline, and offer no target that the record does not show', () => {
    const asked = write(head + metric + objective.replace('99 %', '98 %'));
    const titles = at(asked, 'owedBy').map(({ title }) => title);
    // All months have kept 98.9 %, and no whole percent above 98 %.
    assert.deepEqual(titles, ['Compute a baseline of metric "success" from its data']);
  });
  test('write a step where the record shows a stricter target, which no rule finds fault with', () => {
    const asked = write(head + metric + objective.replace('99 %', '98.5 %'));
    const step = at(asked, 'owedBy').find(({ title }) => title.startsWith('Tighten'));
    assert.equal(step?.title, 'Tighten to 98.9 % after 6 windows, which all 14 windows have kept');
    const text = applied(asked.file.snapshot.text, step.edits ?? []);
    assert.match(text, /\n {4}tighten: \{ atLeast: 98\.9 %, afterWindows: 6 \}\n/);
    assert.deepEqual(newlySaid(text, asked), []);
  });
  test('take the step when its condition holds, and not before', () => {
    const tighten = (rest: string): string =>
      head + metric + objective.replace('99 %', '98 %') + `    tighten: { atLeast: 98.5 %, ${rest} }\n`;
    const taken = (rest: string, today = '2026-11-05') => {
      const asked = write(tighten(rest), undefined, today);
      const step = at(asked, 'owedBy').find(({ title }) => title.endsWith(' now'));
      return step === undefined ? undefined : applied(asked.file.snapshot.text, step.edits ?? []);
    };
    // Two months of the term are over, and both were met.
    const text = taken('afterWindows: 2');
    assert.ok(text?.includes('atLeast: 98.5 %') && !text.includes('tighten'));
    assert.equal(taken('afterWindows: 3'), undefined);
    assert.equal(taken('afterWindows: 2, notBefore: 2026-12-01'), undefined);
    assert.ok(taken('afterWindows: 2, notBefore: 2026-12-01', '2026-12-01'));
    assert.equal(taken('notBefore: 2026-01-01'), undefined);
  });
  test('are none for an indicator, in a text that cannot be read, and away from both clauses', () => {
    const indicator = objective.replace('    atLeast: 99 %\n', '    status: indicator\n');
    assert.deepEqual(at(write(head + metric + indicator), 'owedBy'), []);
    assert.deepEqual(at(write(`${head}${metric}${objective}\t: [`), 'owedBy'), []);
    assert.deepEqual(at(write(head + metric + objective), 'parties'), []);
  });
});

describe('another target', () => {
  const { file } = write(head + metric + objective);
  const refused = (text: string, id = 'success', group?: string): string => {
    const change = targetEdit(file, id, group, text);
    return 'refusal' in change ? change.refusal : `written ${change.target}`;
  };
  test('takes the place of the one that stands', () => {
    assert.equal(refused('99.95 %'), 'written 99.95 %');
    assert.equal(refused('99.95%'), 'written 99.95 %');
    assert.equal(refused('99.99999999999 %'), 'written 99.99999999999 %');
    const counted =
      head + metric.replace('request-success', 'incident-count') + objective.replace('99 %', '9 incidents');
    const change = targetEdit(open({ ...file.snapshot, text: counted }), 'success', undefined, '7');
    assert.ok('target' in change && change.target === '7 incidents', JSON.stringify(change));
  });
  test('is refused where it is none, has another unit, or there is nothing to replace', () => {
    assert.match(refused('often'), /is no target|is not in the unit/);
    assert.match(refused('4 h'), /not in the unit of ≥ 99 %/);
    assert.match(refused('1 %', 'nothing'), /there is no objective "nothing"/);
    assert.match(refused('99 % }\n  evil: { metric: success'), /no target/);
  });
  test('needs a group where targets are by group, and is the share or the bound under "for"', () => {
    const text = head + metric + objective.replace('atLeast: 99 %', 'targets: { P1: { atLeast: 99 % } }\n    per: bad');
    const grouped = open({ uri: 'file:///g.sla.yaml', version: 1, text });
    assert.match(JSON.stringify(targetEdit(grouped, 'success', undefined, '98 %')), /name one of P1/);
    assert.match(JSON.stringify(targetEdit(grouped, 'success', 'P2', '98 %')), /no target for the group/);
    assert.match(JSON.stringify(targetEdit(grouped, 'success', 'P1', '98 %')), /"98 %"/);
    const share = open({
      uri: 'file:///s.sla.yaml',
      version: 1,
      text: head + metric + objective.replace('atLeast: 99 %', 'for: 95 %\n    atMost: 300 ms'),
    });
    const place = (target: string): string => {
      const change = targetEdit(share, 'success', undefined, target);
      return 'edits' in change ? applied(share.snapshot.text, change.edits) : change.refusal;
    };
    assert.match(place('90 %'), /for: 90 %\n {4}atMost: 300 ms/);
    assert.match(place('0.2 s'), /for: 95 %\n {4}atMost: 0\.2 s/);
  });
});

describe('an edit that is not saved', () => {
  test('is told beside the saved text: target and window, without reading data for the target', () => {
    const saved = write(head + metric + objective);
    const measured = saved.project.data.get(saved.file.snapshot.uri)?.measured;
    assert.ok(measured);
    const edited = open({
      ...saved.file.snapshot,
      version: 2,
      text: saved.file.snapshot.text.replace('99 %', '99.95 %'),
    });
    const results = rejudged(edited, measured);
    assert.ok(results);
    const replay = editReplay({ ...noData, measured: { ...measured, results }, before: measured.results }, 'success');
    assert.ok(replay);
    assert.equal(editLine(replay), '3 of 14 missed (saved: 1 of 14 missed)');
    const zone = zoneOf('UTC');
    assert.ok(zone);
    assert.deepEqual(turnedWindows(replay, zone, 1), ['Mar 2025 met → missed', '1 more window']);
    const quarters = open({
      ...saved.file.snapshot,
      version: 3,
      text: saved.file.snapshot.text.replace('month', 'quarter'),
    });
    assert.equal(rejudged(quarters, measured), undefined);
    assert.equal(editReplay({ ...noData, measured, before: measured.results }, 'success'), undefined);
  });
  test('is told of where only the money changes, before the term too', () => {
    const paid = (fee: string): string =>
      `fees: { monthly: ${fee} per month }\nremedies: { report: { kind: service-credit, of: monthly, tiers: [{ below: 99 %, credit: 10 % }] } }\n`;
    const saved = write(head + metric + objective + paid('1000 EUR'));
    const measured = saved.project.data.get(saved.file.snapshot.uri)?.measured;
    assert.ok(measured);
    const results = rejudged(
      open({ ...saved.file.snapshot, text: saved.file.snapshot.text.replace('1000', '2000') }),
      measured,
    );
    const replay = editReplay(
      { ...noData, measured: { ...measured, results: results ?? [] }, before: measured.results },
      'success',
    );
    assert.ok(replay);
    assert.equal(editLine(replay), '1 of 14 missed, 200 EUR of credits (saved: 1 of 14 missed, 100 EUR of credits)');
    assert.match(editLine({ ...replay, undecided: 2 }), /\); 2 windows left out that missing data could decide$/);
  });
});

const probes = resolve('../shared/examples/digital-editions.sla.yaml');
const lack = existsSync(probes) && existsSync(resolve('../shared/data/editions-probes.csv'));
describe('over the real probe log', { skip: lack ? false : 'the real probe log (../shared/data) is not here' }, () => {
  if (!lack) return;
  test('the baseline of the latency is written, read again, and no rule finds fault with it', () => {
    const first = projectOf(probes);
    const text = withBaseline(first, 'latency');
    const again = projectOf(probes, text);
    const latency =
      again.file.model.metrics.find((each) => each.baseline !== undefined && each.id === 'duration') ??
      again.file.model.objectives.find(({ id }) => id === 'latency');
    assert.ok(latency?.baseline?.value);
    const [before_, after_] = [first, again].map((each) => said(each).length);
    assert.equal(after_, before_);
    assert.ok(toNumber(latency.baseline.value.value.value) > 0);
  });
});
