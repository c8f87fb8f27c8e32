// dependency-cycle: an agreement rests on another one that rests on it in turn.
// It must never speak of two agreements that rest on each other with different objectives, and never walk in a circle itself.

import type { SlaFile } from '../../model/file';
import type { Project } from '../../project';
import { nameOf } from '../../text/uri';
import { defineRule } from '../rule';
import { cut, message, quoted } from '../say';
import { underpinningsOf, type Underpinning } from '../underpinning';

/** Most objectives that are looked at behind one dependency. */
const maximumSteps = 500;

export const dependencyCycle = defineRule({
  id: 'dependency-cycle',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'An agreement rests on another one that rests on it in turn.',
  why: 'Each of them waits for the other, and nobody in the circle promises anything by himself.',
  bad: `# This is the file a.sla.yaml.
parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  other: { name: Other, role: third-party, engagedBy: provider }
dependencies:
  base: { party: other, agreement: a.sla.yaml, objective: availability, for: [availability] }
#                                  ^^^^^^^^^^ "orders-api" → "orders-api"
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  other: { name: Other, role: third-party, engagedBy: provider }
dependencies:
  base: { party: other, agreement: cloud.sla.yaml, objective: compute, for: [availability] }
`,
  yieldsTo: ['reference-unresolved'],
  *check({ project, file }) {
    const told = new Set<SlaFile>();
    for (const { dependency, other, objective } of underpinningsOf(project, file)) {
      const { agreement } = dependency;
      if (other === undefined || agreement === undefined || told.has(other)) continue;
      if (dependency.objective !== undefined && objective === undefined) continue;
      const resting = dependency.objectives.map(({ value }) => value);
      const way = wayBack(project, { file: other, objective: objective?.id }, { file, resting });
      if (way === undefined) continue;
      told.add(other);
      const names = [file, ...way].map(nameOfAgreement);
      yield { span: agreement.span, message: message(names.join(' → ')) };
    }
  },
});

function nameOfAgreement({ model, snapshot }: SlaFile): string {
  return model.id === undefined ? cut(nameOf(snapshot.uri), 24) : quoted(model.id.value, 24);
}

/** An objective of an agreement, or all of it where a dependency names none. */
interface Step {
  readonly file: SlaFile;
  readonly objective: string | undefined;
  readonly before?: Step;
}

interface Start {
  readonly file: SlaFile;
  /** The objectives that rest on the dependency; where none are named, all of them may. */
  readonly resting: readonly string[];
}

/** The agreements on the shortest way from a step back to where it began, both included; undefined where there is none. */
function wayBack(project: Project, first: Step, start: Start): readonly SlaFile[] | undefined {
  const seen = new Set([keyOf(first)]);
  const queue: Step[] = [first];
  for (let index = 0; index < queue.length && index < maximumSteps; index++) {
    const step = queue[index];
    if (step === undefined) break;
    if (isBack(step, start)) return filesTo(step);
    for (const below of underpinningsOf(project, step.file)) {
      const next = nextStep(step, below);
      if (next === undefined || seen.has(keyOf(next))) continue;
      seen.add(keyOf(next));
      queue.push(next);
    }
  }
  return undefined;
}

function isBack({ file, objective }: Step, start: Start): boolean {
  if (file !== start.file) return false;
  return objective === undefined || start.resting.length === 0 || start.resting.includes(objective);
}

function nextStep(step: Step, { dependency, other, objective }: Underpinning): Step | undefined {
  const resting = dependency.objectives.map(({ value }) => value);
  const bears = step.objective === undefined || resting.length === 0 || resting.includes(step.objective);
  if (!bears || other === undefined || (dependency.objective !== undefined && objective === undefined))
    return undefined;
  return { file: other, objective: objective?.id, before: step };
}

function keyOf({ file, objective }: Step): string {
  return `${file.snapshot.uri} ${objective ?? ''}`;
}

function filesTo(step: Step): readonly SlaFile[] {
  const files: SlaFile[] = [];
  for (let each: Step | undefined = step; each !== undefined; each = each.before)
    if (files[0] !== each.file) files.unshift(each.file);
  return files;
}
