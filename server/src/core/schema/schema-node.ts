// The part of JSON Schema draft-07 that the language uses, with the annotations of our own tools.
// It must never describe a keyword that the hand-written schema does not use: a new one is added here first.

/** The grammar of a scalar (language.md, section 2). */
export type ScalarKind =
  | 'number'
  | 'percent'
  | 'duration'
  | 'rate'
  | 'count'
  | 'money'
  | 'ratio'
  | 'quantity'
  | 'window'
  | 'every'
  | 'statistic'
  | 'date'
  | 'instant'
  | 'hours-range'
  | 'limit'
  | 'expression'
  | 'version'
  | 'time-zone'
  | 'share'
  | 'text'
  | 'metric-type'
  | 'path'
  | 'when'
  | 'credit'
  | 'days'
  | 'flag';

/** What an id that is written as a value refers to. */
export type RefKind =
  | 'party'
  | 'service'
  | 'data'
  | 'metric'
  | 'objective'
  | 'calendar'
  | 'exclusion'
  | 'remedy'
  | 'goal'
  | 'fee-or-term'
  | 'metric-or-objective';

/** What a key of a map defines. */
export type DefinedKind =
  | 'party'
  | 'service'
  | 'data'
  | 'metric'
  | 'objective'
  | 'calendar'
  | 'exclusion'
  | 'remedy'
  | 'goal'
  | 'dependency'
  | 'reference'
  | 'duty'
  | 'fee'
  | 'term';

export type TypeName = 'string' | 'number' | 'boolean' | 'object' | 'array';

export interface SchemaNode {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, boolean>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  /** How messages call the map: `an objective`, `the term`. */
  readonly 'x-noun'?: string;
  readonly 'x-scalar'?: ScalarKind;
  readonly 'x-ref'?: RefKind;
  /** The id belongs to another file. */
  readonly 'x-ref-elsewhere'?: boolean;
  /** `party.contact` is allowed beside the bare id. */
  readonly 'x-contact'?: boolean;
  /** The text is a column of the attached data. */
  readonly 'x-column'?: boolean;
  readonly 'x-defines'?: DefinedKind;
  readonly 'x-keys'?: 'id' | 'text';
  /** The kind of id that the keys refer to. */
  readonly 'x-key-ref'?: RefKind;
  /** The grammar of the keys. */
  readonly 'x-key-scalar'?: ScalarKind;
  /** A word list of the vocabulary that completion offers; other values are allowed. */
  readonly 'x-suggest'?: string;
  /** A word list of the vocabulary that completion offers as keys; other keys are allowed. */
  readonly 'x-suggest-keys'?: string;
  /** The key whose value chooses the branch among `allOf`. */
  readonly 'x-choose-by'?: string;
  /** What holds while the choice is not made, or names nothing. */
  readonly 'x-otherwise'?: SchemaNode;
}
