// version-order: an agreement supersedes a version that is not older than itself.
// It must never compare the versions of two agreements.

import type { SlaFile } from '../../model/file';
import { entryOf, resolved } from '../../syntax/nodes';
import { scalarAt } from '../edits';
import { rootMap } from '../facts';
import { defineRule, type Fix, type TextEdit } from '../rule';
import { message, cut } from '../say';
import { compareVersions, supersededVersion, versionOf } from '../versions';

export const versionOrder = defineRule({
  id: 'version-order',
  category: 'lifecycle',
  lane: 'static',
  severity: 'error',
  summary: 'An agreement supersedes a version that is not older than itself.',
  why: 'Of two papers nobody can tell which one is in force.',
  bad: `version: 2.9.0
#        ^^^^^ 2.9.0 does not follow 3.0.0
supersedes: orders-api@3.0.0
`,
  good: `version: 3.1.0
supersedes: orders-api@3.0.0
`,
  fixed: `version: 3.1.0
supersedes: orders-api@3.0.0
`,
  yieldsTo: ['invalid-scalar', 'missing-key'],
  *check({ file }) {
    const { model } = file;
    const own = versionOf(model.version?.value);
    const before = supersededVersion(model);
    if (model.version === undefined || model.supersedes === undefined) return;
    if (own === undefined || before === undefined || compareVersions(own, before) > 0) return;
    yield {
      span: model.version.span,
      message: message(`${cut(own.text, 30)} does not follow ${cut(before.text, 30)}`),
      related: [{ span: model.supersedes.span, message: 'What it supersedes' }],
      fixes: bumped(file, own.text, `${before.numbers[0]}.${before.numbers[1] + 1n}.0`),
    };
  },
});

/** The next minor version of what is superseded, in the history as well. */
function bumped(file: SlaFile, from: string, to: string): readonly Fix[] {
  const root = rootMap(file);
  const version = scalarAt(root, 'version');
  const history = root === undefined ? undefined : resolved(entryOf(root, 'history')?.value);
  if (version === undefined || version.style === 'block') return [];
  const edits: TextEdit[] = [{ span: version.span, newText: to }];
  const entry = history?.kind === 'map' ? entryOf(history, from) : undefined;
  if (entry !== undefined && entry.key.style === 'plain') edits.push({ span: entry.key.span, newText: to });
  return [{ title: `Make it ${to}`, edits }];
}
