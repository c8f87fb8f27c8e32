// Problems and changes as a report of code quality, which GitLab shows beside a merge request.
// It must never hold a fingerprint that changes when lines above it move, nor the same one twice.

import { createHash } from 'node:crypto';
import { costText } from '../../core/features/review/cost-text';
import type { Severity } from '../../core/project';
import { forLine } from '../../core/show/escape';
import { findAt, showPath } from '../../core/syntax/find';
import { lineTable, positionAt } from '../../core/text/lines';
import { asLogged, type Json } from './as-json';
import {
  changeLine,
  fateText,
  meaningText,
  standingOf,
  type Comparison,
  type DiffReport,
  type Standing,
} from './comparison';
import type { CheckReport } from './report';

interface Issue {
  readonly check: string;
  readonly description: string;
  readonly severity: string;
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What makes it the same issue as that of another run. */
  readonly identity: readonly string[];
}

const severities: Readonly<Record<Severity, string>> = {
  error: 'critical',
  warning: 'major',
  information: 'minor',
  hint: 'info',
};

/** The problems of a check, as JSON text with a line feed at its end. */
export function qualityReport({ files }: CheckReport): string {
  return written(
    files.flatMap(({ path, file, findings }) => {
      const lines = lineTable(file.snapshot.text);
      return findings.map(({ rule, severity, message, span }): Issue => {
        const place = showPath(findAt(file.tree, span.start).path);
        const token = file.snapshot.text.slice(span.start, span.end);
        const line = positionAt(lines, span.start).line + 1;
        const identity = [path, rule, place, token];
        return { check: rule, description: message, severity: severities[severity], path, line, identity };
      });
    }),
  );
}

const standings: Readonly<Record<Standing, string>> = {
  weaker: 'major',
  unclear: 'minor',
  stronger: 'info',
  neutral: 'info',
};

/** The changes of a comparison, as JSON text with a line feed at its end. */
export function diffQualityReport({ comparisons }: DiffReport): string {
  return written(comparisons.flatMap((comparison) => [...fateIssue(comparison), ...changeIssues(comparison)]));
}

function fateIssue(comparison: Comparison): readonly Issue[] {
  const { old, now, diff } = comparison;
  const path = (now ?? old)?.path ?? '';
  const fate = fateText(comparison);
  if (fate === '') return [];
  const isGone = now === undefined;
  const weaker = isGone && diff.weaker.length > 0 ? `, weaker for ${diff.weaker.join(', ')}` : '';
  const severity = standings[isGone ? 'weaker' : 'neutral'];
  const description = `${fate}${weaker}`;
  return [{ check: 'sla-diff', description, severity, path, line: 1, identity: [path, 'agreement', fate] }];
}

function changeIssues({ now, diff, costs }: Comparison): readonly Issue[] {
  if (now === undefined) return [];
  const lines = lineTable(now.file.snapshot.text);
  return diff.changes.map((change): Issue => {
    const { kind, path, oldPath, from, to, place } = change;
    const standing = standingOf(change);
    const cost = costs.get(change);
    const parts = [changeLine(change), meaningText(change), cost === undefined ? '' : costText(cost)];
    return {
      check: `sla-${standing === 'neutral' ? 'changed' : standing}`,
      description: parts.filter((text) => text !== '').join('; '),
      severity: standings[standing],
      path: now.path,
      line: positionAt(lines, place.start).line + 1,
      identity: [now.path, kind, path, oldPath ?? '', from ?? '', to ?? '', standing],
    };
  });
}

function written(issues: readonly Issue[]): string {
  const seen = new Map<string, number>();
  const json = issues.map(({ check, description, severity, path, line, identity }): Json => {
    const what = identity.join('\0');
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return {
      description: forLine(description),
      check_name: check,
      fingerprint: createHash('sha256').update(`${what}\0${before}`).digest('hex').slice(0, 32),
      severity,
      location: { path: forLine(path), lines: { begin: line } },
    };
  });
  return asLogged(json);
}
