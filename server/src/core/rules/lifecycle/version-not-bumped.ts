// version-not-bumped: promises of an agreement in force changed, and its version did not.
// It must never speak of a draft, nor of changes that weaken and strengthen nothing.

import { defineRule, type Fix } from '../rule';
import { replaceScalar, scalarAt } from '../edits';
import { rootMap } from '../facts';
import { cut, message } from '../say';
import { baseOf, directedChanges, wasAgreed } from '../review';

export const versionNotBumped = defineRule({
  id: 'version-not-bumped',
  category: 'lifecycle',
  lane: 'review',
  severity: 'error',
  summary: 'Promises of an agreement in force changed, and its version did not.',
  why: 'Two texts with one version cannot be told apart when somebody asks what was agreed.',
  bad: `status: active
version: 1.0.0
#        ^^^^^ Promises changed, version is still 1.0.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `status: active
version: 1.1.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `status: active
version: 1.1.0
# before: version: 1.0.0
# before: atLeast: 99.5 % (now atLeast: 99.9 %)
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['invalid-scalar'],
  *check({ project, file }) {
    const base = baseOf(project, file);
    const { version } = file.model;
    if (base === undefined || version === undefined || !wasAgreed(base)) return;
    if (base.model.version?.value !== version.value) return;
    const changes = directedChanges(base, file);
    const [first] = changes;
    if (first === undefined) return;
    const isWeaker = changes.some(({ direction }) => direction === 'weaker');
    const node = scalarAt(rootMap(file), 'version');
    const next = nextVersion(version.value, isWeaker);
    const fix: Fix | undefined =
      node === undefined || next === undefined ? undefined : replaceScalar(node, next, `Set version to ${next}`);
    yield {
      span: version.span,
      message: message(`Promises changed, version is still ${cut(version.value)}`),
      related: changes.slice(0, 8).map(({ span, direction, party }) => ({
        span,
        message: message(`${direction === 'weaker' ? 'Weaker' : 'Stronger'} for ${cut(party)}`),
      })),
      fixes: fix === undefined ? [] : [fix],
    };
  },
});

/** A promise that got weaker is no addition to the old ones: the first number counts it. */
function nextVersion(version: string, isWeaker: boolean): string | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.\d{1,9}$/.exec(version);
  if (match === null) return undefined;
  const [, major = '0', minor = '0'] = match;
  return isWeaker ? `${Number(major) + 1}.0.0` : `${major}.${Number(minor) + 1}.0`;
}
