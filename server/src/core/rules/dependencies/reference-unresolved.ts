// reference-unresolved: a dependency names an agreement, or an objective in it, that does not exist.
// It must never speak of a path outside the open folders, nor of an agreement that could not be read.

import type { SlaFile } from '../../model/file';
import type { Dependency } from '../../model/sla';
import type { Project } from '../../project';
import { fileAt, resolveInside } from '../../project-paths';
import { nearest } from '../../schema/suggest';
import { pathBetween, uriKey } from '../../text/uri';
import { replaceScalar, scalarAt } from '../edits';
import { hasLoss } from '../facts';
import { defineRule, type Fix, type Yield } from '../rule';
import { hint, quoted } from '../say';

export const referenceUnresolved = defineRule({
  id: 'reference-unresolved',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'A dependency names an agreement, or an objective in it, that does not exist.',
  why: 'What one stands on cannot be checked where nobody knows what was promised.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: computer, for: [availability] }
#                                                                ^^^^^^^^ No objective "computer" in "cloud.sla.yaml"; did you mean "compute"?
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
`,
  fixed: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  compute: { party: cloud, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
`,
  yieldsTo: ['wrong-shape'],
  *check({ project, file }) {
    for (const dependency of file.model.dependencies) {
      const { agreement, objective } = dependency;
      if (agreement === undefined) continue;
      const other = fileAt(project, file, agreement.value);
      if (other === undefined) yield* missingFile(project, file, dependency, agreement.value);
      else if (objective !== undefined && !hasLoss(other.tree)) {
        const ids = other.model.objectives.map(({ id }) => id);
        if (ids.length === 0 || ids.includes(objective.value)) continue;
        const meant = nearest(objective.value, ids);
        yield {
          span: objective.span,
          message: hint(`No objective ${quoted(objective.value, 24)} in ${quoted(agreement.value, 32)}`, meant),
          fixes: replaced(dependency, 'objective', meant),
        };
      }
    }
  },
});

function* missingFile(project: Project, file: SlaFile, dependency: Dependency, path: string): Generator<Yield> {
  const { agreement } = dependency;
  const { agreements } = project.facts;
  const uri = resolveInside(project, file, path);
  // Only of files whose names say that they are agreements is the list complete.
  if (agreement === undefined || uri === undefined || agreements === undefined || !isAgreement(path)) return;
  if (agreements.has(uriKey(uri))) return;
  const paths = [...project.files.keys()].flatMap((each) => pathBetween(file.snapshot.uri, each) ?? []);
  const meant = nearest(path, paths);
  yield {
    span: agreement.span,
    message: hint(`No agreement ${quoted(path, 48)}`, meant),
    fixes: replaced(dependency, 'agreement', meant),
  };
}

function isAgreement(path: string): boolean {
  return /\.sla\.(?:ya?ml|json)$/.test(path);
}

function replaced({ map }: Dependency, key: string, meant: string | undefined): readonly Fix[] {
  const node = map === undefined ? undefined : scalarAt(map, key);
  const fix = node === undefined || meant === undefined ? undefined : replaceScalar(node, meant);
  return fix === undefined ? [] : [fix];
}
