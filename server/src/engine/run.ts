// Runs a compute plan over files: exclusions first, then one pass per source with all of its items, then the folds' answers.
// It must never answer from half a file: a source that cannot be read whole makes its items unavailable, with the reason.

import {
  after,
  excludedTime,
  exclusionParts,
  type ExcludedTime,
  type ExclusionRow,
  type JudgedExclusion,
} from '../core/compliance/exclusions';
import type { ItemPart, Partials, SourcePart } from '../core/compliance/partials';
import type { ComputePlan, ExclusionPlan, PlanDuration, PlanItem, SourcePlan } from '../core/compliance/plan-types';
import { isDuration, parseQuantity } from '../core/scalars/quantity';
import { toNumber } from '../core/scalars/rational';
import type { OpenTime } from '../core/time/calendars';
import { dayMs, parseDay } from '../core/time/civil';
import { move, windowsBetween, type WindowDefinition } from '../core/time/windows';
import { instantOfText, zoneOf, type Zone } from '../core/time/zones';
import { metricType } from '../core/vocabulary/metrics/index';
import type { FinishContext, FoldContext } from './context';
import { downWhenOf } from './down-when';
import { bindItem, lacking, SlotList, type Feed } from './feed';
import { cellEdges } from './folds/cells';
import type { FoldRun } from './folds/fold';
import { lackOfCalls } from './folds/calls';
import { makeFold } from './folds/make';
import { Learnt } from './learnt';
import { OpenTimes } from './open-times';
import { exclusionRows, pausesOf, usersOf, type Beside } from './beside';
import { Scan } from './scan';
import type { RunOptions } from './options';
import { SourceRun, type BoundItem } from './source-run';

/** Answers a plan. Throws only `Cancelled`; everything else is a problem of a source or a reason of an item. */
export function runPlan(plan: ComputePlan, options: RunOptions): Partials {
  return readRuns([{ plan, options }])[0]!.answer();
}

export interface Question {
  readonly plan: ComputePlan;
  readonly options: RunOptions;
}

/**
 * Reads the data of several plans; what they read of one place is read once. The runs stand in the order of the questions. Where rows
 * hold a key that the beginning of their file does not show, and it may decide over a result, everything is read once more.
 */
export function readRuns(questions: readonly Question[]): readonly PlanRun[] {
  const learnt = new Learnt(questions.map(({ plan }) => plan));
  const known = questions.map(({ plan, options }) => ({ plan, options: { ...options, learnt } }));
  const runs = readOnce(known);
  const hasLearnt = runs.flatMap(({ allScans }) => allScans).some((scan) => scan.hasLearnt);
  return hasLearnt ? readOnce(known) : runs;
}

function readOnce(questions: readonly Question[]): readonly PlanRun[] {
  const shared = new Map<string, SlotList>();
  const slotsOf = ({ place, summed }: Scan): SlotList => {
    const slots = (place === undefined ? undefined : shared.get(place)) ?? new SlotList(summed);
    if (place !== undefined) shared.set(place, slots);
    return slots;
  };
  const runs = questions.map(({ plan, options }) => new PlanRun(plan, options, slotsOf));
  const byPlace = new Map<SlotList, SourceRun[]>();
  for (const source of runs.flatMap(({ sources }) => sources))
    byPlace.set(source.slots, [...(byPlace.get(source.slots) ?? []), source]);
  let isRead = true;
  for (const sources of byPlace.values()) {
    if (sources.length === 1) sources[0]!.read();
    else isRead &&= SourceRun.readTogether(sources);
  }
  for (const run of runs) run.lookForKeys();
  if (isRead) return runs;
  // Where a joint pass breaks off, each of them tells by itself what is wrong, and the others are none the worse for it.
  return questions.map(({ plan, options }) => {
    const alone = new PlanRun(plan, options);
    for (const source of alone.sources) source.read();
    return alone;
  });
}

function unavailable(item: PlanItem, reason: string, input = ''): ItemPart {
  const base = { item: item.id, nature: 'instant' as const, input, asOf: undefined };
  return { ...base, ...nothing, unusable: [], unavailable: reason };
}

/**
 * The instants, in milliseconds and in no order, at which records of a source from `first` to `last` begin to count in another way for
 * an item of the plan: edges of windows and of excluded time, and where what is known ends.
 */
export function edgesOf(
  plan: ComputePlan,
  options: RunOptions,
  source: SourcePlan,
  first: number,
  last: number,
): readonly number[] {
  return new PlanRun(plan, options).edges(source, first, last);
}

/** What is told of an item without a result. */
const nothing = { coveredTo: undefined, openExclusionFrom: undefined, groups: [] } as const;

