// Makes what readers and the editor see of the catalogues: the page of metric types, and the rules in the settings.
// It must never say anything that the objects of the catalogues do not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The catalogue of metric types for readers. */
export function metricsPage(metricTypes, notice) {
  const direction = {
    higher: 'higher is better',
    lower: 'lower is better',
    declared: '`better:` says which values are better',
  };
  const lines = [
    `<!-- ${notice} -->`,
    '',
    '# Metric types',
    '',
    'What can be measured, and how. Generated from the objects that also feed the schema, completion and hover.',
    '',
  ];
  for (const family of [...new Set(metricTypes.map((type) => type.family))]) {
    const types = metricTypes.filter((type) => type.family === family);
    lines.push(
      `- **${family[0].toUpperCase()}${family.slice(1)}**: ${types.map((type) => `[${type.id}](#${type.id})`).join(', ')}`,
    );
  }
  for (const type of metricTypes) {
    lines.push('', `## ${type.id}`, '', `**${type.title}.** ${type.docs}`, '');
    const statistic = type.statistic === undefined ? '' : `, always the ${type.statistic}`;
    lines.push(
      `- Value: ${type.result}, ${type.dimension}${type.unit === '' ? '' : ` in ${type.unit}`}; ${direction[type.better]}${statistic}`,
    );
    lines.push(`- Formula: ${type.formula}`, `- Edges: ${type.edges}`, `- Typical: ${type.typical}`);
    if (type.source !== '') lines.push(`- Source: ${type.source}`);
    if (type.aliases.length > 0) lines.push(`- Also called: ${type.aliases.join(', ')}`);
    lines.push(`- Inputs: ${type.inputs.map((input) => input.docs).join('; or ')}`);
    if (type.parameters.length > 0) lines.push('', '| parameter | takes | meaning |', '|---|---|---|');
    for (const parameter of type.parameters) {
      const takes =
        parameter.values === undefined ? parameter.kind : parameter.values.map((value) => `\`${value}\``).join(', ');
      const more =
        parameter.mandatory === undefined
          ? parameter.default === undefined
            ? ''
            : ` Default: ${parameter.default}.`
          : parameter.mandatory === true
            ? ' Mandatory.'
            : ` Mandatory for ${parameter.mandatory}.`;
      lines.push(`| \`${parameter.name}\` | ${takes} | ${parameter.docs}${more} |`);
    }
    lines.push('', '```yaml', type.example, '```');
  }
  return `${lines.join('\n')}\n`;
}

/** The manifest of the extension with every rule in the setting \`sla.rules\`, for completion and for its description. */
export function manifestWith(rules, root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const groups = manifest.contributes.configuration.map(({ properties }) => properties['sla.rules']);
  const setting = groups.find((each) => each !== undefined);
  setting.properties = Object.fromEntries(
    rules
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, severity, summary }) => [
        id,
        { enum: setting.additionalProperties.enum, description: `${summary} (${severity})` },
      ]),
  );
  return manifest;
}

const severities = ['off', 'hint', 'information', 'warning', 'error'];

/** The schema of `sla.config.yaml`, for completion of its keys in any editor that knows YAML. */
export function configSchema(rules, notice) {
  const patterns = {
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, maxItems: 100 }],
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: notice,
    title: 'What a folder sets for its service level agreements',
    type: 'object',
    additionalProperties: false,
    patternProperties: { '^x-': true },
    properties: {
      preset: {
        description: 'Which rules are on: the usual ones, all of them, or for signed paper contradictions only.',
        enum: ['recommended', 'strict', 'transcribe'],
      },
      rules: {
        description: 'The severity of single rules.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules
            .toSorted((a, b) => (a.id < b.id ? -1 : 1))
            .map(({ id, severity, summary }) => [id, { description: `${summary} (${severity})`, enum: severities }]),
        ),
      },
      include: { description: 'Agreements that are looked at; all where it is left out.', ...patterns },
      exclude: { description: 'Agreements that are not looked at.', ...patterns },
    },
  };
}
