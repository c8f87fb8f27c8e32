// claim-evidence-not-available: a claim needs evidence that only the other side records and that it need not give out.
// It must never take a word for a data source that only looks like one.

import { reader } from '../../model/reader';
import type { Claims } from '../../schema/types.generated';
import type { Text } from '../../model/sla';
import { lacks, rootMap } from '../facts';
import { owedOf } from '../credits';
import { judgedObjectives } from '../judged';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { resolved } from '../../syntax/nodes';

export const claimEvidenceNotAvailable = defineRule({
  id: 'claim-evidence-not-available',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'A claim needs evidence that only the other side records and that it need not give out.',
  why: 'The right can only be used with the help of the one against whom it is used.',
  bad: `data:
  probes: { file: probes.csv }
metrics:
  uptime: { type: availability, data: probes, measuredBy: provider }
claims: { by: customer, within: 60 d, evidence: [probes] }
#                                                ^^^^^^ Only "provider" records "probes"
`,
  good: `data:
  probes: { file: probes.csv }
metrics:
  uptime: { type: availability, data: probes, measuredBy: provider }
claims: { by: customer, within: 60 d, evidence: [probes] }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  publish-report: { responsible: provider, every: month }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    const { model } = file;
    const by = model.claims?.by?.value;
    const claims = reader<Claims>(resolved(rootMap(file)?.entries.find(({ key }) => key.text === 'claims')?.value));
    const evidence = claims.list('evidence');
    const isClaimant = model.parties.some(({ id, role }) => id === by && role?.value === 'customer');
    const isReported = model.responsibilities.some(({ id }) => id === 'publish-report');
    // A report that the agreement promises gives the evidence out as a duty does.
    if (!isClaimant || evidence.length === 0 || isReported || !lacks(file, rootMap(file), 'reporting')) return;
    const owned = recordedBy(file);
    for (const text of evidence) {
      const owner = owned.get(plain(text));
      if (owner === undefined || owner === by) continue;
      yield { span: text.span, message: message(`Only ${quoted(owner, 24)} records ${quoted(text.value, 32)}`) };
    }
  },
});

/** An id and its words are the same: `incident-times` and `Incident times`. */
function plain({ value }: Pick<Text, 'value'>): string {
  return value.trim().toLowerCase().replaceAll(' ', '-');
}

/** Data sources by the party that owes what is measured with them and that alone measures it. */
function recordedBy(file: Parameters<typeof lacks>[0]): ReadonlyMap<string, string> {
  const owners = new Map<string, Set<string | undefined>>();
  const owed = new Map(
    [...owedOf(file.model, judgedObjectives(file.model))].map(({ metric, owedBy }) => [metric, owedBy]),
  );
  for (const metric of file.model.metrics) {
    const data = metric.data?.value;
    if (data === undefined) continue;
    const owedBy = owed.get(metric);
    const isAlone =
      owedBy !== undefined && metric.measuredBy.length > 0 && metric.measuredBy.every(({ value }) => value === owedBy);
    const isChecked = !lacks(file, metric.map, 'verifiedBy');
    const known = owners.get(data) ?? new Set();
    owners.set(data, known.add(isAlone && !isChecked ? owedBy : undefined));
  }
  const certain = [...owners].flatMap(([data, by]) => {
    const [only] = by;
    return by.size === 1 && only !== undefined ? [[data, only] as const] : [];
  });
  return new Map(certain);
}
