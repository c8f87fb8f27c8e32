// The catalogue that the rules follow: which rule belongs to which wave. Waves 1 and 2 are complete, of wave 3 there is what can be certain.
// It must never name a wave for a rule that the catalogue does not know.

const waves: readonly string[] = [
  `
  yaml-syntax yaml-trap duplicate-key conflict-marker unknown-key missing-key wrong-shape invalid-scalar
  unknown-value invalid-id unresolved-id invalid-expression unused-definition suppression-without-reason
  owed-by-missing owed-to-itself not-controlled-by-owing-party measured-only-by-owing-party duty-unassigned
  metric-type-unknown parameter-missing definition-ambiguous unit-mismatch judgement-missing value-out-of-range
  no-data-counts-as-good rounding-swallows-breach minimum-outage-hides-budget resolution-too-coarse target-missing
  target-direction-inverted target-equality band-penalises-better target-100-percent availability-mttr-inconsistent
  ttr-exceeds-downtime-budget response-exceeds-resolution ladder-not-monotone mixed-units-in-ladder
  rpo-below-backup-interval freshness-below-update-interval conflicting-objectives window-missing time-zone-missing
  business-unit-without-calendar calendar-missing-for-times calendar-gap-midnight month-versus-30-days
  dual-expression target-without-origin baseline-mismatch baseline-inconsistent target-stricter-than-baseline
  tightening-not-stricter exclusion-swallows-target exclusion-unbounded exclusion-without-notice
  exclusion-decided-by-owing-party remedy-missing breach-without-remedy credit-without-breach credit-at-target
  credit-tier-gap credit-tier-overlap credit-tier-not-monotone credit-of-undefined cap-missing claim-deadline-missing
  reference-unresolved underpinning-weaker underpinning-slower term-undefined term-order expired approval-missing
  review-overdue data-path
  `,
  `
  merge-key confusable-text language-version duplicate-title too-few-parties judge-is-interested
  clock-start-controlled-by-owing-party priority-set-by-owing-party third-party-not-bound
  data-rate-direction-unassigned judgement-misplaced fraction-or-percent downtime-definition-missing
  measured-at-missing window-padding-inflates-result percentile-of-percentiles percentile-sample-too-small
  formula-direction indicator-with-remedy low-traffic-target resolution-target-missing
  rto-exceeds-availability-budget throughput-without-load target-not-testable derivation-mismatch time-zone-unknown
  calendar-empty calendar-ranges holidays-missing top-priority-on-business-hours window-mismatch-billing
  window-mismatch-remedy window-exceeds-term baseline-sample-too-small baseline-stale target-looser-than-baseline
  target-outside-attainment baseline-trend baseline-differs-from-data baseline-data-changed tightening-infeasible
  emergency-maintenance-excluded third-party-excluded-but-depended-on exclusion-of-own-subcontractor
  exclusion-evidence-missing credit-tier-unreachable credit-cliff credit-unit-mismatch tier-unit-differs
  cap-below-tier claim-deadline-too-short duplicate-agreement-id underpinning-hours-narrower
  underpinning-value-differs underpinning-expires-earlier dependency-cycle reference-version-missing
  precedence-undefined term-unused review-missing version-order version-not-bumped weakened-without-record
  adverse-change-during-term measurement-redefined connection-address interval-not-stated data-missing
  data-column-missing data-bad-rows data-incomplete-window data-duplicate-rows data-time-zone-assumed
  data-filter-empty data-stale objective-breached budget-nearly-used
  `,
  `
  constant-expression suppression-unused several-responsible duty-without-deadline contact-missing one-sided
  rounding-undefined mean-of-ratios average-hides-tail role-mapped-twice filter-implies-good source-cannot-feed
  weights-do-not-sum update-slower-than-restore steps-exceed-target redundant-objective stricter-than-industry
  group-without-target business-target-never-elapses credit-window-mismatch rolling-window-pays-twice
  partial-window-undefined window-too-long-to-act dst-sensitive-slot baseline-outlier baseline-seasonal-gap
  baseline-regime-change baseline-includes-excluded-time tightening-without-condition exclusion-not-applied
  exclusion-over-limit exclusion-added-to-numerator credit-tier-too-wide credit-immaterial cap-never-binds
  annual-cap-exhausted stacking-undefined sole-remedy-with-low-cap termination-right-missing trigger-unreachable
  bonus-without-malus earn-back-without-limit claim-deadline-not-absolute claim-evidence-not-available
  fee-due-before-decision underpinning-window-differs underpinning-claim-later dependency-group dependency-undeclared
  dependency-credit-leak term-circular term-redefined topic-missing history-missing retroactive-change
  approval-older-than-change connection-missing data-out-of-order data-interval-differs data-unit-contradicts-name
  open-incident-old excluded-without-basis
  `,
];

/** The ids of a wave, in the order of the catalogue. */
export function idsOf(wave: 1 | 2 | 3): readonly string[] {
  return (waves[wave - 1] ?? '').trim().split(/\s+/);
}

/** The wave of a rule; undefined for one that the catalogue does not have. */
export function waveOf(id: string): 1 | 2 | 3 | undefined {
  return ([1, 2, 3] as const).find((wave) => idsOf(wave).includes(id));
}
