// topic-missing: an agreement with a customer says nothing about topics that the guideline of the European Union lists.
// It must never judge how a topic is treated, only whether there is a word of it.

import type { SlaFile } from '../../model/file';
import { hasLoss, rootMap } from '../facts';
import { defineRule } from '../rule';
import { message } from '../say';

/** A topic, the words by which it shows, and the metric types that are about it. */
interface Topic {
  readonly name: string;
  /** Parts of words, each in small letters; a text may begin them with a capital. */
  readonly words: readonly string[];
  readonly types?: readonly string[];
}

/** Topics of the Cloud Service Level Agreement Standardisation Guidelines (European Commission, 2014), in short. */
const topics: readonly Topic[] = [
  {
    name: 'availability',
    words: ['availab', 'uptime', 'downtime'],
    types: ['availability', 'probe-availability', 'request-success'],
  },
  { name: 'response time', words: ['latency', 'response time'], types: ['latency', 'first-response-time'] },
  { name: 'support', words: ['support', 'service desk', 'service-desk', 'help desk'], types: ['first-response-time'] },
  { name: 'incident notice', words: ['security-notification', 'notify', 'incident noti'] },
  { name: 'backup', words: ['backup', 'back-up', 'recovery point'], types: ['rpo', 'restore-test-success'] },
  { name: 'reversibility', words: ['return-data', 'reversib', 'portab', 'data export', 'return of'] },
  { name: 'change notice', words: ['changes:', '"changes"', 'change notice'] },
  { name: 'end of the agreement', words: ['terminat', 'notice period'] },
  { name: 'personal data', words: ['data-processing', 'personal data', 'data protection', 'gDPR'] },
  { name: 'security', words: ['kind: security,', 'kind: security }', 'security policy', 'security annex'] },
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
    const prose = proseOf(file);
    const missing = topics.filter((topic) => !isTreated(file, prose, topic)).map(({ name }) => name);
    if (missing.length === 0) return;
    const named = missing.slice(0, 5).join(', ');
    const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
    yield { span: kind.span, message: message(`Nothing about ${named}${more}`) };
  },
});

function isTreated({ model }: SlaFile, prose: string, { words, types = [] }: Topic): boolean {
  if (words.some((word) => has(prose, word))) return true;
  return types.length > 0 && model.metrics.some(({ type }) => types.includes(type?.value ?? ''));
}

/** Sections that may be thousands of lines long; of the metrics the types are looked at, and no words. */
const long: readonly string[] = ['metrics', 'objectives', 'data'];

/** The text of all other sections. */
function proseOf(file: SlaFile): string {
  const entries = rootMap(file)?.entries ?? [];
  return entries
    .filter(({ key }) => !long.includes(key.text))
    .map(({ span }) => file.tree.text.slice(span.start, span.end))
    .join('\n');
}

function has(text: string, word: string): boolean {
  return text.includes(word) || text.includes(`${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
}
