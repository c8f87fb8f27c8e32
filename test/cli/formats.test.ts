// Runs `sla check` in every format as a pipeline does, and holds SARIF to its schema.
// It must never depend on the machine's date: `--today` is always given.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import Ajv from 'ajv';
import { rules } from '../../server/src/core/rules/index';

const folder = mkdtempSync(join(tmpdir(), 'sla-formats-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync('examples', join(folder, 'examples'), { recursive: true });

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function sla(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 100_000_000,
  });
  return { code: status, out: stdout, error: stderr };
}

const orders = readFileSync('examples/orders-api.sla.yaml', 'utf8');
/** Three mistakes: an error with a fix, one with another place, and a hint. */
const broken = orders
  .replace('owedTo: customer', 'owedTo: custmer')
  .replace('timeZone: Europe/Berlin\npurpose', 'timeZone: Europe/Berln\npurpose');
writeFileSync(join(folder, 'examples/broken.sla.yaml'), broken);

const check = (format: string, path = 'examples'): Answer =>
  sla('check', path, '--today', '2026-11-25', '--format', format);

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly fixes?: readonly unknown[];
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}

const schemaPath = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

/** The published schema, which is of an older draft, for the ajv of today; formats are held to what addresses are. */
function sarifValidator(): (log: unknown) => readonly unknown[] {
  const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>;
  assert.ok($schema !== undefined && id !== undefined);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addFormat('uri-reference', (text: string) => /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text));
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
  const validate = ajv.compile(schema);
  return (log) => (validate(log) ? [] : (validate.errors ?? []));
}

describe('SARIF', () => {
  const { out, code } = check('sarif');
  const log = JSON.parse(out) as Sarif;
  const results = log.runs[0]?.results ?? [];
  const validate = sarifValidator();
  test('is accepted by the schema, which accepts no other thing', () => {
    assert.equal(code, 1);
    assert.deepEqual(validate(log), []);
    assert.notDeepEqual(validate({ ...log, version: '2.0.0' }), []);
    assert.notDeepEqual(validate({ ...log, runs: [{ results }] }), []);
  });
  test('lists every rule, and results point at theirs', () => {
    const listed = log.runs[0]?.tool.driver.rules ?? [];
    assert.deepEqual(
      listed.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    assert.ok(results.length >= 2);
    for (const { ruleId, ruleIndex } of results) assert.equal(listed[ruleIndex]?.id, ruleId);
    assert.ok(results.some(({ fixes }) => fixes !== undefined));
  });
  test('paths are relative, and lines are those of the text', () => {
    const slip = results.find(({ ruleId }) => ruleId === 'unresolved-id');
    const { artifactLocation, region } = slip?.locations[0]?.physicalLocation ?? {};
    assert.equal(artifactLocation?.uri, 'examples/broken.sla.yaml');
    assert.equal(
      broken
        .split('\n')
        [(region?.startLine ?? 0) - 1]?.slice((region?.startColumn ?? 0) - 1, 99)
        .slice(0, 7),
      'custmer',
    );
    assert.doesNotMatch(out, new RegExp(folder));
  });
  test('fingerprints stay when lines above move, and differ from each other', () => {
    const prints = (each: Sarif): readonly string[] =>
      (each.runs[0]?.results ?? []).map(({ partialFingerprints }) => Object.values(partialFingerprints).join());
    writeFileSync(join(folder, 'examples/broken.sla.yaml'), `# A comment\n\n${broken}`);
    const moved = JSON.parse(check('sarif').out) as Sarif;
    writeFileSync(join(folder, 'examples/broken.sla.yaml'), broken);
    assert.deepEqual(prints(moved), prints(log));
    const own = prints(JSON.parse(check('sarif', 'examples/broken.sla.yaml').out) as Sarif);
    assert.equal(new Set(own).size, own.length);
  });
});

test('workflow commands name file, line, column and rule', () => {
  const { out, code } = check('github', 'examples/broken.sla.yaml');
  assert.equal(code, 1);
  assert.match(
    out,
    /^::error file=examples\/broken\.sla\.yaml,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=sla%3A unresolved-id::No party "custmer"; did you mean "customer"\?$/m,
  );
  assert.match(out, /\n1 file: 2 errors, 0 warnings, \d+ notes?\n$/);
});

test('a report of code quality has an issue for each problem, with a fingerprint that stays when lines move', () => {
  interface Issue {
    readonly description: string;
    readonly check_name: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
  }
  const issues = (): readonly Issue[] =>
    JSON.parse(check('gitlab', 'examples/broken.sla.yaml').out) as readonly Issue[];
  const before = issues();
  const slip = before.find(({ check_name }) => check_name === 'unresolved-id');
  const line = broken.split('\n').findIndex((each) => each.includes('custmer')) + 1;
  assert.deepEqual(slip?.location, { path: 'examples/broken.sla.yaml', lines: { begin: line } });
  assert.deepEqual([slip?.severity, slip?.description], ['critical', 'No party "custmer"; did you mean "customer"?']);
  writeFileSync(join(folder, 'examples/broken.sla.yaml'), `# A comment\n\n${broken}`);
  const moved = issues();
  writeFileSync(join(folder, 'examples/broken.sla.yaml'), broken);
  const prints = (list: readonly Issue[]): readonly string[] => list.map(({ fingerprint }) => fingerprint);
  assert.deepEqual(prints(moved), prints(before));
  assert.equal(new Set(prints(before)).size, before.length);
  assert.equal(moved[0]?.location.lines.begin, (before[0]?.location.lines.begin ?? 0) + 2);
});

test('JUnit fails a case for each error and warning, and passes one for a file without', () => {
  const { out } = check('junit');
  assert.match(
    out,
    /<testsuite name="examples\/orders-api\.sla\.yaml" tests="1" failures="0" errors="0">\n +<testcase classname="[^"]+" name="no errors, no warnings"\/>/,
  );
  assert.match(out, /<failure type="error" message="No party &#34;custmer&#34;; did you mean &#34;customer&#34;\?">/);
});

