// The target line that is dragged: by pointer, or by keys as a slider.
// It must never write anything: it says which target is meant, and when it is to be applied.

import type { PreviewTarget } from '../../../server/src/lsp/protocol';
import type { Chart } from './chart';
import { element, setAttributes } from './dom';
import { clampIndex, nearestIndex, targetNumber, targetText, targetValue } from './numbers';

const steps: ReadonlyMap<string, number> = new Map([
  ['ArrowUp', 1],
  ['ArrowRight', 1],
  ['ArrowDown', -1],
  ['ArrowLeft', -1],
  ['PageUp', 10],
  ['PageDown', -10],
]);

export interface HandlePorts {
  readonly target: PreviewTarget;
  readonly chart: Chart;
  readonly label: string;
  /** What is said of an index, without its number. */
  describe(index: number): string;
  onMove(index: number): void;
  onApply(): void;
  onDragEnd(): void;
}

export interface TargetHandle {
  readonly isDragged: boolean;
  /** Shows an index, wherever it came from. */
  show(index: number): void;
}

export function createHandle(ports: HandlePorts): TargetHandle {
  const { target, chart } = ports;
  const flag = element('span', { class: 'target-flag' });
  const slider = element('div', {
    class: 'target-handle',
    role: 'slider',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': ports.label,
    'aria-valuemin': targetNumber(target, target.least),
    'aria-valuemax': targetNumber(target, target.greatest),
    'data-key': 'target',
  });
  slider.append(flag);
  let shown = target.at;
  let isDragged = false;

  const show = (index: number): void => {
    shown = index;
    const text = targetText(target, index);
    slider.style.transform = `translateY(${chart.place(targetValue(target, index))}px)`;
    flag.textContent = text;
    slider.classList.toggle('moved', index !== target.at);
    setAttributes(slider, {
      'aria-valuenow': targetNumber(target, index),
      'aria-valuetext': `${text}, ${ports.describe(index)}`,
    });
  };
  const move = (index: number): void => {
    const next = clampIndex(target, index);
    if (next === shown) return;
    chart.reach(targetValue(target, next));
    ports.onMove(next);
  };

  slider.addEventListener('keydown', (event) => {
    const next = indexOfKey(event.key, shown, target);
    if (next === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (next === undefined) ports.onApply();
    else move(next);
  });
  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    isDragged = true;
    slider.setPointerCapture(event.pointerId);
    slider.focus({ preventScroll: true });
    event.preventDefault();
  });
  slider.addEventListener('pointermove', (event) => {
    if (!isDragged) return;
    const { top, height } = chart.over.getBoundingClientRect();
    const pixels = Math.min(height, Math.max(0, event.clientY - top));
    move(nearestIndex(target, chart.valueAt(pixels)));
  });
  const end = (): void => {
    if (!isDragged) return;
    isDragged = false;
    ports.onDragEnd();
  };
  slider.addEventListener('pointerup', end);
  slider.addEventListener('pointercancel', end);
  chart.over.append(slider);
  return {
    get isDragged() {
      return isDragged;
    },
    show,
  };
}

/** The index that a key leads to, or undefined where it is no key of a slider. */
export function indexOfKey(key: string, index: number, target: PreviewTarget): number | undefined {
  const step = steps.get(key);
  if (step !== undefined) return clampIndex(target, index + step);
  if (key === 'Home') return target.least;
  if (key === 'End') return target.greatest;
  return key === 'Escape' ? target.at : undefined;
}
