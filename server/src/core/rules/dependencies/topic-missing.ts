// topic-missing: an agreement with a customer says nothing about topics that the guideline of the European Union lists.
// It must never judge how a topic is treated, only whether there is a word of it.

import type { SlaFile } from '../../model/file';
import { metricType } from '../../vocabulary/metrics/index';
import { hasLoss } from '../facts';
import { defineRule } from '../rule';
import { message } from '../say';

/** A topic, the words by which it shows, and the metric types that are about it. */
interface Topic {
  readonly name: string;
  readonly words: RegExp;
  readonly types?: readonly string[];
}

/** Topics of the Cloud Service Level Agreement Standardisation Guidelines (European Commission, 2014), in short. */
const topics: readonly Topic[] = [
  { name: 'availability', words: /availab|uptime|downtime/i },
  { name: 'response time', words: /latency|response time/i, types: ['latency', 'delay', 'first-response-time'] },
  { name: 'support', words: /support|service[- ]desk|help[- ]desk/i, types: ['first-response-time'] },
  { name: 'incident notice', words: /security-notification|notify|incident notice|incident notification/i },
  { name: 'backup', words: /back-?up|\brpo\b|recovery point/i, types: ['rpo', 'restore-test-success'] },
  { name: 'reversibility', words: /return-data|reversib|portab|data export|return of (?:the )?data|exit plan/i },
  { name: 'change notice', words: /^changes:|"changes":|change notice/im },
  { name: 'end of the agreement', words: /terminat|notice period/i },
  { name: 'personal data', words: /data-processing|personal data|data protection|\bGDPR\b/i },
  { name: 'security', words: /kind: security\b|security (?:policy|annex|schedule|measures)/i },
];

export const topicMissing = defineRule({
  id: 'topic-missing',
  category: 'dependencies',
  lane: 'static',
  severity: 'information',
  summary: 'An agreement with a customer says nothing about topics that the guideline of the European Union lists.',
  why: 'What an agreement leaves out is settled when it is needed, which is when the two sides agree least.',
  bad: `kind: customer
#     ^^^^^^^^ Nothing about response time, support, incident notice, backup, reversibility and 4 more
`,
  good: `kind: customer
purpose: Says how much Downtime there may be, how support answers, and what the response time is
references:
  security: { kind: security, title: Security annex }
  privacy: { kind: data-processing, title: Processing of personal data }
changes: { procedure: written amendment, notice: 90 d }
responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  security-notification: { responsible: provider, within: 24 h }
  backup: { responsible: provider, every: day }
  return-data: { responsible: provider, within: 30 d, note: after the termination of the agreement }
`,
  offIn: ['recommended', 'transcribe'],
  yieldsTo: ['unknown-value'],
  *check({ file }) {
    const { kind } = file.model;
    if (kind?.value !== 'customer' || hasLoss(file.tree)) return;
    const missing = topics.filter((topic) => !isTreated(file, topic)).map(({ name }) => name);
    if (missing.length === 0) return;
    const named = missing.slice(0, 5).join(', ');
    const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
    yield { span: kind.span, message: message(`Nothing about ${named}${more}`) };
  },
});

function isTreated({ model, tree }: SlaFile, { words, types }: Topic): boolean {
  if (words.test(tree.text)) return true;
  return types !== undefined && model.metrics.some(({ type }) => types.includes(metricType(type?.value)?.id ?? ''));
}
