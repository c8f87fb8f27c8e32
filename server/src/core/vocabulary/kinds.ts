// The closed sets of the language, each word with one plain definition that schema, completion and hover share.
// It must never hold behaviour: what a word does to a number is decided where the number is computed.

/** One word of a closed set and what it means to the people who sign. */
export interface Word {
  readonly id: string;
  readonly docs: string;
}

export const agreementKinds = [
  { id: 'customer', docs: 'A service level agreement with an external customer.' },
  {
    id: 'internal',
    docs: 'An agreement between departments of one organization, also called an operational level agreement. Both sides may owe.',
  },
  {
    id: 'supplier',
    docs: 'A contract with a supplier on whose service other agreements rest, also called an underpinning contract.',
  },
] as const satisfies readonly Word[];

export const statuses = [
  { id: 'draft', docs: 'Being written. Nobody is bound yet, and unfinished parts are tolerated.' },
  { id: 'review', docs: 'Complete and under review by the parties.' },
  { id: 'agreed', docs: 'Agreed by the parties, not yet in force. Needs a term and approvals.' },
  { id: 'active', docs: 'In force. Needs a term and approvals.' },
  { id: 'suspended', docs: 'In force but put on hold by the parties.' },
  { id: 'expired', docs: 'Ended. Kept as a record.' },
] as const satisfies readonly Word[];
export type Status = (typeof statuses)[number]['id'];

/** The statuses from which on a term and approvals are required. */
export const bindingStatuses: readonly Status[] = ['agreed', 'active', 'suspended', 'expired'];

export const partyRoles = [
  {
    id: 'provider',
    docs: 'Delivers the service. Owes every objective that names nobody else, if it is the only provider.',
  },
  {
    id: 'customer',
    docs: 'Receives the service. Is owed every objective that names nobody else, if it is the only customer.',
  },
  {
    id: 'third-party',
    docs: 'Takes part without being a side of the agreement, such as a monitor or a subcontractor.',
  },
] as const satisfies readonly Word[];

export const partyTypes = [
  { id: 'organization', docs: 'A company, authority or association.' },
  { id: 'department', docs: 'A department of an organization.' },
  { id: 'team', docs: 'A team inside a department.' },
] as const satisfies readonly Word[];

export const contactNames = [
  { id: 'service-desk', docs: 'Where users report faults and ask for help.' },
  { id: 'escalation', docs: 'Who is called when the normal way does not help.' },
  { id: 'finance', docs: 'Who handles invoices and credits.' },
  { id: 'owner', docs: 'Who answers for the agreement.' },
  { id: 'noc', docs: 'The network operations centre.' },
] as const satisfies readonly Word[];

export const windows = [
  { id: 'hour', docs: 'Every clock hour in the time zone of the agreement.' },
  { id: 'day', docs: 'Every calendar day in the time zone of the agreement; it has 23, 24 or 25 hours.' },
  { id: 'week', docs: 'Every calendar week, from Monday to Sunday.' },
  { id: 'month', docs: 'Every calendar month, 28 to 31 days long.' },
  { id: 'quarter', docs: 'Every calendar quarter, 90 to 92 days long.' },
  { id: 'half-year', docs: 'Every calendar half-year, from January and from July.' },
  { id: 'year', docs: 'Every calendar year. For a contract year write { every: year, anchor: DATE }.' },
  { id: 'term', docs: 'The whole term of the agreement as one window.' },
  { id: 'billing-month', docs: 'Months that begin on the day of the month on which the term begins.' },
  { id: 'event', docs: 'Every record is judged by itself.' },
] as const satisfies readonly Word[];

/** What completion offers beside the words themselves. */
export const rollingWindows = [
  { id: 'rolling 7 d', docs: 'The seven days before each midnight, and before now.' },
  { id: 'rolling 28 d', docs: 'The 28 days before each midnight, and before now; always four whole weeks.' },
  { id: 'rolling 30 d', docs: 'The 30 days before each midnight, and before now. This is not a calendar month.' },
  { id: 'rolling 90 d', docs: 'The 90 days before each midnight, and before now.' },
] as const satisfies readonly Word[];

