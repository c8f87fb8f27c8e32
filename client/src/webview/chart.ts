// The chart of a group: one mark for each window, the band of the baseline with its median, and the target as it is written.
// It must never draw all windows anew because a target moves: what changes lies on a canvas of its own above.

import uPlot from 'uplot';
import type { PreviewGroup } from '../../../server/src/lsp/protocol';
import { element } from './dom';
import { drawChanges, drawMarks, drawnWindows, type MarkPlaces } from './marks';
import { valueText } from './numbers';
import { canvasFont, palette } from './theme';

const height = 250;
/** Room beside the plot for the flag of the target, so that it covers no window; a narrow panel has none to give. */
const flagPixels = 96;
const narrowPixels = 420;
const edgePixels = 12;
const labelPixels = 7;

export interface ChartPorts {
  readonly host: HTMLElement;
  readonly group: PreviewGroup;
  readonly unit: string;
  /** The target as it is written, in the unit of the values. */
  readonly written: number | undefined;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  /** The window below the pointer, or none. */
  onPoint(window: number | undefined): void;
  /** The scales have changed, so that whatever lies on the chart has to move. */
  onLayout(): void;
}

export interface Chart {
  /** The area of the plot, which what can be dragged is put into. */
  readonly over: HTMLElement;
  /** The distance of a value from the upper edge of the plot, and the value at a distance; in CSS pixels. */
  place(value: number): number;
  valueAt(pixels: number): number;
  /** Marks windows that would end otherwise. */
  markChanges(windows: readonly number[]): void;
  /** Makes the scale reach a value. */
  reach(value: number): void;
  redraw(): void;
  destroy(): void;
}

export function createChart(ports: ChartPorts): Chart {
  const { host, group, unit, written } = ports;
  const count = group.names.length;
  const layer = element('canvas', { class: 'changes', 'aria-hidden': 'true' });
  let range = valueRange(group, written);
  let drawn: readonly number[] = [];
  let isDrawn = new Uint8Array(count);
  let changes: readonly number[] = [];

  const places = (plot: uPlot): MarkPlaces => {
    const { left, top, width, height: tall } = plot.bbox;
    const [low, high] = range;
    return {
      x: (window) => left + ((window + 0.5) / count) * width,
      y: (value) => top + (1 - (value - low) / (high - low)) * tall,
      radius: Math.min(4.5, Math.max(2, width / devicePixelRatio / count / 4)) * devicePixelRatio,
    };
  };
  const draw = (plot: uPlot): void => {
    const colours = palette();
    const { left, top, width, height: tall } = plot.bbox;
    const place = places(plot);
    plot.ctx.save();
    plot.ctx.beginPath();
    plot.ctx.rect(left, top, width, tall);
    plot.ctx.clip();
    drawBand(plot, place, group, colours.baseline);
    if (written !== undefined) drawLine(plot, place.y(written), colours.target, [8, 5]);
    drawn = drawnWindows(group.values, group.verdicts, width);
    isDrawn = new Uint8Array(count);
    for (const window of drawn) isDrawn[window] = 1;
    drawMarks(plot.ctx, drawn, group.values, group.verdicts, place, colours);
    plot.ctx.restore();
    drawLayer(plot);
    ports.onLayout();
  };
  const drawLayer = (plot: uPlot): void => {
    const { left, top, width, height: tall } = plot.bbox;
    if (layer.width !== width || layer.height !== tall) [layer.width, layer.height] = [width, tall];
    const pen = layer.getContext('2d');
    if (pen === null) return;
    pen.clearRect(0, 0, width, tall);
    pen.save();
    pen.translate(-left, -top);
    const seen = changes.filter((window) => isDrawn[window] === 1);
    drawChanges(pen, seen, group.values, places(plot), palette().text);
    pen.restore();
  };

  const plot = new uPlot(
    {
      width: Math.max(200, host.clientWidth),
      height,
      padding: [edgePixels, () => flagRoom(host, group), 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false, setScale: false }, y: false, points: { show: false } },
      scales: { x: { time: false, range: () => [-0.5, count - 0.5] }, y: { range: () => range } },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [nameAxis(group.names), valueAxis(unit)],
      hooks: {
        draw: [draw],
        setCursor: [(each) => ports.onPoint(each.cursor.idx ?? undefined)],
      },
    },
    [Array.from({ length: count }, (_, window) => window), [...group.values]],
    host,
  );
  plot.ctx.canvas.setAttribute('role', 'img');
  plot.ctx.canvas.setAttribute('aria-label', ports.label);
  plot.over.append(layer);
  const resized = new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientWidth !== plot.width) plot.setSize({ width: host.clientWidth, height });
  });
  resized.observe(host);

  return {
    over: plot.over,
    place: (value) => plot.valToPos(value, 'y'),
    valueAt: (pixels) => plot.posToVal(pixels, 'y'),
    markChanges: (windows) => {
      changes = windows;
      drawLayer(plot);
    },
    reach: (value) => {
      const [low, high] = range;
      if (value >= low && value <= high) return;
      const margin = (high - low) * 0.05;
      range = [Math.min(low, value - margin), Math.max(high, value + margin)];
      plot.setScale('y', { min: range[0], max: range[1] });
    },
    redraw: () => plot.redraw(false, true),
    destroy: () => {
      resized.disconnect();
      plot.destroy();
    },
  };
}

