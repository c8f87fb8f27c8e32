// Offers files of the workspace where a path is written: data files for data, agreements for agreements.
// It must never look at a disk: the shell says which files there are, relative to the agreement.

import { dataKind } from '../../vocabulary/data-formats';
import type { Ask } from './ask';
import type { Draft } from './item';

const agreement = /\.sla\.(?:ya?ml|json)$/i;

/** The paths that fit a place, the likely ones first, and a pattern for files that are numbered or dated. */
export function pathsAt({ project, place }: Ask): readonly Draft[] {
  const paths = project.facts.paths ?? [];
  const [section] = place.path;
  const isData = section === 'data';
  const fits = (path: string): boolean =>
    isData
      ? dataKind(path) !== undefined && !agreement.test(path)
      : place.path.at(-1) === 'agreement'
        ? agreement.test(path)
        : true;
  const fitting = paths.filter(fits);
  const first = fitting.filter((path) => agreement.test(path));
  const globs = isData ? globsOf(fitting) : [];
  return [...globs, ...first, ...fitting.filter((path) => !agreement.test(path))]
    .slice(0, 500)
    .map((label) => ({ label, kind: 'file', detail: globs.includes(label) ? 'all of these files' : '' }));
}

/** Patterns for files whose names differ in a number or a date only. */
function globsOf(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const glob = path.replace(/\d[\d._-]*\d|\d/, '*');
    if (glob !== path) counts.set(glob, (counts.get(glob) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([glob]) => glob);
}
