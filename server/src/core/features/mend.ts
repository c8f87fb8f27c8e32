// Mends a whole agreement without a person beside it: what the text evidently says, and what rules that are named would write.
// It must never fill in what only a person knows, nor change a promise that no rule was named for.

import { open, type SlaFile } from '../model/file';
import type { Project } from '../project';
import { runRules } from '../rules/run';
import type { Finding, Fix } from '../rules/rule';
import { placeholder } from '../schema/mend';
import { applied } from './edits';
import { fixAll, quickFixes } from './fixes';

export interface Mended {
  readonly text: string;
  /** How many findings are gone. */
  readonly count: number;
}

/** What one mend brings to light the next one may mend; so often is the text looked at again. */
const mostRounds = 10;
/** Fixes of rules that are named are made one after the other, as each may change what the next one finds. */
const mostNamed = 1_000;

/**
 * The text of an agreement after all evident fixes (`fixAll`), and after the only fix of each finding of the rules that are named.
 * The data of the project counts as it stands. Findings that need a person, and those whose fix would bring others, are left.
 */
export function mended(project: Project, file: SlaFile, named: ReadonlySet<string> = new Set()): Mended {
  let current = file;
  const findingsIn = (text: SlaFile): readonly Finding[] =>
    runRules({ ...project, files: new Map([...project.files, [text.snapshot.uri, text]]) }, text);
  const before = findingsIn(file);
  const rewrite = (text: string): void => {
    current = open({ ...file.snapshot, text });
  };
  for (let round = 0; round < mostRounds; round++) {
    const edits = fixAll(project, current, findingsIn(current));
    if (edits.length === 0) break;
    rewrite(applied(current.snapshot.text, edits));
  }
  for (let count = 0; count < mostNamed && named.size > 0; count++) {
    const findings = findingsIn(current);
    const fix = onlyFix(project, current, findings, named);
    if (fix === undefined) break;
    rewrite(applied(current.snapshot.text, fix.edits));
  }
  if (current === file) return { text: file.snapshot.text, count: 0 };
  return { text: current.snapshot.text, count: Math.max(0, before.length - findingsIn(current).length) };
}

function onlyFix(
  project: Project,
  file: SlaFile,
  findings: readonly Finding[],
  named: ReadonlySet<string>,
): Fix | undefined {
  for (const finding of findings) {
    // Which of several is meant, only a person knows.
    if (!named.has(finding.rule) || finding.fixes.length > 1) continue;
    const [fix] = quickFixes(project, file, finding, findings);
    if (fix !== undefined && !fix.edits.some(({ newText }) => newText.includes(placeholder))) return fix;
  }
  return undefined;
}
