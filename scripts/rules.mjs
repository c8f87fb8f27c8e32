// Lists every rule with its wave, lane, severity, tests and fix, and what the catalogue has beside: `npm run rules`.
// It fails where a rule of the first two waves is missing, where a rule lacks cases, or where too few have a fix.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { yamlWithoutEnvironment } from './bundles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const folder = mkdtempSync(join(tmpdir(), 'sla-rules-'));
const outfile = join(folder, 'rules.cjs');
const contents = `
  export { rules } from './server/src/core/rules/index';
  export { hasFix, presetsOf } from './server/src/core/rules/page';
  export { casesOf } from './test/rules/example';

  export { idsOf, waveOf } from './test/rules/catalogue';
`;
const stdin = { contents, resolveDir: root, loader: 'ts' };
const plugins = [yamlWithoutEnvironment];
await build({ stdin, bundle: true, platform: 'node', format: 'cjs', outfile, plugins, logLevel: 'error' });
const { rules, hasFix, presetsOf, casesOf, idsOf, waveOf } = createRequire(import.meta.url)(outfile);
rmSync(folder, { recursive: true, force: true });

const problems = [];
const fixing = new Set(rules.filter(hasFix).map(({ id }) => id));
const rows = rules.map((rule) => {
  const { bad, good } = casesOf(rule);
  // Every bad case is also run with a comment that gives a reason: each is a suppressed case.
  if (bad.length < 2 || good.length < 1)
    problems.push(`${rule.id} has ${bad.length} bad and ${good.length} good cases`);
  return {
    wave: waveOf(rule.id) ?? '–',
    id: rule.id,
    lane: rule.lane,
    severity: rule.severity,
    bad: bad.length,
    good: good.length,
    suppressed: bad.length,
    fix: fixing.has(rule.id) ? 'fix' : '',
    recommended: presetsOf(rule).includes('recommended') ? '' : 'off as recommended',
  };
});
rows.sort((a, b) => String(a.wave).localeCompare(String(b.wave)));

const titles = Object.fromEntries(Object.keys(rows[0]).map((key) => [key, key]));
const columns = Object.keys(titles);
const widths = columns.map((key) => Math.max(...[titles, ...rows].map((row) => String(row[key]).length)));
for (const row of [titles, ...rows])
  console.log(
    columns
      .map((key, at) => String(row[key]).padEnd(widths[at]))
      .join('  ')
      .trimEnd(),
  );

console.log('');
const there = new Set(rules.map(({ id }) => id));
for (const wave of [1, 2, 3]) {
  const ids = idsOf(wave);
  const missing = ids.filter((id) => !there.has(id));
  console.log(
    `wave ${wave}: ${ids.length - missing.length} of ${ids.length}${missing.length === 0 ? '' : `, not ${missing.join(', ')}`}`,
  );
  if (wave < 3 && missing.length > 0) problems.push(`wave ${wave} lacks ${missing.length}`);
  if (wave === 3 && ids.length - missing.length < 45) problems.push('fewer than 45 rules of wave 3');
}
const own = rules.filter(({ id }) => waveOf(id) === undefined).map(({ id }) => id);
console.log(`beside the catalogue: ${own.join(', ')}`);
const share = Math.round((100 * fixing.size) / rules.length);
console.log(`${rules.length} rules, ${fixing.size} with a fix (${share} %)`);
if (share < 60) problems.push(`only ${share} % of the rules have a fix`);
for (const problem of problems) console.error(`npm run rules: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