export const statistics = [
  { id: 'mean', docs: 'The arithmetic mean. It hides the slowest records.' },
  { id: 'median', docs: 'The middle value, the same as p50.' },
  { id: 'min', docs: 'The smallest value of the window.' },
  { id: 'max', docs: 'The largest value of the window.' },
  { id: 'sum', docs: 'The sum of all values of the window.' },
  { id: 'last', docs: 'The value at the end of the window.' },
  { id: 'p90', docs: 'The value that 90 % of the records do not exceed.' },
  { id: 'p95', docs: 'The value that 95 % of the records do not exceed.' },
  { id: 'p99', docs: 'The value that 99 % of the records do not exceed. Needs at least 100 records in a window.' },
  {
    id: 'p99.9',
    docs: 'The value that 99.9 % of the records do not exceed. Needs at least 1,000 records in a window.',
  },
] as const satisfies readonly Word[];

export const missingData = [
  {
    id: 'unknown',
    docs: 'A gap may have been good or bad. The window is decided only where both readings agree. This is the default.',
  },
  { id: 'good', docs: 'A gap counts as good. A monitor that is switched off then reads 100 %.' },
  { id: 'bad', docs: 'A gap counts as bad.' },
  { id: 'skip', docs: 'A gap is left out. Only what was measured is judged.' },
] as const satisfies readonly Word[];

export const beforeStarts = [
  { id: 'unknown', docs: 'Time before the service existed is unknown. This is the default.' },
  { id: 'skip', docs: 'Time before the service existed is left out.' },
  { id: 'good', docs: 'Time before the service existed counts as good, which flatters the first window.' },
] as const satisfies readonly Word[];

export const betters = [
  { id: 'higher', docs: 'Higher values are better.' },
  { id: 'lower', docs: 'Lower values are better.' },
] as const satisfies readonly Word[];

export const roundingModes = [
  { id: 'down', docs: 'Always towards zero, so that rounding never turns a miss into a hit for "at least".' },
  { id: 'up', docs: 'Always away from zero.' },
  { id: 'half-up', docs: 'To the nearest, halves away from zero.' },
  { id: 'half-even', docs: 'To the nearest, halves to the even digit.' },
] as const satisfies readonly Word[];

/** The words of `clock` that name what stops it, and those that name what starts it. */
export const clockEvents = [
  { id: 'respond', docs: 'The clock stops when somebody answers.' },
  { id: 'repair', docs: 'The clock stops when the fault is repaired.' },
  { id: 'restore', docs: 'The clock stops when the service works again, with or without a repair.' },
  { id: 'resolve', docs: 'The clock stops when the cause is removed.' },
  { id: 'failed', docs: 'The clock starts when the failure begins.' },
  { id: 'detected', docs: 'The clock starts when monitoring sees the failure.' },
  { id: 'reported', docs: 'The clock starts when the failure is reported.' },
  { id: 'assigned', docs: 'The clock starts when the ticket is assigned.' },
  { id: 'acknowledged', docs: 'The clock starts when the report is acknowledged.' },
  { id: 'declared', docs: 'The clock starts when the incident or disaster is declared.' },
] as const satisfies readonly Word[];

export const objectiveStatuses = [
  { id: 'indicator', docs: 'Reported but owed by nobody. Needs no target and has no remedies.' },
] as const satisfies readonly Word[];

export const dependencyTopologies = [
  { id: 'serial', docs: 'If it fails, the promise fails. Availabilities multiply.' },
  { id: 'parallel', docs: 'One of the group is enough. The promise fails only if all of the group fail.' },
  { id: 'k-of-n', docs: 'At least k of the group must work.' },
  { id: 'degraded-only', docs: 'If it fails, the service gets worse but does not fail.' },
] as const satisfies readonly Word[];

export const referenceKinds = [
  { id: 'terms', docs: 'General terms of business or a master agreement.' },
  { id: 'policy', docs: 'A policy of one of the parties.' },
  { id: 'standard', docs: 'A published standard.' },
  { id: 'contract', docs: 'Another contract between named parties.' },
  { id: 'order-form', docs: 'The order form or statement of work.' },
  { id: 'security', docs: 'A security annex or schedule.' },
  { id: 'data-processing', docs: 'A data processing agreement.' },
] as const satisfies readonly Word[];

