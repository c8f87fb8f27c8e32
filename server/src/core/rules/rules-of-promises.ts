// The rules about what is promised: how it is written, by whom, of what, how much and when.
// A rule that is in no list does not exist; a test proves the lists complete.

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
import { duplicateTitle } from './syntax/duplicate-title';
import { confusableText } from './syntax/confusable-text';
import { constantExpression } from './syntax/constant-expression';
import { suppressionWithoutReason } from './syntax/suppression-without-reason';
import { suppressionUnused } from './syntax/suppression-unused';
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
import { metricTypeUnknown } from './metrics/metric-type-unknown';
import { unitMismatch } from './metrics/unit-mismatch';
import { valueOutOfRange } from './metrics/value-out-of-range';
import { judgementMissing } from './metrics/judgement-missing';
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
import { percentileSampleTooSmall } from './metrics/percentile-sample-too-small';
import { roundingUndefined } from './metrics/rounding-undefined';
import { sourceCannotFeed } from './metrics/source-cannot-feed';
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
import { lowTrafficTarget } from './targets/low-traffic-target';
import { groupWithoutTarget } from './targets/group-without-target';
import { derivationMismatch } from './goals/derivation-mismatch';
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

export const rulesOfPromises: readonly Rule[] = [
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
  metricTypeUnknown,
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
  percentileSampleTooSmall,
  roundingUndefined,
  sourceCannotFeed,
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
  lowTrafficTarget,
  groupWithoutTarget,
  derivationMismatch,
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
];