/** Makes the fold of an item; `make` makes that of its type. */
export type FoldMaker = (item: PlanItem, feed: Feed, make: () => FoldRun) => FoldRun;

/** A class because one run shares scans, calendars and exclusions between items. */
export class PlanRun {
  private readonly plan: ComputePlan;
  private readonly zone: Zone;
  private readonly scans = new Map<string, Scan>();
  private readonly calendars: OpenTimes;
  /** Where excluded time begins whose end is not recorded. */
  private readonly openExclusions = new Map<string, number>();
  private readonly excluded = new Map<string, JudgedExclusion | undefined>();

  private readonly beside: Beside;
  /** Sources of objects that lack a column for some item. */
  private readonly lacking = new Set<Scan>();
  /** Items without a result whatever the rows say. */
  private readonly failed = new Map<string, ItemPart>();
  /** What is to be read. */
  readonly sources: readonly SourceRun[];

  /**
   * `slotsOf` gives the registers into which the rows of a source are read; sources of one place may share them. `foldOf` makes the fold
   * of an item, where it is not that of its type.
   */
  constructor(
    plan: ComputePlan,
    options: RunOptions,
    slotsOf: (scan: Scan) => SlotList = ({ summed }) => new SlotList(summed),
    foldOf: FoldMaker = (_, __, make) => make(),
  ) {
    this.plan = plan;
    this.beside = { plan, scans: this.scans };
    this.zone = zoneOf(plan.zone) ?? zoneOf('UTC')!;
    for (const source of plan.sources) this.scans.set(source.id, new Scan(source, this.zone, options));
    this.calendars = new OpenTimes(plan, this.zone, this.scans, options.holidays);
    this.sources = plan.sources.flatMap((source) => this.sourceRun(source, slotsOf, foldOf) ?? []);
  }

  get allScans(): readonly Scan[] {
    return [...this.scans.values()];
  }

  /** The partials of all items, once the sources were read. */
  answer(): Partials {
    const parts = new Map(this.failed);
    for (const run of this.sources)
      for (const entry of run.items)
        parts.set(
          entry.item.id,
          run.isRead
            ? { ...this.itemPart(run, entry), unusable: entry.unusable.part() }
            : unavailable(entry.item, `its data cannot be read: ${run.scan.firstProblem()}`, entry.feed.input.id),
        );
    return {
      items: this.plan.items.flatMap((item) => parts.get(item.id) ?? []),
      sources: this.plan.sources.map((source): SourcePart => this.scans.get(source.id)!.report()),
      exclusions: [...this.excluded].flatMap(([key, time]) => exclusionParts(key.split('\n')[0] ?? '', time)),
      timeZoneData: process.versions.tz ?? '',
    };
  }

  edges(source: SourcePlan, first: number, last: number): readonly number[] {
    const limit = this.plan.asOf ?? this.coveredTo(source);
    const end = limit ?? last + (source.everyMs ?? 0);
    const edges = this.plan.items.flatMap(({ window, exclusions, per, source: id }) => {
      if (id !== source.id) return [];
      const excluded = this.plan.exclusions.flatMap((exclusion) => {
        const time = exclusions.includes(exclusion.id) ? this.excludedTime(exclusion, per) : undefined;
        return time === undefined || typeof time === 'string' ? [] : [...time.values()].flat();
      });
      return [
        ...cellEdges(window, this.zone, first, last),
        ...rollingCuts(window, this.zone, end),
        ...excluded.flatMap(({ from, to }) => [from, to]),
      ];
    });
    return limit === undefined ? edges : [...edges, limit];
  }

  /** Looks through sources of which nobody could read a row because a column is lacking, which objects may have further down. */
  lookForKeys(): void {
    for (const scan of this.lacking)
      if (!this.sources.some((source) => source.scan === scan) && !scan.isReadBeside) scan.pass(new SlotList(), []);
  }

