// The configuration of a folder: what it may say, what it may not, and that the command line goes by it.
// It must never depend on the machine's date: `--today` is always given.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import Ajv from 'ajv';
import { readConfig, settingsIn } from '../../server/src/core/config';
import { defaultSettings } from '../../server/src/core/project';
import { admits } from '../../server/src/files/config';

const ids = ['credit-tier-gap', 'remedy-missing'];

describe('what a configuration says', () => {
  const read = (text: string): ReturnType<typeof readConfig> => readConfig(text, ids);
  test('preset, severities, and which agreements', () => {
    const { config, problems } = read(
      'preset: strict\nrules:\n  credit-tier-gap: off\n  remedy-missing: hint\ninclude: services/**\nexclude: [old, "*.draft.sla.yaml"]\n',
    );
    assert.deepEqual(problems, []);
    assert.equal(config.preset, 'strict');
    assert.deepEqual(
      [...config.rules],
      [
        ['credit-tier-gap', 'off'],
        ['remedy-missing', 'hint'],
      ],
    );
    assert.deepEqual([config.include, config.exclude], [['services/**'], ['old', '*.draft.sla.yaml']]);
  });
  test('an empty file says nothing', () => assert.deepEqual(read('').problems, []));
  for (const [text, message] of [
    ['preset: strct\n', '"strct" is not one of recommended, strict, transcribe'],
    ['rules: { credit-teir-gap: off }\n', 'No rule "credit-teir-gap"; did you mean "credit-tier-gap"?'],
    ['rules: { credit-tier-gap: fatal }\n', '"fatal" is not one of off, hint, information, warning, error'],
    ['rules: [credit-tier-gap]\n', '"rules" takes rule ids with a severity each'],
    ['rule: { credit-tier-gap: off }\n', '"rule" is not a key here; did you mean "rules"?'],
    ['exclude: ../other\n', 'A pattern stays inside the folder of this file'],
    ['exclude: /etc\n', 'A pattern stays inside the folder of this file'],
    ['exclude: "{a,b}*"\n', 'A pattern takes only * and ?'],
    ['rules: { credit-tier-gap: off, credit-tier-gap: hint }\n', '"credit-tier-gap" stands here twice'],
    ['- a\n', 'The configuration takes the keys preset, rules, include, exclude'],
  ] as const)
    test(`${JSON.stringify(text)} is told`, () =>
      assert.deepEqual(
        read(text).problems.map((problem) => problem.message),
        [message],
      ));
  test('broken YAML is a problem and never throws', () => {
    for (const text of ['rules: {', 'a: b: c', '"', '&a *a', 'rules: *x\n', '<<: {preset: strict}\n'])
      assert.ok(read(text).problems.length > 0, text);
  });
});

test('the schema for other editors takes what is read, and nothing else', () => {
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync('schemas/sla-config.schema.json', 'utf8')) as Record<string, unknown>,
  );
  const good = { preset: 'strict', rules: { 'credit-tier-gap': 'off' }, include: 'a/**', exclude: ['b'] };
  assert.ok(validate(good));
  for (const bad of [{ preset: 'strct' }, { rules: { 'no-such-rule': 'off' } }, { rule: {} }, { exclude: [1] }])
    assert.ok(!validate(bad), JSON.stringify(bad));
});

test('what a person has set wins over what the folder says', () => {
  const { config } = readConfig('preset: strict\nrules: { credit-tier-gap: off, remedy-missing: hint }\n', ids);
  const own = { ...defaultSettings, preset: undefined, rules: new Map([['remedy-missing', 'error' as const]]) };
  const settings = settingsIn(config, own);
  assert.equal(settings.preset, 'strict');
  assert.deepEqual(
    [...settings.rules],
    [
      ['credit-tier-gap', 'off'],
      ['remedy-missing', 'error'],
    ],
  );
  assert.equal(settingsIn(config, { ...own, preset: 'transcribe' }).preset, 'transcribe');
});

test('patterns admit what they name, a folder with all that is in it', () => {
  const { config } = readConfig('include: [services]\nexclude: ["**/old/**", "services/*.draft.sla.yaml"]\n', ids);
  const isAdmitted = (path: string): boolean => admits(config, '/w', `/w/${path}`);
  assert.deepEqual(
    [
      'services/a.sla.yaml',
      'services/x/b.sla.yaml',
      'c.sla.yaml',
      'services/old/d.sla.yaml',
      'services/e.draft.sla.yaml',
    ].map(isAdmitted),
    [true, true, false, false, false],
  );
});

describe('on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-config-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const text = readFileSync('examples/marketing-sales.sla.yaml', 'utf8').replace('kind: internal', 'kind: internl');
  mkdirSync(join(folder, 'old'));
  for (const name of ['a.sla.yaml', 'old/b.sla.yaml']) writeFileSync(join(folder, name), text);
  const run = (config: string, ...args: readonly string[]): { code: number | null; out: string; error: string } => {
    writeFileSync(join(folder, 'sla.config.yaml'), config);
    const all = [resolve('dist/cli.js'), 'check', '--no-data', '--today', '2026-11-25', '--root', folder, ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8', cwd: folder });
    return { code: status, out: stdout, error: stderr };
  };
  test('severities and patterns count', () => {
    assert.equal(run('', '.').code, 1);
    const { code, out } = run('rules: { unknown-value: off }\nexclude: old\n', '.');
    assert.equal(code, 0, out);
    assert.doesNotMatch(out, /b\.sla\.yaml/);
  });
  test('a file that is named is checked, whatever the patterns say', () =>
    assert.match(run('exclude: old\n', 'old/b.sla.yaml').out, /unknown-value/));
  test('where patterns leave out everything, that is said', () => {
    const { code, error } = run('exclude: "**"\n', '.');
    assert.equal(code, 2);
    assert.match(error, /sla\.config\.yaml leaves out all agreements below "\."/);
  });
  test('--preset wins', () => {
    const config = 'preset: transcribe\nrules: { unknown-value: off }\n';
    assert.doesNotMatch(run(config, 'a.sla.yaml', '--rules', 'mean-of-ratios').out, /mean-of-ratios/);
    assert.equal(
      run(config, 'a.sla.yaml', '--preset', 'strict').code,
      run('rules: { unknown-value: off }\n', 'a.sla.yaml', '--preset', 'strict').code,
    );
  });
  test('a mistake in it stops the check, with its place', () => {
    const { code, out, error } = run('rules:\n  unknown-valeu: off\n', '.');
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(error, /^sla: sla\.config\.yaml:2:3: No rule "unknown-valeu"; did you mean "unknown-value"\?$/m);
  });
  test('a link is not followed', () => {
    rmSync(join(folder, 'sla.config.yaml'), { force: true });
    symlinkSync('/etc/passwd', join(folder, 'sla.config.yaml'));
    const { status, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'check', '.', '--root', folder], {
      encoding: 'utf8',
      cwd: folder,
    });
    assert.equal(status, 2);
    assert.match(stderr, /sla\.config\.yaml: it is a link/);
    rmSync(join(folder, 'sla.config.yaml'));
  });
});