test('Markdown has the problems and what was kept', () => {
  const { out } = check('markdown');
  assert.match(
    out,
    /^\| ❌ error \| \d+ \| `unresolved-id` \| No party "custmer"; did you mean "customer"\?<br>\*fix:\*/m,
  );
  assert.match(out, /^\| `availability` \| ❌ missed \| Oct 2026 \|/m);
});

describe('sla explain', () => {
  test('every rule has a page, the same as in the documentation', () => {
    const { out, code } = sla('explain', 'credit-tier-gap');
    assert.equal(code, 0);
    assert.equal(readFileSync('docs/rules/credit-tier-gap.md', 'utf8').replace(/^<!--.*-->\n\n/, ''), out);
  });
  test('a metric type is told with its formula', () =>
    assert.match(sla('explain', 'availability').out, /Formula: .*judged time/));
  test('a word that is neither is told, with what was meant', () => {
    const { code, error } = sla('explain', 'credit-teir-gap');
    assert.equal(code, 2);
    assert.match(error, /no rule or metric type "credit-teir-gap"; did you mean "credit-tier-gap"\?/);
  });
  test('another name of a metric type is told as that', () =>
    assert.match(
      sla('explain', 'uptime').error,
      /no rule or metric type "uptime"; did you mean "[a-z-]*availability"\?/,
    ));
  test('a rule that is misspelled in --rules is told, with what was meant', () => {
    const { code, error } = sla('check', 'examples', '--rules', 'credit-without-breech');
    assert.equal(code, 2);
    assert.match(error, /no rule "credit-without-breech"; did you mean "credit-without-breach"\?/);
  });
  test('without a word all are listed', () => {
    const { out } = sla('explain');
    for (const { id } of rules) assert.ok(out.includes(`\n${id} `), id);
  });
});

describe('sla check --fix', () => {
  const path = join(folder, 'fix.sla.yaml');
  const fix = (text: string | Buffer, ...args: readonly string[]): Answer & { readonly left: Buffer } => {
    writeFileSync(path, text);
    const answer = sla('check', 'fix.sla.yaml', '--fix', '--no-data', '--today', '2026-11-25', ...args);
    return { ...answer, left: readFileSync(path) };
  };
  test('mends evident slips and checks what is left', () => {
    const { code, error, left } = fix(broken);
    assert.equal(
      left.toString(),
      orders.replace('timeZone: Europe/Berlin\npurpose', 'timeZone: Europe/Berln\npurpose'),
    );
    assert.equal(error, 'fix.sla.yaml: 1 problem mended\n');
    assert.equal(code, 1);
  });
  const credits = orders.replace('{ below: 99.9 %, credit: 10 % }', '{ atMost: 99.9 %, credit: 10 % }');
  test('changes no promise by itself', () => {
    assert.notEqual(credits, orders);
    const { left } = fix(credits);
    assert.equal(left.toString(), credits);
  });
  test('writes what a rule would write where the rule is named', () => {
    const { left } = fix(credits, '--rules', 'credit-at-target');
    assert.equal(left.toString(), orders);
  });
  test('leaves to a person which of several readings is meant', () => {
    const fraction = orders.replace('    for: 99 %\n', '    for: 0.99\n');
    assert.notEqual(fraction, orders);
    assert.equal(fix(fraction).left.toString(), fraction);
    assert.equal(fix(fraction, '--rules', 'invalid-scalar').left.toString(), fraction);
  });
  test('leaves a text without slips byte for byte, and keeps line ends, marks and encodings', () => {
    const crlf = `\ufeff${broken.replaceAll('\n', '\r\n')}`;
    assert.equal(fix(crlf).left.toString(), crlf.replace('custmer', 'customer'));
    const wide = Buffer.from(`\ufeff${broken}`, 'utf16le');
    assert.deepEqual(fix(wide).left, Buffer.from(`\ufeff${broken.replace('custmer', 'customer')}`, 'utf16le'));
    assert.equal(fix(orders).left.toString(), orders);
  });
});
