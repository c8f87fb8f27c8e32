// The rules about what promises rest on and lead to: baselines, exclusions, remedies, other agreements, versions, data.
// A rule that is in no list does not exist; a test proves the lists complete.

import type { Rule } from './rule';
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
import { targetOutsideAttainment } from './baselines/target-outside-attainment';
import { baselineTrend } from './baselines/baseline-trend';
import { baselineDiffersFromData } from './baselines/baseline-differs-from-data';
import { baselineDataChanged } from './baselines/baseline-data-changed';
import { baselineOutlier } from './baselines/baseline-outlier';
import { baselineRegimeChange } from './baselines/baseline-regime-change';
import { baselineSeasonalGap } from './baselines/baseline-seasonal-gap';
import { baselineIncludesExcludedTime } from './baselines/baseline-includes-excluded-time';
import { exclusionUnbounded } from './exclusions/exclusion-unbounded';
import { exclusionWithoutNotice } from './exclusions/exclusion-without-notice';
import { exclusionDecidedByOwingParty } from './exclusions/exclusion-decided-by-owing-party';
import { exclusionEvidenceMissing } from './exclusions/exclusion-evidence-missing';
import { emergencyMaintenanceExcluded } from './exclusions/emergency-maintenance-excluded';
import { exclusionOfOwnSubcontractor } from './exclusions/exclusion-of-own-subcontractor';
import { thirdPartyExcludedButDependedOn } from './exclusions/third-party-excluded-but-depended-on';
import { exclusionSwallowsTarget } from './exclusions/exclusion-swallows-target';
import { exclusionAddedToNumerator } from './exclusions/exclusion-added-to-numerator';
import { exclusionNotApplied } from './exclusions/exclusion-not-applied';
import { exclusionOverLimit } from './exclusions/exclusion-over-limit';
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
import { reviewOverdue } from './lifecycle/review-overdue';
import { versionNotBumped } from './lifecycle/version-not-bumped';
import { weakenedWithoutRecord } from './lifecycle/weakened-without-record';
import { adverseChangeDuringTerm } from './lifecycle/adverse-change-during-term';
import { measurementRedefined } from './lifecycle/measurement-redefined';
import { retroactiveChange } from './lifecycle/retroactive-change';
import { approvalOlderThanChange } from './lifecycle/approval-older-than-change';
import { reviewMissing } from './lifecycle/review-missing';
import { versionOrder } from './lifecycle/version-order';
import { historyMissing } from './lifecycle/history-missing';
import { dataPath } from './data/data-path';
import { dataMissing } from './data/data-missing';
import { dataColumnMissing } from './data/data-column-missing';
import { dataBadRows } from './data/data-bad-rows';
import { dataTimeZoneAssumed } from './data/data-time-zone-assumed';
import { dataAfterToday } from './data/data-after-today';
import { intervalNotStated } from './data/interval-not-stated';
import { dataIncompleteWindow } from './data/data-incomplete-window';
import { dataDuplicateRows } from './data/data-duplicate-rows';
import { dataFilterEmpty } from './data/data-filter-empty';
import { dataStale } from './data/data-stale';
import { objectiveBreached } from './data/objective-breached';
import { budgetNearlyUsed } from './data/budget-nearly-used';
import { connectionAddress } from './data/connection-address';
import { connectionMissing } from './data/connection-missing';
import { dataIntervalDiffers } from './data/data-interval-differs';
import { dataUnitContradictsName } from './data/data-unit-contradicts-name';

export const rulesOfRecords: readonly Rule[] = [
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
  targetOutsideAttainment,
  baselineTrend,
  baselineDiffersFromData,
  baselineDataChanged,
  baselineOutlier,
  baselineRegimeChange,
  baselineSeasonalGap,
  baselineIncludesExcludedTime,
  exclusionUnbounded,
  exclusionWithoutNotice,
  exclusionDecidedByOwingParty,
  exclusionEvidenceMissing,
  emergencyMaintenanceExcluded,
  exclusionOfOwnSubcontractor,
  thirdPartyExcludedButDependedOn,
  exclusionSwallowsTarget,
  exclusionAddedToNumerator,
  exclusionNotApplied,
  exclusionOverLimit,
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
  intervalNotStated,
  dataIncompleteWindow,
  dataDuplicateRows,
  dataFilterEmpty,
  dataStale,
  objectiveBreached,
  budgetNearlyUsed,
  connectionAddress,
  connectionMissing,
  dataIntervalDiffers,
  dataUnitContradictsName,
];
