// What a metric type means: its formula, direction, inputs and edges, as the catalogue says it.
// It must never say of a type what the catalogue does not.

import { metricType } from '../../vocabulary/metrics/index';
import type { Parameter } from '../../vocabulary/metrics/metric';
import { forMarkdown } from '../../show/escape';

/** Whether a type can be computed without a parameter, which may depend on what the data is. */
function need({ mandatory, default: usual }: Parameter): string {
  if (mandatory === true) return ' *(needed)*';
  if (mandatory !== undefined) return ` *(needed with ${mandatory})*`;
  return usual === undefined ? '' : ` *(${forMarkdown(usual)} where left out)*`;
}

/** The definition of a metric type; empty for a word that is none. */
export function typeCard(id: string): string {
  const type = metricType(id);
  if (type === undefined) return '';
  const direction = type.better === 'declared' ? 'direction is declared by `better`' : `${type.better} is better`;
  const parameters = type.parameters.map((parameter) => `- \`${parameter.name}\`: ${parameter.docs}${need(parameter)}`);
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
