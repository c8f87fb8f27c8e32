// Turns the vocabulary into JSON Schema: closed sets, metric types with their parameters, remedy kinds with their keys.
// It must never be read from a file at run time: the generator writes it out for others, the tools call it.

import {
  agreementKinds,
  beforeStarts,
  betters,
  claimEvents,
  clockEvents,
  contactNames,
  creditBases,
  creditMeasures,
  creditRoundings,
  days,
  dependencyTopologies,
  missingData,
  objectiveStatuses,
  openAlways,
  partyRoles,
  partyTypes,
  referenceKinds,
  rollingWindows,
  roundingModes,
  sourceRoles,
  stackings,
  statistics,
  statuses,
  tierApplications,
  triggers,
  windows,
  type Word,
} from '../vocabulary/kinds';
import { standardDuties } from '../vocabulary/duties';
import { exclusionKinds } from '../vocabulary/exclusions';
import { metricTypes } from '../vocabulary/metrics/index';
import type { MetricType, Parameter } from '../vocabulary/metrics/metric';
import { commonRemedyKeys, remedyKinds, type RemedyType } from '../vocabulary/remedies';
import type { SchemaNode } from './schema-node';

/** Every word list of the language by the name under which schemas refer to it. */
export const wordLists: Readonly<Record<string, readonly Word[]>> = {
  agreementKind: agreementKinds,
  beforeStart: beforeStarts,
  better: betters,
  claimEvent: claimEvents,
  clockEvent: clockEvents,
  contactName: contactNames,
  creditBasis: creditBases,
  creditMeasure: creditMeasures,
  creditRounding: creditRoundings,
  dayWord: days,
  dependencyTopology: dependencyTopologies,
  exclusionKind: exclusionKinds,
  metricType: metricTypes,
  missingData,
  objectiveStatus: objectiveStatuses,
  openAlways,
  partyRole: partyRoles,
  partyType: partyTypes,
  referenceKind: referenceKinds,
  remedyKind: remedyKinds,
  roundingMode: roundingModes,
  sourceRole: sourceRoles,
  stacking: stackings,
  standardDuty: standardDuties,
  statisticWord: statistics,
  status: statuses,
  tierApplication: tierApplications,
  trigger: triggers,
  windowWord: [...windows, ...rollingWindows],
};

const closedMap = { type: 'object', additionalProperties: false, patternProperties: { '^x-': true } } as const;

/** The definition of one word list. */
function wordSchema(words: readonly Word[]): SchemaNode {
  return { type: 'string', enum: words.map((word) => word.id), enumDescriptions: words.map((word) => word.docs) };
}

/**
 * The schema of one parameter of a metric type. `shared` holds the shapes of parameters that are richer than one value.
 * A choice whose published definitions differ stays open: the paper may define it in its own words, and a rule speaks.
 */
export function parameterSchema(type: MetricType, parameter: Parameter, shared: SchemaNode): SchemaNode {
  const description = parameterDocs(parameter);
  if (parameter.kind === 'choice') {
    const values = parameter.values ?? [];
    if (type.ambiguous?.includes(parameter.name) === true)
      return { description, $ref: 'sla.schema.json#/definitions/text', examples: values };
    return { description, type: 'string', enum: values };
  }
  if (shared.properties?.[parameter.name] !== undefined)
    return { description, $ref: `sla.schema.json#/definitions/metricParameters/properties/${parameter.name}` };
  switch (parameter.kind) {
    case 'boolean':
      return { description, $ref: 'sla.schema.json#/definitions/flag' };
    case 'data':
      return { description, $ref: 'sla.schema.json#/definitions/dataRef' };
    default:
      return { description, $ref: `sla.schema.json#/definitions/${parameter.kind}` };
  }
}

function parameterDocs(parameter: Parameter): string {
  if (parameter.mandatory === true) return `${parameter.docs} Mandatory.`;
  if (parameter.mandatory !== undefined) return `${parameter.docs} Mandatory for ${parameter.mandatory}.`;
  return parameter.default === undefined ? parameter.docs : `${parameter.docs} Default: ${parameter.default}.`;
}

