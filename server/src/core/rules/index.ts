// The list of all rules, in the order of their categories.
// A rule that is not in this list does not run; a test proves the list complete.

import type { Rule } from './rule';
import { yamlSyntax } from './syntax/yaml-syntax';
import { yamlTrap } from './syntax/yaml-trap';
import { languageVersion } from './syntax/language-version';
import { duplicateKey } from './syntax/duplicate-key';
import { conflictMarker } from './syntax/conflict-marker';
import { unknownKey } from './syntax/unknown-key';
import { mergeKey } from './syntax/merge-key';
import { missingKey } from './syntax/missing-key';
import { wrongShape } from './syntax/wrong-shape';
import { unknownValue } from './syntax/unknown-value';
import { invalidId } from './syntax/invalid-id';
import { unresolvedId } from './syntax/unresolved-id';
import { invalidScalar } from './syntax/invalid-scalar';
import { invalidExpression } from './syntax/invalid-expression';
import { unusedDefinition } from './syntax/unused-definition';
import { suppressionUnused } from './syntax/suppression-unused';
import { duplicateTitle } from './syntax/duplicate-title';
import { confusableText } from './syntax/confusable-text';
import { constantExpression } from './syntax/constant-expression';
import { suppressionWithoutReason } from './syntax/suppression-without-reason';
import { metricTypeUnknown } from './metrics/metric-type-unknown';
import { owedByMissing } from './parties/owed-by-missing';
import { dutyUnassigned } from './parties/duty-unassigned';
import { owedToItself } from './parties/owed-to-itself';
import { notControlledByOwingParty } from './parties/not-controlled-by-owing-party';
import { measuredOnlyByOwingParty } from './parties/measured-only-by-owing-party';
import { tooFewParties } from './parties/too-few-parties';
import { judgeIsInterested } from './parties/judge-is-interested';
import { clockStartControlledByOwingParty } from './parties/clock-start-controlled-by-owing-party';
import { prioritySetByOwingParty } from './parties/priority-set-by-owing-party';
import { thirdPartyNotBound } from './parties/third-party-not-bound';
import { dataRateDirectionUnassigned } from './parties/data-rate-direction-unassigned';
import { severalResponsible } from './parties/several-responsible';
import { dutyWithoutDeadline } from './parties/duty-without-deadline';
import { contactMissing } from './parties/contact-missing';
import { oneSided } from './parties/one-sided';
import { targetMissing } from './targets/target-missing';
import { targetDirectionInverted } from './targets/target-direction-inverted';
import { dualExpression } from './targets/dual-expression';
import { targetEquality } from './targets/target-equality';
import { bandPenalisesBetter } from './targets/band-penalises-better';
import { target100Percent } from './targets/target-100-percent';
import { availabilityMttrInconsistent } from './targets/availability-mttr-inconsistent';
import { ttrExceedsDowntimeBudget } from './targets/ttr-exceeds-downtime-budget';
import { responseExceedsResolution } from './targets/response-exceeds-resolution';
import { ladderNotMonotone } from './targets/ladder-not-monotone';
import { mixedUnitsInLadder } from './targets/mixed-units-in-ladder';
import { rpoBelowBackupInterval } from './targets/rpo-below-backup-interval';
import { freshnessBelowUpdateInterval } from './targets/freshness-below-update-interval';
import { conflictingObjectives } from './targets/conflicting-objectives';
import { indicatorWithRemedy } from './targets/indicator-with-remedy';
import { resolutionTargetMissing } from './targets/resolution-target-missing';
import { rtoExceedsAvailabilityBudget } from './targets/rto-exceeds-availability-budget';
import { throughputWithoutLoad } from './targets/throughput-without-load';
import { targetNotTestable } from './targets/target-not-testable';
import { updateSlowerThanRestore } from './targets/update-slower-than-restore';
import { redundantObjective } from './targets/redundant-objective';
import { derivationMismatch } from './goals/derivation-mismatch';
import { unitMismatch } from './metrics/unit-mismatch';
import { valueOutOfRange } from './metrics/value-out-of-range';
import { judgementMisplaced } from './metrics/judgement-misplaced';
import { parameterMissing } from './metrics/parameter-missing';
import { definitionAmbiguous } from './metrics/definition-ambiguous';
import { noDataCountsAsGood } from './metrics/no-data-counts-as-good';
import { roundingSwallowsBreach } from './metrics/rounding-swallows-breach';
import { minimumOutageHidesBudget } from './metrics/minimum-outage-hides-budget';
import { resolutionTooCoarse } from './metrics/resolution-too-coarse';
import { fractionOrPercent } from './metrics/fraction-or-percent';
import { downtimeDefinitionMissing } from './metrics/downtime-definition-missing';
import { measuredAtMissing } from './metrics/measured-at-missing';
import { windowPaddingInflatesResult } from './metrics/window-padding-inflates-result';
import { percentileOfPercentiles } from './metrics/percentile-of-percentiles';
import { formulaDirection } from './metrics/formula-direction';
import { roleMappedTwice } from './metrics/role-mapped-twice';
import { filterImpliesGood } from './metrics/filter-implies-good';
import { weightsDoNotSum } from './metrics/weights-do-not-sum';
import { meanOfRatios } from './metrics/mean-of-ratios';
import { averageHidesTail } from './metrics/average-hides-tail';
import { judgementMissing } from './metrics/judgement-missing';
import { windowMissing } from './windows/window-missing';
import { timeZoneMissing } from './windows/time-zone-missing';
import { timeZoneUnknown } from './windows/time-zone-unknown';
import { businessUnitWithoutCalendar } from './windows/business-unit-without-calendar';
import { holidaysUnknown } from './windows/holidays-unknown';
import { calendarMissingForTimes } from './windows/calendar-missing-for-times';
import { calendarGapMidnight } from './windows/calendar-gap-midnight';
import { monthVersus30Days } from './windows/month-versus-30-days';
import { calendarEmpty } from './windows/calendar-empty';
import { calendarRanges } from './windows/calendar-ranges';
import { holidaysMissing } from './windows/holidays-missing';
import { topPriorityOnBusinessHours } from './windows/top-priority-on-business-hours';
import { windowMismatchBilling } from './windows/window-mismatch-billing';
import { windowMismatchRemedy } from './windows/window-mismatch-remedy';
import { windowExceedsTerm } from './windows/window-exceeds-term';
import { rollingWindowPaysTwice } from './windows/rolling-window-pays-twice';
import { partialWindowUndefined } from './windows/partial-window-undefined';
import { windowTooLongToAct } from './windows/window-too-long-to-act';
import { dstSensitiveSlot } from './windows/dst-sensitive-slot';
import { targetWithoutOrigin } from './baselines/target-without-origin';
import { baselineMismatch } from './baselines/baseline-mismatch';
import { baselineInconsistent } from './baselines/baseline-inconsistent';
import { targetStricterThanBaseline } from './baselines/target-stricter-than-baseline';
import { tighteningNotStricter } from './baselines/tightening-not-stricter';
import { baselineSampleTooSmall } from './baselines/baseline-sample-too-small';
import { baselineStale } from './baselines/baseline-stale';
import { targetLooserThanBaseline } from './baselines/target-looser-than-baseline';
import { tighteningInfeasible } from './baselines/tightening-infeasible';
import { tighteningWithoutCondition } from './baselines/tightening-without-condition';
import { exclusionUnbounded } from './exclusions/exclusion-unbounded';
import { exclusionWithoutNotice } from './exclusions/exclusion-without-notice';
import { exclusionDecidedByOwingParty } from './exclusions/exclusion-decided-by-owing-party';
import { exclusionEvidenceMissing } from './exclusions/exclusion-evidence-missing';
import { emergencyMaintenanceExcluded } from './exclusions/emergency-maintenance-excluded';
import { exclusionOfOwnSubcontractor } from './exclusions/exclusion-of-own-subcontractor';
import { thirdPartyExcludedButDependedOn } from './exclusions/third-party-excluded-but-depended-on';
import { exclusionSwallowsTarget } from './exclusions/exclusion-swallows-target';
import { exclusionAddedToNumerator } from './exclusions/exclusion-added-to-numerator';
import { claimDeadlineMissing } from './remedies/claim-deadline-missing';
import { creditOfUndefined } from './remedies/credit-of-undefined';
import { remedyMissing } from './remedies/remedy-missing';
import { creditTierGap } from './remedies/credit-tier-gap';
import { creditTierOverlap } from './remedies/credit-tier-overlap';
import { creditAtTarget } from './remedies/credit-at-target';
import { creditTierNotMonotone } from './remedies/credit-tier-not-monotone';
import { breachWithoutRemedy } from './remedies/breach-without-remedy';
import { creditWithoutBreach } from './remedies/credit-without-breach';
import { capMissing } from './remedies/cap-missing';
import { creditTierUnreachable } from './remedies/credit-tier-unreachable';
import { creditCliff } from './remedies/credit-cliff';
import { creditUnitMismatch } from './remedies/credit-unit-mismatch';
import { tierUnitDiffers } from './remedies/tier-unit-differs';
import { capBelowTier } from './remedies/cap-below-tier';
import { claimDeadlineTooShort } from './remedies/claim-deadline-too-short';
import { creditTierTooWide } from './remedies/credit-tier-too-wide';
import { creditImmaterial } from './remedies/credit-immaterial';
import { capNeverBinds } from './remedies/cap-never-binds';
import { annualCapExhausted } from './remedies/annual-cap-exhausted';
import { stackingUndefined } from './remedies/stacking-undefined';
import { soleRemedyWithLowCap } from './remedies/sole-remedy-with-low-cap';
import { terminationRightMissing } from './remedies/termination-right-missing';
import { triggerUnreachable } from './remedies/trigger-unreachable';
import { creditWindowMismatch } from './remedies/credit-window-mismatch';
import { bonusWithoutMalus } from './remedies/bonus-without-malus';
import { earnBackWithoutLimit } from './remedies/earn-back-without-limit';
import { claimDeadlineNotAbsolute } from './remedies/claim-deadline-not-absolute';
import { claimEvidenceNotAvailable } from './remedies/claim-evidence-not-available';
import { feeDueBeforeDecision } from './remedies/fee-due-before-decision';
import { referenceUnresolved } from './dependencies/reference-unresolved';
import { underpinningValueDiffers } from './dependencies/underpinning-value-differs';
import { underpinningWeaker } from './dependencies/underpinning-weaker';
import { underpinningSlower } from './dependencies/underpinning-slower';
import { underpinningHoursNarrower } from './dependencies/underpinning-hours-narrower';
import { underpinningExpiresEarlier } from './dependencies/underpinning-expires-earlier';
import { dependencyCycle } from './dependencies/dependency-cycle';
import { duplicateAgreementId } from './dependencies/duplicate-agreement-id';
import { referenceVersionMissing } from './dependencies/reference-version-missing';
import { precedenceUndefined } from './dependencies/precedence-undefined';
import { termUndefined } from './dependencies/term-undefined';
import { termUnused } from './dependencies/term-unused';
import { dependencyGroup } from './dependencies/dependency-group';
import { underpinningWindowDiffers } from './dependencies/underpinning-window-differs';
import { underpinningClaimLater } from './dependencies/underpinning-claim-later';
import { dependencyUndeclared } from './dependencies/dependency-undeclared';
import { dependencyCreditLeak } from './dependencies/dependency-credit-leak';
import { termCircular } from './dependencies/term-circular';
import { termRedefined } from './dependencies/term-redefined';
import { topicMissing } from './dependencies/topic-missing';
import { termOrder } from './lifecycle/term-order';
import { approvalMissing } from './lifecycle/approval-missing';
import { expired } from './lifecycle/expired';
import { versionNotBumped } from './lifecycle/version-not-bumped';
import { weakenedWithoutRecord } from './lifecycle/weakened-without-record';
import { adverseChangeDuringTerm } from './lifecycle/adverse-change-during-term';
import { measurementRedefined } from './lifecycle/measurement-redefined';
import { retroactiveChange } from './lifecycle/retroactive-change';
import { approvalOlderThanChange } from './lifecycle/approval-older-than-change';
import { reviewOverdue } from './lifecycle/review-overdue';
import { reviewMissing } from './lifecycle/review-missing';
import { versionOrder } from './lifecycle/version-order';
import { historyMissing } from './lifecycle/history-missing';
import { dataPath } from './data/data-path';
import { dataMissing } from './data/data-missing';
import { dataColumnMissing } from './data/data-column-missing';
import { dataBadRows } from './data/data-bad-rows';
import { dataTimeZoneAssumed } from './data/data-time-zone-assumed';
import { dataAfterToday } from './data/data-after-today';
import { percentileSampleTooSmall } from './metrics/percentile-sample-too-small';
import { lowTrafficTarget } from './targets/low-traffic-target';
import { targetOutsideAttainment } from './baselines/target-outside-attainment';
import { baselineTrend } from './baselines/baseline-trend';
import { baselineDiffersFromData } from './baselines/baseline-differs-from-data';
import { baselineDataChanged } from './baselines/baseline-data-changed';
import { intervalNotStated } from './data/interval-not-stated';
import { dataIncompleteWindow } from './data/data-incomplete-window';
import { dataDuplicateRows } from './data/data-duplicate-rows';
import { dataFilterEmpty } from './data/data-filter-empty';
import { dataStale } from './data/data-stale';
import { objectiveBreached } from './data/objective-breached';
import { budgetNearlyUsed } from './data/budget-nearly-used';
import { connectionAddress } from './data/connection-address';
import { connectionMissing } from './data/connection-missing';
import { roundingUndefined } from './metrics/rounding-undefined';
import { sourceCannotFeed } from './metrics/source-cannot-feed';
import { groupWithoutTarget } from './targets/group-without-target';
import { baselineOutlier } from './baselines/baseline-outlier';
import { baselineRegimeChange } from './baselines/baseline-regime-change';
import { baselineSeasonalGap } from './baselines/baseline-seasonal-gap';
import { baselineIncludesExcludedTime } from './baselines/baseline-includes-excluded-time';
import { exclusionNotApplied } from './exclusions/exclusion-not-applied';
import { exclusionOverLimit } from './exclusions/exclusion-over-limit';
import { dataIntervalDiffers } from './data/data-interval-differs';
import { dataUnitContradictsName } from './data/data-unit-contradicts-name';

