// A comparison as one JSON object for programs, the same for the same input (docs/json.md).
// It must never leave out a change, and places are those of the text in which the change stands.

import type { AgreementChange, AgreementDiff } from '../../core/diff/agreement-change';
import type { ChangeCost } from '../../core/features/review/cost';
import { lineTable, positionAt, type LineTable } from '../../core/text/lines';
import type { Span } from '../../core/text/span';
import { asLogged, type Json } from './as-json';
import { together, type ComparedVersion, type Comparison, type DiffReport } from './comparison';

/** The comparison as JSON text with a line feed at its end: one object for one agreement, else a list of them. */
export function diffJsonReport({ comparisons, isSingle }: DiffReport): string {
  const [only] = comparisons;
  if (isSingle && only !== undefined) return asLogged({ version: 1, ...agreementJson(only) });
  const those = (word: 'weaker' | 'stronger' | 'unclear'): readonly string[] =>
    together(comparisons.map(({ diff }) => diff[word]));
  return asLogged({
    version: 1,
    agreements: comparisons.map((each) => ({ version: 1, ...agreementJson(each) })),
    summary: {
      agreements: comparisons.length,
      changes: comparisons.reduce((sum, { diff }) => sum + diff.changes.length, 0),
      ...{ weaker: those('weaker'), stronger: those('stronger'), unclear: those('unclear') },
    },
  });
}

function agreementJson(comparison: Comparison): { readonly [key: string]: Json } {
  const { old, now, diff } = comparison;
  return {
    ...{ old: versionJson(old), new: versionJson(now) },
    ...incompleteJson(comparison),
    changes: diff.changes.map((change) => changeJson(comparison, change)),
    summary: summaryJson(diff),
  };
}

function versionJson(version: ComparedVersion | undefined): Json {
  if (version === undefined) return null;
  const { id, version: written } = version.file.model;
  return { path: version.path, id: id?.value ?? null, version: written?.value ?? null };
}

/** Only where a text could not be read as a whole. */
function incompleteJson({ old, now }: Comparison): { readonly [key: string]: Json } {
  if (old?.unread === undefined && now?.unread === undefined) return {};
  return {
    incomplete: {
      ...(old?.unread === undefined ? {} : { old: old.unread }),
      ...(now?.unread === undefined ? {} : { new: now.unread }),
    },
  };
}

function changeJson({ old, now, costs }: Comparison, change: AgreementChange): Json {
  const { kind, path, oldPath, from, to, directions, reason, span } = change;
  const { text } = ((kind === 'removed' ? old : now) ?? now ?? old)?.file.snapshot ?? { text: '' };
  const cost = costs.get(change);
  return {
    ...{ kind, path },
    ...(oldPath === undefined ? {} : { oldPath }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    directions: Object.fromEntries(directions),
    reason,
    range: rangeJson(span, lineTable(text)),
    ...(cost === undefined ? {} : { cost: costJson(cost) }),
  };
}

function costJson({ credits, windows, missed, before }: ChangeCost): Json {
  return { credits: credits ?? null, windows, missed, ...(before === undefined ? {} : { before: { ...before } }) };
}

function rangeJson(span: Span, lines: LineTable): Json {
  const place = (offset: number): Json => {
    const { line, character } = positionAt(lines, offset);
    return { line: line + 1, column: character + 1 };
  };
  return { start: place(span.start), end: place(span.end) };
}

function summaryJson({ changes, weaker, stronger, unclear }: AgreementDiff): Json {
  return { changes: changes.length, weaker, stronger, unclear };
}
