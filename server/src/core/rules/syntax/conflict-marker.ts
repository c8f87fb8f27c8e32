// conflict-marker: a merge of two versions is not resolved.
// It must never choose between the two versions.

import { defineRule } from '../rule';

export const conflictMarker = defineRule({
  id: 'conflict-marker',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A merge of two versions is not resolved.',
  why: 'Two versions of a promise stand in one text, and nobody signed both.',
  bad: `<<<<<<< ours
#<----- Git conflict marker
title: Orders API
=======
title: Orders
>>>>>>> theirs
`,
  good: `title: Orders API
`,
  *check({ file }) {
    for (const { kind, span, message } of file.tree.problems) if (kind === 'conflict') yield { span, message };
  },
});