/** The closed definition of a metric of one type: the keys of every metric and the parameters of the type. */
function metricSchema(type: MetricType, common: SchemaNode, shared: SchemaNode): SchemaNode {
  const properties: Record<string, SchemaNode> = {};
  for (const key of Object.keys(common.properties ?? {}))
    properties[key] = { $ref: `sla.schema.json#/definitions/metricCommon/properties/${key}` };
  for (const parameter of type.parameters) properties[parameter.name] ??= parameterSchema(type, parameter, shared);
  return { description: type.docs, 'x-noun': `a metric of type "${type.id}"`, ...closedMap, properties };
}

/** The closed definition of a remedy of one kind. */
function remedySchema(kind: RemedyType): SchemaNode {
  const properties: Record<string, SchemaNode> = {};
  for (const key of [...commonRemedyKeys, ...kind.keys])
    properties[key] = { $ref: `sla.schema.json#/definitions/remedyKeys/properties/${key}` };
  return {
    description: kind.docs,
    'x-noun': `a remedy of kind "${kind.id}"`,
    ...closedMap,
    required: ['kind', ...kind.required],
    properties,
  };
}

interface Chooser {
  readonly noun: string;
  readonly key: string;
  readonly ids: readonly string[];
  /** Where the key is defined. */
  readonly chooser: SchemaNode;
  /** The keys that hold for every branch, for tools that meet a map before the choice is made. */
  readonly otherwise: SchemaNode;
}

/** A map whose branch is chosen by the value of one key; the branches are called `noun-id`. */
function chosenBy({ noun, key, ids, chooser, otherwise }: Chooser): SchemaNode {
  const branch = (id: string): SchemaNode => ({
    if: { properties: { [key]: { const: id } }, required: [key] },
    then: { $ref: `vocabulary.schema.json#/definitions/${noun}-${id}` },
  });
  return {
    'x-noun': `a ${noun}`,
    'x-choose-by': key,
    'x-otherwise': otherwise,
    type: 'object',
    required: [key],
    properties: { [key]: chooser },
    allOf: ids.map(branch),
  };
}

/** What holds for every remedy, whatever its kind. */
function commonRemedy(): SchemaNode {
  const properties: Record<string, SchemaNode> = {};
  for (const key of commonRemedyKeys)
    properties[key] = { $ref: `sla.schema.json#/definitions/remedyKeys/properties/${key}` };
  return { 'x-noun': 'a remedy', ...closedMap, required: ['kind'], properties };
}

/** The whole vocabulary as a schema. `language` is the hand-written schema, whose common keys are referred to. */
export function vocabularySchema(language: SchemaNode): SchemaNode {
  const definitions: Record<string, SchemaNode> = {};
  for (const [name, words] of Object.entries(wordLists)) definitions[name] = wordSchema(words);
  const common = language.definitions?.['metricCommon'] ?? {};
  const shared = language.definitions?.['metricParameters'] ?? {};
  definitions['metric'] = chosenBy({
    noun: 'metric',
    key: 'type',
    ids: metricTypes.map((type) => type.id),
    chooser: { $ref: 'sla.schema.json#/definitions/metricCommon/properties/type' },
    otherwise: { $ref: 'sla.schema.json#/definitions/metricCommon' },
  });
  for (const type of metricTypes) definitions[`metric-${type.id}`] = metricSchema(type, common, shared);
  definitions['remedy'] = chosenBy({
    noun: 'remedy',
    key: 'kind',
    ids: remedyKinds.map((kind) => kind.id),
    chooser: { $ref: 'sla.schema.json#/definitions/remedyKeys/properties/kind' },
    otherwise: commonRemedy(),
  });
  for (const kind of remedyKinds) definitions[`remedy-${kind.id}`] = remedySchema(kind);
  return { definitions };
}