export const claimEvents = [
  { id: 'window-end', docs: 'The time to claim runs from the end of the window. This is the default.' },
  { id: 'event', docs: 'The time to claim runs from the event itself.' },
  { id: 'awareness', docs: 'The time to claim runs from when the party learnt of the miss, which nobody can compute.' },
  { id: 'report', docs: 'The time to claim runs from the report of the window.' },
  { id: 'ticket-closed', docs: 'The time to claim runs from when the ticket was closed.' },
  { id: 'invoice', docs: 'The time to claim runs from the invoice.' },
] as const satisfies readonly Word[];

export const creditBases = [
  { id: 'value', docs: 'Tiers read the measured value of the window. This is the default.' },
  { id: 'relative-exceedance', docs: 'Tiers read by how many percent the value missed the target.' },
  { id: 'per-event', docs: 'The credit is due for every event that missed.' },
  { id: 'per-time', docs: 'The credit is due for every started or full unit of time, given by "each".' },
] as const satisfies readonly Word[];

export const stackings = [
  { id: 'highest', docs: 'Among groups that missed, only the highest credit is paid. This is the default.' },
  { id: 'add', docs: 'The credits of all groups that missed are added.' },
] as const satisfies readonly Word[];

export const tierApplications = [
  {
    id: 'unstated',
    docs: 'The paper does not say which of several tiers applies. Left out, the most generous tier that holds applies.',
  },
] as const satisfies readonly Word[];

export const creditRoundings = [
  { id: 'up', docs: 'A started unit counts as a whole one.' },
  { id: 'down', docs: 'Only full units count.' },
] as const satisfies readonly Word[];

export const creditMeasures = [
  { id: 'downtime', docs: 'Tiers read the down time of the window instead of the value of the metric.' },
] as const satisfies readonly Word[];

export const triggers = [
  { id: 'every miss', docs: 'Every window that was missed. This is the default.' },
  { id: 'missed 2 windows in a row', docs: 'Two judged windows in a row were missed. The number is free.' },
  { id: 'missed 3 of 6 windows', docs: 'Three of the last six judged windows were missed. Both numbers are free.' },
] as const satisfies readonly Word[];

/** The roles that every source may map; metric types name further ones themselves. */
export const sourceRoles = [
  { id: 'at', docs: 'The instant of a record.' },
  { id: 'start', docs: 'The start of an interval, or the first of two instants.' },
  { id: 'end', docs: 'The end of an interval, or the second of two instants. Empty means still open.' },
  { id: 'ok', docs: 'Whether the record is good.' },
  { id: 'good', docs: 'How many were good, or whether the row is good.' },
  { id: 'bad', docs: 'How many were bad, or whether the row is bad.' },
  { id: 'total', docs: 'How many there were in all.' },
  { id: 'value', docs: 'The measured number.' },
  { id: 'weight', docs: 'How much the record weighs in a mean.' },
  { id: 'key', docs: 'What the metric type counts or joins by.' },
  { id: 'location', docs: 'Who or where the probe was.' },
  { id: 'paused', docs: 'For how long the clock stood still, already summed.' },
  { id: 'announced', docs: 'When an exclusion was announced.' },
  { id: 'due', docs: 'The promised instant.' },
  { id: 'priority', docs: 'The priority of the record.' },
] as const satisfies readonly Word[];

export const days = [
  { id: 'mon', docs: 'Monday.' },
  { id: 'tue', docs: 'Tuesday.' },
  { id: 'wed', docs: 'Wednesday.' },
  { id: 'thu', docs: 'Thursday.' },
  { id: 'fri', docs: 'Friday.' },
  { id: 'sat', docs: 'Saturday.' },
  { id: 'sun', docs: 'Sunday.' },
  { id: 'mon-fri', docs: 'Monday to Friday.' },
  { id: 'mon-sun', docs: 'Every day of the week.' },
] as const satisfies readonly Word[];

export const openAlways = [
  { id: '24x7', docs: 'Always open, every hour of every day.' },
] as const satisfies readonly Word[];