  /** Binds the items of a source; undefined where nothing is to be read for them. */
  private sourceRun(source: SourcePlan, slotsOf: (scan: Scan) => SlotList, foldOf: FoldMaker): SourceRun | undefined {
    const scan = this.scans.get(source.id)!;
    const items = this.plan.items.filter((item) => item.source === source.id);
    const fail = (item: PlanItem, reason: string, input?: string): [] => {
      this.failed.set(item.id, unavailable(item, reason, input));
      return [];
    };
    if (zoneOf(this.plan.zone) === undefined) {
      for (const item of items) fail(item, `"${this.plan.zone}" is no time zone`);
      return undefined;
    }
    const header = scan.columns;
    if (header === undefined) {
      for (const item of items) fail(item, `its data cannot be read: ${scan.firstProblem()}`);
      return undefined;
    }
    const slots = slotsOf(scan);
    const run = new SourceRun(source, scan, slots, this.plan.asOf ?? this.coveredTo(source), (end, asOf) =>
      items.flatMap((item) => {
        const binding = bindItem(this.plan, item, { source, header, slots });
        if (!binding.ok) {
          scan.note({ kind: 'columns', message: binding.message, role: binding.role, item: item.id });
          if (scan.isLoose) this.lacking.add(scan);
          return fail(item, lacking('its data', binding.message));
        }
        const { feed } = binding;
        const prepared = lackOfCalls(item, feed) ?? this.context(item, source, end, scan);
        if (typeof prepared === 'string') return fail(item, prepared, feed.input.id);
        return [{ item, feed, makeRun: () => foldOf(item, feed, () => makeFold(prepared(), feed, asOf)) }];
      }),
    );
    return run.items.length === 0 ? undefined : run;
  }

  private itemPart(
    { source, scan, asOf }: SourceRun,
    { item, feed, run, unusable, seen }: BoundItem,
  ): Omit<ItemPart, 'unusable'> {
    const { nature, id } = feed.input;
    const base = { item: item.id, nature, input: id, unavailable: undefined };
    if (asOf === undefined) return { ...base, asOf, ...nothing };
    // What is asked beyond the record is not covered by it; without a stated end it ends with its last row.
    const end = this.coveredTo(source) ?? (this.plan.asOf === undefined ? asOf : scan.latest + (source.everyMs ?? 0));
    const coveredTo = Math.min(asOf, end);
    const first = this.firstInstant(source, nature, scan);
    const windows = windowsBetween(item.window, this.zone, first, asOf);
    // A group of which no row can be used is unknown, not absent.
    const occurring = new Set([...run.groups(), ...unusable.part().flatMap(({ group }) => group ?? [])]);
    const groups = item.per.length === 0 ? [undefined] : [...new Set([...item.namedGroups, ...occurring])].sort();
    const finish: FinishContext = { asOf, coveredTo, first, windows, groups };
    return {
      ...base,
      asOf,
      coveredFrom: first,
      coveredTo,
      seen: scan.place === undefined ? undefined : seen.part(),
      openExclusionFrom: this.openExclusionFrom(item),
      groups: groups.map((group) => ({ group, windows: run.finish(group, finish) })),
    };
  }

  /** The start of the record: as stated, for events and intervals else the term's, else the first row. */
  private firstInstant(source: SourcePlan, nature: 'instant' | 'event' | 'interval', scan: Scan): number {
    const byRows = nature === 'instant' || this.plan.term === undefined;
    return this.coveredFrom(source) ?? (byRows ? scan.earliest : instantOfText(this.plan.term.from, this.zone));
  }

  private coveredFrom(source: SourcePlan): number | undefined {
    const stated = source.coversFrom === undefined ? Number.NaN : instantOfText(source.coversFrom, this.zone);
    return Number.isNaN(stated) ? undefined : stated;
  }

  /** The end of the record as stated; a date includes its day. */
  private coveredTo(source: SourcePlan): number | undefined {
    const text = source.coversTo;
    if (text === undefined) return undefined;
    const instant = /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? this.zone.instantOf((parseDay(text) + 1) * dayMs)
      : instantOfText(text, this.zone);
    return Number.isNaN(instant) ? undefined : instant;
  }