/** The room on the right, which the styles of the flag are told as well. */
function flagRoom(host: HTMLElement, { target }: PreviewGroup): number {
  const room = target == null || host.clientWidth < narrowPixels ? edgePixels : flagPixels;
  host.style.setProperty('--sla-flag-room', `${room}px`);
  return room;
}

/** From the lowest to the highest of all that is drawn, with a margin. */
function valueRange({ values, baseline, target }: PreviewGroup, written: number | undefined): [number, number] {
  let [low, high] = [written ?? Infinity, written ?? -Infinity];
  const take = (value: number | null | undefined): void => {
    if (value == null) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  values.forEach(take);
  take(baseline?.written);
  if (target?.suggested != null) take(target.suggested * Number(target.step) * target.scale);
  if (low > high) return [0, 1];
  const margin = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.01, 0.001);
  return [low - margin, high + margin];
}

function drawBand(plot: uPlot, { y }: MarkPlaces, { baseline }: PreviewGroup, colour: string): void {
  const { ctx, bbox } = plot;
  if (baseline === undefined || baseline === null) return;
  const [top, bottom] = [y(baseline.highest), y(baseline.lowest)];
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.14;
  ctx.fillRect(bbox.left, top, bbox.width, Math.max(1, bottom - top));
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y(baseline.median));
  ctx.lineTo(bbox.left + bbox.width, y(baseline.median));
  ctx.stroke();
  if (baseline.written != null) drawLine(plot, y(baseline.written), colour, [2, 4]);
}

function drawLine({ ctx, bbox }: uPlot, y: number, colour: string, dashes: readonly number[]): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash(dashes.map((dash) => dash * devicePixelRatio));
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Names of windows below the chart, as many as fit. */
function nameAxis(names: readonly string[]): uPlot.Axis {
  const longest = names.reduce((length, name) => Math.max(length, name.length), 1);
  return {
    ...axisLook(),
    size: 30,
    splits: (plot) => {
      const fitting = Math.max(1, Math.floor(plot.bbox.width / devicePixelRatio / (longest * labelPixels + 24)));
      const step = Math.max(1, Math.ceil(names.length / fitting));
      return Array.from(
        { length: Math.ceil(names.length / step) },
        (_, at) => at * step + Math.floor((step - 1) / 2),
      ).filter((window) => window < names.length);
    },
    values: (_, splits) => splits.map((window) => names[window] ?? ''),
  };
}

function valueAxis(unit: string): uPlot.Axis {
  return {
    ...axisLook(),
    size: (_, values) => (values ?? []).reduce((size, text) => Math.max(size, text.length * labelPixels + 18), 40),
    values: (_, splits) => splits.map((value) => valueText(Number(value.toPrecision(9)), unit)),
  };
}

function axisLook(): uPlot.Axis {
  return {
    stroke: () => palette().text,
    font: canvasFont(12),
    grid: { stroke: () => `${palette().faint}`, width: 0.25 },
    ticks: { stroke: () => palette().faint, width: 0.5, size: 5 },
  };
}
