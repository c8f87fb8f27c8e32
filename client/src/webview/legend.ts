// What the marks and lines of the chart mean, drawn with the same shapes.
// It must never name what is not in the chart.

import type { PreviewGroup } from '../../../server/src/lsp/protocol';
import { element, shape } from './dom';
import { targetText, valueText } from './numbers';
import { fill, type Words } from './words';

/** The entries for one group. */
export function legendOf(group: PreviewGroup, unit: string, words: Words): HTMLElement {
  const { baseline, target } = group;
  // A window without a value has no mark.
  const verdicts = [...group.verdicts].filter((_, window) => group.values[window] != null).join('');
  const entries: (readonly [drawing: SVGElement, text: string])[] = [];
  if (verdicts.includes('m')) entries.push([sample('met', circle(true)), words.met]);
  if (verdicts.includes('b')) entries.push([sample('missed', cross()), words.missed]);
  if (/[^mb]/.test(verdicts)) entries.push([sample('running', circle(false)), othersOf(verdicts, words)]);
  if (baseline != null) {
    const band = shape('rect', { x: 0, y: 2, width: 24, height: 12, opacity: 0.3 });
    entries.push([sample('baseline', band), words.range], [sample('baseline', line(undefined)), words.median]);
    if (baseline.written != null)
      entries.push([sample('baseline', line('2 3')), fill(words.written, valueText(baseline.written, unit))]);
  }
  if (target != null)
    entries.push([sample('target', line('6 3')), fill(words.writtenTarget, targetText(target, target.at))]);
  entries.push([sample('text', diamond()), words.changes]);
  const items = entries.map(([drawing, text]) => element('li', {}, drawing, text));
  if (target == null) items.pop();
  return element('ul', { class: 'legend' }, ...items);
}

function othersOf(verdicts: string, words: Words): string {
  const names: readonly (readonly [letter: string, word: string])[] = [
    ['r', words.running],
    ['u', words.unknown],
    ['n', words.notApplicable],
    ['i', words.reported],
  ];
  return names
    .filter(([letter]) => verdicts.includes(letter))
    .map(([, word]) => word)
    .join(', ');
}

function sample(style: string, drawing: SVGElement): SVGElement {
  return shape('svg', { class: `sample sign-${style}`, viewBox: '0 0 24 16', 'aria-hidden': 'true' }, drawing);
}

function circle(isFilled: boolean): SVGElement {
  const look = isFilled ? { fill: 'currentColor' } : { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.75 };
  return shape('circle', { cx: 12, cy: 8, r: 4, ...look });
}

function cross(): SVGElement {
  return shape('path', { d: 'M8 4 16 12M16 4 8 12', stroke: 'currentColor', 'stroke-width': 1.75 });
}

function diamond(): SVGElement {
  return shape('path', { d: 'M12 2 18 8 12 14 6 8Z', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.25 });
}

function line(dashes: string | undefined): SVGElement {
  return shape('path', { d: 'M0 8H24', stroke: 'currentColor', 'stroke-width': 1.75, 'stroke-dasharray': dashes });
}
