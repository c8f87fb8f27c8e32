// The marks of windows in the chart: which of them are drawn where there are more than pixels, and their shapes.
// It must never leave out the lowest or the highest window of a column, nor tell verdicts apart by colour alone.

import type { Palette } from '../../../server/src/core/show/palettes';

/** What a mark looks like: a dot, a cross, or a ring. */
export type MarkKind = 'met' | 'missed' | 'other';

export function markKind(letter: string | undefined): MarkKind {
  if (letter === 'm') return 'met';
  return letter === 'b' ? 'missed' : 'other';
}

/**
 * The windows that are drawn: all of them where each has a column of pixels to itself, else of each column and kind the lowest and
 * the highest. Windows without a value are not drawn.
 */
export function drawnWindows(values: readonly (number | null)[], verdicts: string, columns: number): readonly number[] {
  const count = values.length;
  const all: number[] = [];
  if (count <= 2 * columns) {
    for (let window = 0; window < count; window++) if (values[window] != null) all.push(window);
    return all;
  }
  // Two places for each kind: the window with the lowest value of the column, and with the highest.
  const extremes = new Int32Array(6);
  let column = -1;
  const flush = (): void => {
    for (let place = 0; place < 6; place += 2) {
      const [low = -1, high = -1] = [extremes[place], extremes[place + 1]];
      if (low >= 0) all.push(low);
      if (high >= 0 && high !== low) all.push(high);
    }
    extremes.fill(-1);
  };
  extremes.fill(-1);
  for (let window = 0; window < count; window++) {
    const here = Math.floor((window * columns) / count);
    if (here !== column) {
      flush();
      column = here;
    }
    const value = values[window];
    if (value == null) continue;
    const letter = verdicts.charCodeAt(window);
    const place = letter === 109 ? 0 : letter === 98 ? 2 : 4;
    const [low = -1, high = -1] = [extremes[place], extremes[place + 1]];
    if (low < 0 || value < (values[low] ?? Infinity)) extremes[place] = window;
    if (high < 0 || value > (values[high] ?? -Infinity)) extremes[place + 1] = window;
  }
  flush();
  return all;
}

export interface MarkPlaces {
  readonly x: (window: number) => number;
  readonly y: (value: number) => number;
  /** Half the size of a mark, in pixels of the canvas. */
  readonly radius: number;
}

/** Draws windows as dots, crosses and rings, kind by kind, so that the pen changes three times only. */
export function drawMarks(
  pen: CanvasRenderingContext2D,
  windows: readonly number[],
  values: readonly (number | null)[],
  verdicts: string,
  places: MarkPlaces,
  colours: Palette,
): void {
  const paths = { met: new Path2D(), missed: new Path2D(), other: new Path2D() };
  for (const window of windows) {
    const value = values[window];
    if (value == null) continue;
    addMark(paths, markKind(verdicts[window]), places.x(window), places.y(value), places.radius);
  }
  pen.lineWidth = Math.max(1.5, places.radius / 2);
  pen.fillStyle = colours.met;
  pen.fill(paths.met);
  pen.strokeStyle = colours.running;
  pen.stroke(paths.other);
  pen.strokeStyle = colours.missed;
  pen.stroke(paths.missed);
}

function addMark(
  paths: Readonly<Record<MarkKind, Path2D>>,
  kind: MarkKind,
  x: number,
  y: number,
  radius: number,
): void {
  const path = paths[kind];
  if (kind === 'missed') {
    path.moveTo(x - radius, y - radius);
    path.lineTo(x + radius, y + radius);
    path.moveTo(x - radius, y + radius);
    path.lineTo(x + radius, y - radius);
    return;
  }
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, 2 * Math.PI);
}

/** A diamond around each window that another target would end otherwise. */
export function drawChanges(
  pen: CanvasRenderingContext2D,
  windows: readonly number[],
  values: readonly (number | null)[],
  places: MarkPlaces,
  colour: string,
): void {
  const size = places.radius * 2.2;
  pen.beginPath();
  for (const window of windows) {
    const value = values[window];
    if (value == null) continue;
    const [x, y] = [places.x(window), places.y(value)];
    pen.moveTo(x, y - size);
    pen.lineTo(x + size, y);
    pen.lineTo(x, y + size);
    pen.lineTo(x - size, y);
    pen.closePath();
  }
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(1, places.radius / 3);
  pen.stroke();
}
