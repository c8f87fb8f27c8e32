// What a metric type means: its formula, direction, inputs and edges, as the catalogue says it.
// It must never say of a type what the catalogue does not.

import { metricType } from '../../vocabulary/metrics/index';
import { forMarkdown } from '../../show/escape';

/** The definition of a metric type; empty for a word that is none. */
export function typeCard(id: string): string {
  const type = metricType(id);
  if (type === undefined) return '';
  const direction = type.better === 'declared' ? 'direction is declared by `better`' : `${type.better} is better`;
  const parameters = type.parameters.map(
    (parameter) =>
      `- \`${parameter.name}\`: ${parameter.docs}${parameter.mandatory === undefined ? '' : ' *(needed)*'}`,
  );
  return [
    `**${type.title}** \`${type.id}\` · ${direction}`,
    type.docs,
    `*Formula:* ${type.formula}`,
    `*Needs:* ${[...new Set(type.inputs.map((input) => input.docs))].join('; or ')}`,
    `*At the edges:* ${type.edges}`,
    ...(parameters.length === 0 ? [] : [parameters.join('\n')]),
    `*Typical:* ${forMarkdown(type.typical)} · *Source:* ${type.source}`,
  ].join('\n\n');
}
