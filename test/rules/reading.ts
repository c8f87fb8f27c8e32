// Watches which sections of an agreement a rule reads while it judges a clause, over all examples and all mistakes.
// It must never count what is found out once per file for all rules.

import { open, type SlaFile } from '../../server/src/core/model/file';
import { freshClauseYields } from '../../server/src/core/rules/clauses';
import { rules } from '../../server/src/core/rules/index';
import type { ClauseInput, Rule, Yield } from '../../server/src/core/rules/rule';
import { misspelledAt } from '../../server/src/core/rules/shape';
import { casesOf, completed } from './example';
import { goldenPaths, goldenText } from './golden';
import { mistakes } from './mistakes';

function allTexts(): readonly string[] {
  const examples = rules.flatMap((rule) =>
    [...casesOf(rule).bad, ...casesOf(rule).good].map(({ text }) => completed(text)),
  );
  const broken = mistakes.map(({ path, from, to }) => goldenText(path).replace(from, () => to));
  return [...examples, ...goldenPaths.map(goldenText), ...broken];
}

/** A file that tells which parts of the model, or the root of the tree, are asked for. */
function watched(file: SlaFile, note: (section: string) => void): SlaFile {
  const noting = <T extends object>(target: T, name: (key: string) => string | undefined): T =>
    new Proxy(target, {
      get: (inner, key) => {
        const section = typeof key === 'string' ? name(key) : undefined;
        if (section !== undefined) note(section);
        return Reflect.get(inner, key) as unknown;
      },
    });
  const model = noting(file.model, (key) => key);
  const tree = noting(file.tree, (key) => (key === 'root' ? 'everything' : undefined));
  return { ...file, model, tree };
}

/** By rule that judges clauses, the sections that it read; `everything` where it looked at the root itself. */
export function sectionsRead(): ReadonlyMap<Rule, ReadonlySet<string>> {
  const read = new Map<Rule, Set<string>>();
  let current: Rule | undefined;
  const watching = rules.flatMap((rule): readonly Rule[] => {
    const { checkClause } = rule;
    if (checkClause === undefined) return [];
    read.set(rule, new Set());
    const judge = (input: ClauseInput): readonly Yield[] => {
      // What is no clause is judged anew for every text.
      current = input.metrics.length + input.objectives.length > 0 ? rule : undefined;
      const found = [...checkClause.call(rule, input)];
      current = undefined;
      return found;
    };
    return [{ ...rule, checkClause: judge }];
  });
  for (const [version, text] of allTexts().entries()) {
    const file = open({ uri: 'file:///a.sla.yaml', version, text });
    let isWarm = false;
    const seen = watched(file, (section) => {
      if (isWarm && current !== undefined && section !== 'metrics' && section !== 'objectives')
        read.get(current)?.add(section);
    });
    // Which keys are misspelled is found out once per file, whichever rule asks first.
    misspelledAt(seen);
    isWarm = true;
    for (const rule of watching) for (const each of freshClauseYields(seen, rule)) void each;
  }
  return read;
}
