// The type of a rule: one object from which check, documentation, explanation and settings are made.
// A rule must be certain or silent: what is missing, unreadable or unresolved belongs to the rule that owns that defect.

import type { Place } from '../schema/walk';
import type { SlaFile } from '../model/file';
import type { Metric, Objective, Remedy } from '../model/sla';
import type { FileData, Preset, Project, Severity } from '../project';
import type { Span } from '../text/span';
import type { Judged } from './judged';

export type Category =
  | 'syntax'
  | 'parties'
  | 'goals'
  | 'metrics'
  | 'targets'
  | 'windows'
  | 'baselines'
  | 'exclusions'
  | 'remedies'
  | 'dependencies'
  | 'lifecycle'
  | 'data';
/** `static`: this text alone. `project`: other agreements as well. `measured`: what the engine answered. `review`: the version before. */
export type Lane = 'static' | 'project' | 'measured' | 'review';

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What a rule yields. */
export interface Yield {
  readonly span: Span;
  /** Starts with the fact, carries the numbers, at most 100 characters. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  /** For rules whose severity depends on the case; the rule's own otherwise. */
  readonly severity?: Severity;
  /** Drawn faded, as what is not used. */
  readonly isUnnecessary?: boolean;
}

/** What a rule may look at. */
export interface RuleInput {
  readonly project: Project;
  readonly file: SlaFile;
  /** Every value and key with a meaning, in document order. */
  readonly places: readonly Place[];
  readonly data: FileData;
  /** All rules by id, for comments that name them. */
  readonly catalogue: ReadonlyMap<string, Rule>;
  /** What all other rules find here, comments that silence them not heeded; for the rule about such comments. */
  readonly findings: readonly Finding[];
}

/**
 * What a rule may look at that judges a clause: one metric, one objective, or all that is neither.
 * The answer for a clause is kept while its text, the metric that its objective names, the ids of all metrics and objectives,
 * and everything that is neither (or the sections of `readsBeside`) stay the same; so the rule may ask `file` for these, and for nothing else.
 */
export interface ClauseInput {
  readonly file: SlaFile;
  readonly places: readonly Place[];
  readonly metrics: readonly Metric[];
  readonly objectives: readonly Objective[];
  /** The objectives whose metric and type are known. */
  readonly judged: readonly Judged[];
  /** The remedies, when what is neither metric nor objective is judged. */
  readonly remedies: readonly Remedy[];
}

export interface Rule {
  readonly id: string;
  readonly category: Category;
  readonly lane: Lane;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** One or two sentences: why it matters to those who sign. */
  readonly why: string;
  /**
   * The sections of an agreement that show the defect; beside it stands `cloud.sla.yaml`, in which a supplier promises `compute` at
   * least 99.99 % a month. `# before: OLD (now NEW)` says what the version before had. With carets under each finding: `#   ^^^ message`, or `#<--- message`. */
  readonly bad: string;
  /** The same without the defect. */
  readonly good: string;
  /** The bad one after its first fix, for rules with fixes. */
  readonly fixed?: string;
  /** Presets in which the rule is off unless the user turns it on: a signed paper is not nagged about what it leaves out. */
  readonly offIn?: readonly Preset[];
  /** Whether a static rule asks what day it is; all others depend on the text alone and are run once for a text. */
  readonly asksToday?: true;
  /**
   * The other sections of the agreement that `checkClause` reads, where these are few; all of them where undefined. A change of any other
   * section leaves what the rule has found as it is. `ids:` before a section says that only its keys are read.
   */
  readonly readsBeside?: readonly string[];
  /** Rules that win at the same place. */
  readonly yieldsTo?: readonly string[];
  /** What it finds in the text as a whole. */
  check(input: RuleInput): Iterable<Yield>;
  /** What it finds in a clause; for rules that look at every value or every objective of what may be thousands. */
  checkClause?(input: ClauseInput): Iterable<Yield>;
}

/** Declares a rule, which checks the text, its clauses, or both. */
export function defineRule(rule: Omit<Rule, 'check'> & Partial<Pick<Rule, 'check'>>): Rule {
  return { check: () => [], ...rule };
}

export interface Finding extends Yield {
  readonly rule: string;
  readonly lane: Lane;
  readonly severity: Severity;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
}
