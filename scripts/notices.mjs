// Writes down whose work is inside the bundles of dist/, with the licences that ask to be passed on: THIRD-PARTY-NOTICES.md.
// It must never leave out a package that is bundled: the list comes from the bundler.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundles } from './bundles.mjs';

/** The folders of the packages that are part of any bundle. */
async function bundledPackages(root) {
  const folders = new Set();
  for (const options of bundles()) {
    const { metafile } = await build({ ...options, absWorkingDir: root, write: false, metafile: true, minify: false });
    for (const path of Object.keys(metafile.inputs)) {
      const match = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
      if (match !== null) folders.add(match[0]);
    }
  }
  return [...folders];
}

/** The licence of a package as its author wrote it, or nothing where the package holds none. */
function licenceText(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(file));
  return name === undefined ? '' : readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}

/** The page of notices. */
export async function noticesPage(root, notice) {
  const packages = (await bundledPackages(root)).map((path) => {
    const folder = join(root, path);
    const { name, version, license, homepage = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name, version, license, homepage, text: existsSync(folder) ? licenceText(folder) : '' };
  });
  const unlicensed = packages.find(({ license, text }) => typeof license !== 'string' && text === '');
  if (unlicensed !== undefined) throw new Error(`${unlicensed.name} states no licence`);
  const sections = packages
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, license, homepage, text }) =>
      [
        `## ${name} ${version}`,
        '',
        `Licence: ${license}${homepage === '' ? '' : `. ${homepage}`}`,
        ...(text === '' ? [] : ['', '```text', text.replaceAll('```', "'''"), '```']),
      ].join('\n'),
    );
  const opening = [
    `<!-- ${notice} -->`,
    '',
    '# Third-party notices',
    '',
    'SLA as Code contains the packages below. The dates of public holidays, and the names of the countries and regions that keep them, are data of date-holidays, which rest on articles of Wikipedia and are used under Creative Commons (CC BY-SA 3.0, stated as CC-BY-3.0 in its manifest); its attributions are part of its notice. They are read as they are, and only whole days are taken from them.',
  ].join('\n');
  return `${[opening, ...sections].join('\n\n')}\n`;
}
