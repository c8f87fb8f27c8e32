// A window in words and as a sign, the same in chart, strip and table.
// It must never tell how a window ended by colour alone.

import type { OverviewStatus, PreviewGroup, PreviewTarget } from '../../../server/src/lsp/protocol';
import { shape } from './dom';
import { targetValue, valueText } from './numbers';
import type { WordName, Words } from './words';

/** The sign of each letter of a verdict. */
const signs: Readonly<Record<string, readonly [sign: string, word: WordName, style: string]>> = {
  m: ['✓', 'met', 'met'],
  b: ['✕', 'missed', 'missed'],
  r: ['◔', 'running', 'running'],
  u: ['?', 'unknown', 'unknown'],
  n: ['–', 'notApplicable', 'faint'],
  i: ['•', 'reported', 'faint'],
};

export interface WindowWords {
  readonly name: string;
  readonly value: string;
  readonly verdict: string;
  readonly note: string;
  readonly sign: string;
  /** The end of the name of its class. */
  readonly style: string;
}

/** What there is to say of one window of a group. */
export function windowWords(group: PreviewGroup, window: number, unit: string, words: Words): WindowWords {
  const value = group.values[window];
  const [sign, word, style] = signs[group.verdicts[window] ?? 'u'] ?? (['?', 'unknown', 'unknown'] as const);
  const isHistory = group.inTerm[window] === '0';
  return {
    name: group.names[window] ?? '',
    value: value == null ? words.noValue : valueText(value, unit, besides(group.target)),
    verdict: isHistory ? `${words[word]} (${words.beforeTerm})` : words[word],
    note: group.notes[window] ?? '',
    sign,
    style,
  };
}

/** One line: `Oct 2026: 99.94 %, met. A note`. */
export function windowLine({ name, value, verdict, note }: WindowWords): string {
  return `${name}: ${value}, ${verdict}${note === '' ? '' : `. ${note}`}`;
}

function besides(target: PreviewTarget | null | undefined): number | undefined {
  return target == null ? undefined : targetValue(target, target.at);
}

const statusLooks: Readonly<Record<OverviewStatus, readonly [word: WordName, style: string, drawing: string]>> = {
  breached: ['missed', 'missed', 'M4 4 12 12M12 4 4 12'],
  'at-risk': ['atRisk', 'target', 'M8 2 15 14H1ZM8 6v4M8 11.5v1'],
  unknown: ['unknown', 'unknown', 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.7 8 9.2 8 10M8 12v1'],
  running: ['running', 'running', 'M8 1.5a6.5 6.5 0 1 0 .01 0ZM8 4v4l3 2'],
  met: ['met', 'met', 'M2.5 8.5 6 12 13.5 4'],
  'not-judged': ['notJudged', 'faint', 'M8 3a5 5 0 1 0 .01 0Z'],
};

/** The sign of a status, drawn; the word beside it says the same. */
export function statusSign(status: OverviewStatus): SVGElement {
  const [, style, drawing] = statusLooks[status];
  const path = shape('path', { d: drawing, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.75 });
  return shape('svg', { class: `sign sign-${style}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, path);
}

export function statusWord(status: OverviewStatus, words: Words): string {
  return words[statusLooks[status][0]];
}

/** How an objective stands without the word that its status says already. */
export function standingText(standing: string, status: OverviewStatus, words: Words): string {
  const word = statusWord(status, words);
  if (standing === word) return '';
  return standing.startsWith(`${word} · `) ? standing.slice(word.length + 3) : standing;
}