export const rules: readonly Rule[] = [
  yamlSyntax,
  yamlTrap,
  languageVersion,
  duplicateKey,
  conflictMarker,
  unknownKey,
  mergeKey,
  missingKey,
  wrongShape,
  unknownValue,
  invalidId,
  unresolvedId,
  invalidScalar,
  invalidExpression,
  unusedDefinition,
  duplicateTitle,
  confusableText,
  constantExpression,
  suppressionWithoutReason,
  suppressionUnused,
  metricTypeUnknown,
  owedByMissing,
  dutyUnassigned,
  owedToItself,
  notControlledByOwingParty,
  measuredOnlyByOwingParty,
  tooFewParties,
  judgeIsInterested,
  clockStartControlledByOwingParty,
  prioritySetByOwingParty,
  thirdPartyNotBound,
  dataRateDirectionUnassigned,
  severalResponsible,
  dutyWithoutDeadline,
  contactMissing,
  oneSided,
  targetMissing,
  targetDirectionInverted,
  dualExpression,
  targetEquality,
  bandPenalisesBetter,
  target100Percent,
  availabilityMttrInconsistent,
  ttrExceedsDowntimeBudget,
  responseExceedsResolution,
  ladderNotMonotone,
  mixedUnitsInLadder,
  rpoBelowBackupInterval,
  freshnessBelowUpdateInterval,
  conflictingObjectives,
  indicatorWithRemedy,
  resolutionTargetMissing,
  rtoExceedsAvailabilityBudget,
  throughputWithoutLoad,
  targetNotTestable,
  updateSlowerThanRestore,
  redundantObjective,
  derivationMismatch,
  unitMismatch,
  valueOutOfRange,
  judgementMissing,
  judgementMisplaced,
  parameterMissing,
  definitionAmbiguous,
  noDataCountsAsGood,
  roundingSwallowsBreach,
  minimumOutageHidesBudget,
  resolutionTooCoarse,
  fractionOrPercent,
  downtimeDefinitionMissing,
  measuredAtMissing,
  windowPaddingInflatesResult,
  percentileOfPercentiles,
  formulaDirection,
  roleMappedTwice,
  filterImpliesGood,
  weightsDoNotSum,
  meanOfRatios,
  averageHidesTail,
  windowMissing,
  timeZoneMissing,
  timeZoneUnknown,
  businessUnitWithoutCalendar,
  holidaysUnknown,
  calendarMissingForTimes,
  calendarGapMidnight,
  monthVersus30Days,
  calendarEmpty,
  calendarRanges,
  holidaysMissing,
  topPriorityOnBusinessHours,
  windowMismatchBilling,
  windowMismatchRemedy,
  windowExceedsTerm,
  rollingWindowPaysTwice,
  partialWindowUndefined,
  windowTooLongToAct,
  dstSensitiveSlot,
  targetWithoutOrigin,
  baselineMismatch,
  baselineInconsistent,
  targetStricterThanBaseline,
  tighteningNotStricter,
  baselineSampleTooSmall,
  baselineStale,
  targetLooserThanBaseline,
  tighteningInfeasible,
  tighteningWithoutCondition,
  exclusionUnbounded,
  exclusionWithoutNotice,
  exclusionDecidedByOwingParty,
  exclusionEvidenceMissing,
  emergencyMaintenanceExcluded,
  exclusionOfOwnSubcontractor,
  thirdPartyExcludedButDependedOn,
  exclusionSwallowsTarget,
  exclusionAddedToNumerator,
  claimDeadlineMissing,
  creditOfUndefined,
  remedyMissing,
  creditTierGap,
  creditTierOverlap,
  creditAtTarget,
  creditTierNotMonotone,
  breachWithoutRemedy,
  creditWithoutBreach,
  capMissing,
  creditTierUnreachable,
  creditCliff,
  creditUnitMismatch,
  tierUnitDiffers,
  capBelowTier,
  claimDeadlineTooShort,
  creditTierTooWide,
  creditImmaterial,
  capNeverBinds,
  annualCapExhausted,
  stackingUndefined,
  soleRemedyWithLowCap,
  terminationRightMissing,
  triggerUnreachable,
  creditWindowMismatch,
  bonusWithoutMalus,
  earnBackWithoutLimit,
  claimDeadlineNotAbsolute,
  claimEvidenceNotAvailable,
  feeDueBeforeDecision,
  referenceUnresolved,
  underpinningValueDiffers,
  underpinningWeaker,
  underpinningSlower,
  underpinningHoursNarrower,
  underpinningExpiresEarlier,
  dependencyCycle,
  duplicateAgreementId,
  referenceVersionMissing,
  precedenceUndefined,
  termUndefined,
  termUnused,
  dependencyGroup,
  underpinningWindowDiffers,
  underpinningClaimLater,
  dependencyUndeclared,
  dependencyCreditLeak,
  termCircular,
  termRedefined,
  topicMissing,
  termOrder,
  approvalMissing,
  expired,
  reviewOverdue,
  versionNotBumped,
  weakenedWithoutRecord,
  adverseChangeDuringTerm,
  measurementRedefined,
  retroactiveChange,
  approvalOlderThanChange,
  reviewMissing,
  versionOrder,
  historyMissing,
  dataPath,
  dataMissing,
  dataColumnMissing,
  dataBadRows,
  dataTimeZoneAssumed,
  dataAfterToday,
  percentileSampleTooSmall,
  lowTrafficTarget,
  targetOutsideAttainment,
  baselineTrend,
  baselineDiffersFromData,
  baselineDataChanged,
  intervalNotStated,
  dataIncompleteWindow,
  dataDuplicateRows,
  dataFilterEmpty,
  dataStale,
  objectiveBreached,
  budgetNearlyUsed,
  connectionAddress,
  connectionMissing,
  roundingUndefined,
  sourceCannotFeed,
  groupWithoutTarget,
  baselineOutlier,
  baselineRegimeChange,
  baselineSeasonalGap,
  baselineIncludesExcludedTime,
  exclusionNotApplied,
  exclusionOverLimit,
  dataIntervalDiffers,
  dataUnitContradictsName,
];
