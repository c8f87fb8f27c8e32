// `sla explain`: what a rule finds and why that matters, or what a metric type means, in the terminal.
// It must never say anything that the catalogues do not say.

import { typeCard } from '../core/features/hover/type-card';
import { rules } from '../core/rules/index';
import { ruleById, rulePage } from '../core/rules/page';
import { nearest } from '../core/schema/suggest';
import { metricTypes } from '../core/vocabulary/metrics/index';
import { CannotRun } from './cannot-run';

/** The answer to `sla explain`, as Markdown that reads well as it is. Throws `CannotRun` for a word that is neither rule nor type. */
export function explanation(words: readonly string[]): string {
  const [word, ...more] = words;
  if (more.length > 0) throw new CannotRun('sla explain takes one rule or metric type');
  if (word === undefined) return overview();
  const rule = ruleById(word);
  if (rule !== undefined) return rulePage(rule);
  const card = typeCard(word);
  if (card !== '') return `# ${word}\n\n${plain(card)}\n`;
  const known = [...rules.map(({ id }) => id), ...metricTypes.map(({ id }) => id)];
  const meant = nearest(word, known) ?? typeCalled(word) ?? known.find((id) => id.includes(word));
  throw new CannotRun(
    `there is no rule or metric type "${word}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

/** The metric type that is also called by a word. */
function typeCalled(word: string): string | undefined {
  const plainWord = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim();
  const called = plainWord(word);
  return metricTypes.find(({ aliases }) => aliases.some((alias) => plainWord(alias) === called))?.id;
}

function overview(): string {
  const widest = Math.max(...rules.map(({ id }) => id.length), ...metricTypes.map(({ id }) => id.length));
  const line = (id: string, text: string): string => `${id.padEnd(widest)}  ${text}\n`;
  const ruleLines = rules.map(({ id, summary }) => line(id, summary));
  const typeLines = metricTypes.map(({ id, title }) => line(id, title));
  return `# Rules\n\n${ruleLines.join('')}\n# Metric types\n\n${typeLines.join('')}`;
}

/** A card of the editor without the signs that a terminal would show as they are. */
function plain(markdown: string): string {
  return markdown
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~$&:@/])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\*\*?([^*]+)\*\*?/g, '$1');
}
