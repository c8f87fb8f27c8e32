// suppression-unused: a comment silences a rule that finds nothing there.
// It must never speak of a rule that has not run, that is off, or whose answer changes with the day.

import { endOfLine, lineAt, lineTable, startOfLine } from '../../text/lines';
import { hasLoss } from '../facts';
import { defineRule, type Fix, type Rule, type RuleInput } from '../rule';
import { message, quoted } from '../say';
import { suppressionsOf, type Suppression } from '../suppression';

/** As many findings of one rule are told; of those behind them nothing is known. */
const mostTold = 1_000;

export const suppressionUnused = defineRule({
  id: 'suppression-unused',
  category: 'syntax',
  lane: 'project',
  severity: 'information',
  summary: 'A comment silences a rule that finds nothing there.',
  why: 'What is silenced without need hides the next mistake at that place.',
  bad: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    # sla-ignore target-equality: as the paper was signed in 2019
#                ^^^^^^^^^^^^^^^ Nothing to ignore here for "target-equality"
    reason: Kept in 2025
`,
  good: `objectives:
  # sla-ignore remedy-missing: as the paper was signed in 2019
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    reason: Kept in 2025
`,
  fixed: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  offIn: ['transcribe'],
  *check(input) {
    const { file, catalogue } = input;
    const suppressions = suppressionsOf(file.tree).filter(({ reason }) => reason !== '');
    // In a text that cannot be read as a whole, rules are silent for other reasons.
    if (suppressions.length === 0 || hasLoss(file.tree)) return;
    const lines = lineTable(file.snapshot.text);
    const found = new Map<string, Set<number>>();
    for (const { rule, span } of input.findings) {
      const at = found.get(rule) ?? new Set<number>();
      found.set(rule, at.add(lineAt(lines, span.start)));
    }
    for (const suppression of suppressions)
      for (const named of suppression.rules) {
        const rule = catalogue.get(named.id);
        if (rule === undefined || !hasAnswered(rule, input)) continue;
        const at = found.get(rule.id);
        const isUsed = suppression.line === undefined ? at !== undefined : at?.has(suppression.line) === true;
        if (isUsed || (at !== undefined && at.size >= mostTold)) continue;
        yield {
          span: named.span,
          message: message(`Nothing to ignore here for ${quoted(rule.id, 48)}`),
          isUnnecessary: true,
          fixes: [removal(file.snapshot.text, suppression, named.id)],
        };
      }
  },
});

/** Whether a rule is on, its lane has run, and its answer will be the same tomorrow. */
function hasAnswered(rule: Rule, { project, data }: RuleInput): boolean {
  const { preset, rules: set } = project.settings;
  // Nothing silences what YAML cannot read but the text around it, and that is whole here.
  if (['suppression-unused', 'yaml-syntax'].includes(rule.id) || rule.asksToday === true) return false;
  if ((set.get(rule.id) ?? (rule.offIn?.includes(preset) === true ? 'off' : 'on')) === 'off') return false;
  if (rule.lane === 'project') return project.facts.agreements !== undefined;
  // What is silenced in one review stays in the text after it.
  if (rule.lane === 'review') return false;
  return rule.lane === 'static' || (data.measured !== undefined && !data.isReading);
}

/** Takes an id out of a comment, and with the last one the comment; with that its line, where nothing else stands on it. */
function removal(text: string, { span, rules: named }: Suppression, id: string): Fix {
  const title = `Remove "${id}"`;
  const left = named.filter((each) => each.id !== id);
  const [first, last] = [named[0], named.at(-1)];
  if (left.length > 0 && first !== undefined && last !== undefined)
    return {
      title,
      edits: [
        { span: { start: first.span.start, end: last.span.end }, newText: left.map((each) => each.id).join(', ') },
      ],
    };
  const start = startOfLine(text, span.start);
  const isAlone = text.slice(start, span.start).trim() === '';
  const end = endOfLine(text, span.start);
  const behind = text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
  const before = text.slice(0, span.start).trimEnd().length;
  return { title, edits: [{ span: isAlone ? { start, end: behind } : { start: before, end }, newText: '' }] };
}
