// A rule as a page for readers: what it finds, why that matters, an agreement with the defect and one without.
// It must never say more of a rule than its object does, so that documentation, explanation and help agree.

import { rules } from './index';
import type { Category, Lane, Rule } from './rule';

/** What the categories are called, in the order in which a catalogue shows them. */
export const categoryTitles: Readonly<Record<Category, string>> = {
  syntax: 'Syntax and names',
  parties: 'Parties and duties',
  metrics: 'Metrics and measurement',
  targets: 'Targets and feasibility',
  goals: 'Goals',
  windows: 'Windows and calendars',
  baselines: 'Baselines',
  exclusions: 'Exclusions',
  remedies: 'Remedies, credits, claims',
  dependencies: 'References, hierarchy, glossary',
  lifecycle: 'Lifecycle and review',
  data: 'Data and results',
};

/** When a rule of each lane speaks. */
export const laneWords: Readonly<Record<Lane, string>> = {
  static: 'at once, from the text alone',
  project: 'at once, from this agreement and those that it names',
  measured: 'when the attached data was read',
  review: 'when a version is compared with the one before',
};

/** The rule with an id; undefined where there is none. */
export function ruleById(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}

/** The presets in which a rule is on unless somebody turns it off. */
export function presetsOf({ offIn = [] }: Rule): readonly string[] {
  return ['recommended', 'strict', 'transcribe'].filter((preset) => !offIn.some((off) => off === preset));
}

/** Whether a rule can mend what it finds. */
export function hasFix({ fixed }: Rule): boolean {
  return fixed !== undefined;
}

/** The page of a rule as Markdown, with a line feed at its end. */
export function rulePage(rule: Rule): string {
  const { id, category, lane, severity, summary, why, bad, good, fixed, yieldsTo = [] } = rule;
  const on = presetsOf(rule);
  const facts = [
    `- Severity: ${severity}`,
    `- Speaks: ${laneWords[lane]}`,
    `- On in: ${on.length === 0 ? 'no preset' : on.join(', ')}`,
    `- Fix: ${hasFix(rule) ? 'yes' : 'no'}`,
    `- Category: ${categoryTitles[category]}`,
  ];
  const others = yieldsTo.map((each) => `\`${each}\``).join(', ');
  const silent = others === '' ? '' : `\nAt the same place these speak in its stead: ${others}.\n`;
  const mended = fixed === undefined || fixed === good ? '' : `\n## After the fix\n\n${fenced(fixed)}`;
  return `# ${id}

${summary} ${why}

${facts.join('\n')}
${silent}
## Found

${fenced(bad)}
## Nothing to find

${isSameText(bad, good) ? 'The same text over other data.\n\n' : ''}${fenced(good)}${mended}
## To set it or to silence it

\`\`\`yaml
# sla.config.yaml
rules:
  ${id}: off    # or hint, information, warning, error
\`\`\`

In the editor, the setting \`sla.rules\` does the same. For one place, write the reason above it:

\`\`\`yaml
# sla-ignore ${id}: why this is meant
\`\`\`
`;
}

/** Whether two examples differ in what they mark alone: what is found, or not, lies in the data. */
function isSameText(bad: string, good: string): boolean {
  const unmarked = (text: string): string => text.replace(/^#(?: *\^+|<-+) .*\n/gm, '').trim();
  return unmarked(bad) === unmarked(good);
}

function fenced(text: string): string {
  return `\`\`\`yaml\n${text.replace(/^\n+/, '').trimEnd()}\n\`\`\`\n`;
}

/** The list of all rules by category, as Markdown with links to their pages. */
export function rulesPage(): string {
  const parts = Object.entries(categoryTitles).map(([category, title]) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map((rule) => {
        const marks = [hasFix(rule) ? 'fix' : '', presetsOf(rule).includes('recommended') ? '' : 'off as recommended'];
        return `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.lane} | ${marks.filter((mark) => mark !== '').join(', ')} | ${rule.summary} |`;
      });
    return `## ${title}\n\n| rule | severity | lane | | finds |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Rules

${rules.length} rules. *static*: from the text alone; *project*: from other agreements as well; *measured*: when data was read; *review*: beside the version before. \`sla explain ID\` shows a page in the terminal.

${parts.join('\n')}`;
}
