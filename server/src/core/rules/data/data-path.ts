// data-path: the path of a data file is absolute, an address, or leaves the folders that are open.
// It must never forbid a path that stays in the workspace, wherever the agreement stands in it.

import { leavesWorkspace } from '../../project-paths';
import { defineRule } from '../rule';
import { message, quoted } from '../say';

export const dataPath = defineRule({
  id: 'data-path',
  category: 'data',
  lane: 'project',
  severity: 'error',
  summary: 'The path of a data file is absolute, an address, or leaves the folders that are open.',
  why: 'An agreement that reaches outside its folder reads what its reader never meant to show, or nothing at all.',
  bad: `data:
  minutes: { file: /var/log/minutes.csv }
#                  ^^^^^^^^^^^^^^^^^^^^ "/var/log/minutes.csv" leaves the workspace
metrics:
  uptime: { type: availability, data: minutes }
`,
  good: `data:
  minutes: { file: data/minutes.csv }
metrics:
  uptime: { type: availability, data: minutes }
`,
  yieldsTo: ['invalid-scalar', 'wrong-shape'],
  *check({ project, file }) {
    for (const { file: path } of file.model.data)
      if (path !== undefined && leavesWorkspace(project, file, path.value))
        yield { span: path.span, message: message(`${quoted(path.value, 60)} leaves the workspace`) };
  },
});
