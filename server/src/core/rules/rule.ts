// The type of a rule: one object from which check, documentation, explanation and settings are made.
// A rule must be certain or silent: what is missing, unreadable or unresolved belongs to the rule that owns that defect.

import type { Place } from '../schema/walk';
import type { SlaFile } from '../model/file';
import type { FileData, Preset, Project, Severity } from '../project';
import type { Span } from '../text/span';

export type Category =
  | 'syntax'
  | 'parties'
  | 'metrics'
  | 'targets'
  | 'windows'
  | 'baselines'
  | 'exclusions'
  | 'remedies'
  | 'lifecycle'
  | 'data';
/** `static`: this text alone. `measured`: what the engine answered. */
export type Lane = 'static' | 'measured';

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
  /** The ids of all rules, for comments that name them. */
  readonly ruleIds: ReadonlySet<string>;
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
  /** The sections of an agreement that show the defect, with carets under each finding: `#   ^^^ message`, or `#<--- message`. */
  readonly bad: string;
  /** The same without the defect. */
  readonly good: string;
  /** The bad one after its first fix, for rules with fixes. */
  readonly fixed?: string;
  /** Presets in which the rule is off unless the user turns it on: a signed paper is not nagged about what it leaves out. */
  readonly offIn?: readonly Preset[];
  /** Whether a static rule asks what day it is; all others depend on the text alone and are run once for a text. */
  readonly asksToday?: true;
  /** Rules that win at the same place. */
  readonly yieldsTo?: readonly string[];
  check(input: RuleInput): Iterable<Yield>;
}

/** Declares a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

export interface Finding extends Yield {
  readonly rule: string;
  readonly lane: Lane;
  readonly severity: Severity;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
}
