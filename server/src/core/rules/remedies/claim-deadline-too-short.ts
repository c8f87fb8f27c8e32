// claim-deadline-too-short: a claim is due before its reason can be known.
// It must never compare business time with elapsed time where the calendar decides which is longer.

import type { SlaFile } from '../../model/file';
import { reader, type Reader } from '../../model/reader';
import { compare, integer, multiply, subtract, type Rational } from '../../scalars/rational';
import { microsecondsIn, type Duration } from '../../scalars/quantity';
import { microsecondsOf } from '../../scalars/units';
import { parseDuration } from '../../scalars/words';
import type { Reporting } from '../../schema/types.generated';
import { entryOf, resolved } from '../../syntax/nodes';
import type { Located } from '../../text/span';
import { replaceScalar } from '../edits';
import { rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { cut, message } from '../say';

/** A customer who is away for a week still has to be able to claim. */
const leastOfCustomers = week();
const usual = '30 d';

export const claimDeadlineTooShort = defineRule({
  id: 'claim-deadline-too-short',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'A claim is due before its reason can be known.',
  why: 'A right that ends before the report that proves it is no right.',
  bad: `claims: { by: customer, within: 24 h }
#                               ^^^^ Claim within 24 h; the report comes after 5 business days
reporting: { every: month, by: provider, to: [customer], within: 5 business days }
calendars:
  office: { hours: { mon-fri: "09:00-17:00" } }
`,
  good: `claims: { by: customer, within: 30 d }
reporting: { every: month, by: provider, to: [customer], within: 5 business days }
calendars:
  office: { hours: { mon-fri: "09:00-17:00" } }
`,
  fixed: `claims: { by: customer, within: 30 d }
reporting: { every: month, by: provider, to: [customer], within: 5 business days }
calendars:
  office: { hours: { mon-fri: "09:00-17:00" } }
`,
  *check({ file }) {
    const within = file.model.claims?.within;
    // What is due without a claim has no deadline that could be too short.
    if (within === undefined || file.model.claims?.automatic === true) return;
    const report = reader<Reporting>(file.model.sections.get('reporting'));
    const later = report.scalar('within', parseDuration);
    const isLater =
      later !== undefined && runsFromTheWindow(file) && isShorter(file, within.value, later.value, report);
    const isShort = file.model.kind?.value === 'customer' && isBelowAWeek(within.value);
    if (!isLater && !isShort) return;
    const shown = ({ span }: Located<unknown>): string => cut(file.snapshot.text.slice(span.start, span.end), 20);
    const fact = `Claim within ${shown(within)}`;
    yield {
      span: within.span,
      message: message(
        isLater
          ? `${fact}; the report comes after ${shown(later)}`
          : `${fact}; a customer who is away for a week is too late`,
      ),
      related: isLater ? [{ span: later.span, message: 'The report comes after this time' }] : [],
      fixes: fixesOf(file, isLater ? later.value : undefined),
    };
  },
});

function week(): Rational {
  return multiply(integer(7), microsecondsOf('d') ?? integer(0));
}

function isBelowAWeek(within: Duration): boolean {
  const length = within.business ? undefined : microsecondsIn(within);
  return length !== undefined && compare(length, leastOfCustomers) < 0;
}

/** Whether the time to claim runs from the end of the window, as the time of the report does. */
function runsFromTheWindow(file: SlaFile): boolean {
  return (file.model.claims?.after?.value ?? 'window-end') === 'window-end';
}

/** Whether a claim is certainly due before the report is (rules.md A4). */
function isShorter(file: SlaFile, claim: Duration, report: Duration, reporting: Reader<Reporting>): boolean {
  const [a, b] = [microsecondsIn(claim), microsecondsIn(report)];
  const [own, other] = [file.model.claims?.calendar?.value, reporting.text('calendar')?.value];
  if (a === undefined || b === undefined) return false;
  if (!claim.business && !report.business) return compare(a, b) < 0;
  if (claim.business) return report.business && own === other && claim.unit === report.unit && compare(a, b) < 0;
  // Business days that follow each other span all but the last of them; hours of business take at least as long as they are.
  if (report.unit !== 'd') return report.unit !== 'w' && compare(a, b) < 0;
  return compare(a, subtract(b, microsecondsOf('d') ?? integer(0))) < 0;
}

/** Thirty days, as most papers have it, where the report is not as late as that. */
function fixesOf(file: SlaFile, report: Duration | undefined): readonly Fix[] {
  const claims = resolved(rootMap(file)?.entries.find(({ key }) => key.text === 'claims')?.value);
  const node = claims?.kind === 'map' ? entryOf(claims, 'within')?.value : undefined;
  const length = report === undefined ? undefined : microsecondsIn(report);
  const isLate =
    report !== undefined && (length === undefined || compare(length, multiply(integer(2), leastOfCustomers)) > 0);
  if (node?.kind !== 'scalar' || isLate) return [];
  const fix = replaceScalar(node, usual);
  return fix === undefined ? [] : [fix];
}
