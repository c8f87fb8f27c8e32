// The kinds of remedies: what follows when an objective is missed, and which keys each kind takes.
// It must never compute an amount; compliance/credits.ts does.

export interface RemedyType {
  readonly id: string;
  readonly docs: string;
  /** The keys of this kind beside the common ones. */
  readonly keys: readonly string[];
  /** Keys without which the kind says nothing. */
  readonly required: readonly string[];
}

/** The keys that every remedy may carry. */
export const commonRemedyKeys = ['kind', 'when', 'calendar', 'note'] as const;

const reportKeys = ['what', 'by', 'within'] as const;

export const remedyKinds = [
  {
    id: 'service-credit',
    docs: 'Part of a fee is given back, by tiers of the measured value.',
    keys: [
      'of',
      'tiers',
      'cap',
      'basis',
      'stacking',
      'apply',
      'sole',
      'least',
      'over',
      'cure',
      'measure',
      'each',
      'round',
      'multiple',
    ],
    required: ['tiers'],
  },
  {
    id: 'cap',
    docs: 'An upper limit over all credits of the same fee.',
    keys: ['of', 'limit'],
    required: ['of', 'limit'],
  },
  { id: 'fixed-amount', docs: 'A fixed amount of money is due.', keys: ['amount'], required: ['amount'] },
  {
    id: 'bonus',
    docs: 'The party that owes earns something when it does better than promised.',
    keys: ['of', 'tiers'],
    required: ['tiers'],
  },
  {
    id: 'earn-back',
    docs: 'Credits that were paid can be earned back by a run of good windows.',
    keys: ['share', 'afterWindows', 'within', 'limit'],
    required: ['share'],
  },
  {
    id: 'points',
    docs: 'Misses earn points, and points decide what follows.',
    keys: ['tiers', 'deduct', 'resetAfter'],
    required: ['tiers'],
  },
  {
    id: 'escalation',
    docs: 'The matter goes up a path of people, one step at a time.',
    keys: ['path'],
    required: ['path'],
  },
  { id: 'report', docs: 'A report is owed, for example on the root cause.', keys: reportKeys, required: [] },
  {
    id: 'improvement-plan',
    docs: 'A plan is owed that says how the miss will not be repeated.',
    keys: reportKeys,
    required: [],
  },
  { id: 'make-good', docs: 'What was not delivered is delivered later.', keys: reportKeys, required: [] },
  { id: 'reassignment', docs: 'The work goes to somebody else.', keys: reportKeys, required: [] },
  { id: 'review', docs: 'The parties review the cause or the target together.', keys: reportKeys, required: [] },
  { id: 'step-in', docs: 'The party that is owed may take over the work itself.', keys: reportKeys, required: [] },
  { id: 'termination', docs: 'A party may end the agreement.', keys: ['holder', 'notice'], required: ['holder'] },
] as const satisfies readonly RemedyType[];