  private context(
    item: PlanItem,
    source: SourcePlan,
    latest: () => number | undefined,
    scan: Scan,
  ): (() => FoldContext) | string {
    // Without a rhythm nobody knows which probes of several locations belong together.
    if (item.fold.kind === 'counts' && item.parameters['quorum'] !== undefined && source.everyMs === undefined)
      return 'a quorum needs "every" of the source';
    const excluded: ExcludedTime[] = [];
    for (const id of item.exclusions) {
      const exclusion = this.plan.exclusions.find((candidate) => candidate.id === id);
      const time = exclusion === undefined ? undefined : this.excludedTime(exclusion, item.per);
      if (typeof time === 'string') return time;
      if (time !== undefined) excluded.push(time);
    }
    const pauseSource = item.parameters['pauses'];
    const pauses = pauseSource === undefined ? undefined : pausesOf(this.beside, pauseSource);
    if (typeof pauses === 'string') return pauses;
    const users = usersOf(this.beside, item);
    if (typeof users === 'string') return users;
    const written = parameterOf(item, 'slice');
    const slice = written === undefined ? undefined : durationOf(written);
    const sliceMs = slice === undefined ? source.everyMs : move(this.zone, 0, slice.unit, slice.amount);
    const most = item.parameters['lossAtMost'];
    const downWhen = downWhenOf(
      item.parameters['downWhen'] ?? (most === undefined ? undefined : `bad / total > ${most}`),
      this.zone,
    );
    if (typeof downWhen === 'string') return downWhen;
    const isByRule =
      (item.fold.kind === 'downtime' && scan.isCounter(item)) ||
      (item.fold.kind === 'slices' && item.fold.value === 'share');
    if (isByRule && downWhen === undefined) return 'downWhen is missing';
    if ((isByRule || item.fold.kind === 'slices') && sliceMs === undefined)
      return 'neither "every" nor "slice" says how long a row counts';
    const openOf = (group: string | undefined): OpenTime | undefined => {
      const id = (group === undefined ? undefined : item.calendarByGroup[group]) ?? item.calendar;
      return id === undefined ? undefined : this.calendars.of(id);
    };
    for (const id of [item.calendar, ...Object.values(item.calendarByGroup)]) {
      const why = id === undefined ? undefined : this.calendars.lack(id);
      if (why !== undefined) return why;
    }
    return () => {
      const end = latest();
      return {
        item,
        zone: this.zone,
        everyMs: source.everyMs,
        excluded,
        open: openOf,
        durations: durationOf,
        after: (instant, duration, group) => after(instant, duration, this.zone, openOf(group)),
        sliceMs,
        downWhen: downWhen ?? (() => -1),
        pauses: (key) => pauses?.get(key) ?? [],
        users,
        limit: this.plan.asOf ?? this.coveredTo(source),
        cuts: end === undefined ? [] : rollingCuts(item.window, this.zone, end),
      };
    };
  }

  private excludedTime(exclusion: ExclusionPlan, per: readonly string[]): ExcludedTime | string | undefined {
    const key = `${exclusion.id}\n${per.join('\n')}`;
    if (this.excluded.has(key)) return this.excluded.get(key)?.excluded;
    const { calendar, notice } = exclusion;
    const why = calendar === undefined || notice?.business !== true ? undefined : this.calendars.lack(calendar);
    if (why !== undefined) return why;
    const rows: ExclusionRow[] = exclusion.intervals.flatMap(({ from, to, group }) => {
      const [start, end] = [
        instantOfText(from, this.zone),
        /^\d{4}-\d{2}-\d{2}$/.test(to) ? this.zone.instantOf((parseDay(to) + 1) * dayMs) : instantOfText(to, this.zone),
      ];
      // Intervals written in the agreement were agreed as they stand; no announcement is asked of them.
      return Number.isNaN(start) || Number.isNaN(end) ? [] : [{ from: start, to: end, announced: -Infinity, group }];
    });
    if (exclusion.source !== undefined) {
      const read = exclusionRows(this.beside, exclusion.source, per);
      if (typeof read === 'string') return `the data of exclusion "${exclusion.id}" cannot be read: ${read}`;
      rows.push(...read);
    }
    for (const { from, to } of rows)
      if (to === Infinity) this.openExclusions.set(key, Math.min(from, this.openExclusions.get(key) ?? Infinity));
    const time =
      rows.length === 0
        ? undefined
        : excludedTime(
            exclusion,
            rows,
            this.zone,
            exclusion.calendar === undefined ? undefined : this.calendars.of(exclusion.calendar),
          );
    this.excluded.set(key, time);
    return time?.excluded;
  }

  /** The earliest start of the item's excluded time that has no end yet. */
  private openExclusionFrom({ exclusions, per }: PlanItem): number | undefined {
    const starts = exclusions.map((id) => this.openExclusions.get(`${id}\n${per.join('\n')}`) ?? Infinity);
    const first = Math.min(Infinity, ...starts);
    return first === Infinity ? undefined : first;
  }
}

/** Where a rolling window begins and ends that ends with what is known. */
function rollingCuts(window: WindowDefinition, zone: Zone, end: number): readonly number[] {
  return window.kind === 'rolling' ? [end, move(zone, end, window.unit, -window.amount)] : [];
}

/** A parameter as written, else what the type takes where nothing is. */
function parameterOf({ type, parameters }: PlanItem, name: string): string | undefined {
  return parameters[name] ?? metricType(type)?.parameters.find((parameter) => parameter.name === name)?.default;
}

/** A duration of the text as plain data. */
export function durationOf(text: string | undefined): PlanDuration | undefined {
  if (text === undefined) return undefined;
  const quantity = parseQuantity(text);
  if (!quantity.ok || !isDuration(quantity.value)) return undefined;
  return { amount: toNumber(quantity.value.value), unit: quantity.value.unit, business: quantity.value.business };
}
