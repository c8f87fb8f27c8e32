// The list of all metric types, in the order in which documentation and completion show them.
// A type that is not in this list does not exist; a test proves the list complete.

import { affectedWeightedAvailability } from './availability/affected-weighted-availability';
import { availability } from './availability/availability';
import { downtime } from './availability/downtime';
import { intervalAvailability } from './availability/interval-availability';
import { ipServiceAvailability } from './availability/ip-service-availability';
import { maintenanceHours } from './availability/maintenance-hours';
import { maintenanceNotice } from './availability/maintenance-notice';
import { outageCount } from './availability/outage-count';
import { outageDurationMax } from './availability/outage-duration-max';
import { outageMinutesOver } from './availability/outage-minutes-over';
import { probeAvailability } from './availability/probe-availability';
import { requestSuccess } from './availability/request-success';
import { requestSuccessAverage } from './availability/request-success-average';
import { userWeightedAvailability } from './availability/user-weighted-availability';
import { attemptsWithin } from './business/attempts-within';
import { conversionRate } from './business/conversion-rate';
import { costDeviation } from './business/cost-deviation';
import { countDelivered } from './business/count-delivered';
import { custom } from './business/custom';
import { defectRate } from './business/defect-rate';
import { forecastAccuracy } from './business/forecast-accuracy';
import { invoiceAccuracy } from './business/invoice-accuracy';
import { leadAcceptanceRate } from './business/lead-acceptance-rate';
import { onTimeDelivery } from './business/on-time-delivery';
import { onTimeInFull } from './business/on-time-in-full';
import { orderCompleteness } from './business/order-completeness';
import { orderLeadTime } from './business/order-lead-time';
import { ratio } from './business/ratio';
import { reportOnTime } from './business/report-on-time';
import { schedulePerformance } from './business/schedule-performance';
import { stockAvailability } from './business/stock-availability';
import { unitCost } from './business/unit-cost';
import { valueDelivered } from './business/value-delivered';
import { compositeAllMet } from './composite/composite-all-met';
import { compositeAvailability } from './composite/composite-availability';
import { compositeWorst } from './composite/composite-worst';
import { networkClass } from './composite/network-class';
import { objectivesMet } from './composite/objectives-met';
import { steadyStateAvailability } from './composite/steady-state-availability';
import { weightedScore } from './composite/weighted-score';
import { accessRevocationTime } from './data/access-revocation-time';
import { accuracy } from './data/accuracy';
import { backupAge } from './data/backup-age';
import { backupSuccess } from './data/backup-success';
import { certificateDaysLeft } from './data/certificate-days-left';
import { completeness } from './data/completeness';
import { consistency } from './data/consistency';
import { coverageRatio } from './data/coverage-ratio';
import { dataLatency } from './data/data-latency';
import { dataReturnTime } from './data/data-return-time';
import { durability } from './data/durability';
import { failoverTime } from './data/failover-time';
import { freshness } from './data/freshness';
import { openVulnerabilityAge } from './data/open-vulnerability-age';
import { patchTime } from './data/patch-time';
import { restoreTestSuccess } from './data/restore-test-success';
import { retention } from './data/retention';
import { rpo } from './data/rpo';
import { rto } from './data/rto';
import { securityNotificationTime } from './data/security-notification-time';
import { timeOfAvailability } from './data/time-of-availability';
import { uniqueness } from './data/uniqueness';
import { updateFrequency } from './data/update-frequency';
import { validity } from './data/validity';
import { volume } from './data/volume';
import { apdex } from './performance/apdex';
import { bitErrorRatio } from './performance/bit-error-ratio';
import { dataRate } from './performance/data-rate';
import { elapsedTime } from './performance/elapsed-time';
import { errorRate } from './performance/error-rate';
import { erroredSeconds } from './performance/errored-seconds';
import { gauge } from './performance/gauge';
import { goodput } from './performance/goodput';
import { jitter } from './performance/jitter';
import { latency } from './performance/latency';
import { mos } from './performance/mos';
import { oneWayDelay } from './performance/one-way-delay';
import { packetDelivery } from './performance/packet-delivery';
import { packetDuplication } from './performance/packet-duplication';
import { packetErrorRatio } from './performance/packet-error-ratio';
import { packetLoss } from './performance/packet-loss';
import { packetReordering } from './performance/packet-reordering';
import { powerUsageEffectiveness } from './performance/power-usage-effectiveness';
import { roundTripTime } from './performance/round-trip-time';
import { routeConvergenceTime } from './performance/route-convergence-time';
import { throughput } from './performance/throughput';
import { timeInRange } from './performance/time-in-range';
import { utilisation } from './performance/utilisation';
import { utilisationP95 } from './performance/utilisation-p95';
import { changeFailureRate } from './reliability/change-failure-rate';
import { changeLeadTime } from './reliability/change-lead-time';
import { deploymentFrequency } from './reliability/deployment-frequency';
import { failureNotificationTime } from './reliability/failure-notification-time';
import { failureRate } from './reliability/failure-rate';
import { incidentCount } from './reliability/incident-count';
import { mtbf } from './reliability/mtbf';
import { mtta } from './reliability/mtta';
import { mttd } from './reliability/mttd';
import { mttf } from './reliability/mttf';
import { mttr } from './reliability/mttr';
import { repeatIncidentRate } from './reliability/repeat-incident-rate';
import { timeToAcknowledge } from './reliability/time-to-acknowledge';
import { timeToRestore } from './reliability/time-to-restore';
import { abandonRate } from './support/abandon-rate';
import { agentWorkTime } from './support/agent-work-time';
import { assignmentTime } from './support/assignment-time';
import { averageHandleTime } from './support/average-handle-time';
import { averageSpeedOfAnswer } from './support/average-speed-of-answer';
import { backlog } from './support/backlog';
import { backlogAge } from './support/backlog-age';
import { blockedCallRate } from './support/blocked-call-rate';
import { callServiceLevel } from './support/call-service-level';
import { csat } from './support/csat';
import { customerEffort } from './support/customer-effort';
import { escalationRate } from './support/escalation-rate';
import { firstContactResolution } from './support/first-contact-resolution';
import { firstResponseTime } from './support/first-response-time';
import { firstTouchTime } from './support/first-touch-time';
import { nextResponseTime } from './support/next-response-time';
import { nps } from './support/nps';
import { onSiteTime } from './support/on-site-time';
import { reopenRate } from './support/reopen-rate';
import { requesterWaitTime } from './support/requester-wait-time';
import { resolutionTime } from './support/resolution-time';
import { rootCauseTime } from './support/root-cause-time';
import { transferRate } from './support/transfer-rate';
import { updateInterval } from './support/update-interval';
import type { MetricType } from './metric';

export const metricTypes: readonly MetricType[] = [
  affectedWeightedAvailability,
  availability,
  downtime,
  intervalAvailability,
  ipServiceAvailability,
  maintenanceHours,
  maintenanceNotice,
  outageCount,
  outageDurationMax,
  outageMinutesOver,
  probeAvailability,
  requestSuccessAverage,
  requestSuccess,
  userWeightedAvailability,
  changeFailureRate,
  changeLeadTime,
  deploymentFrequency,
  failureNotificationTime,
  failureRate,
  incidentCount,
  mtbf,
  mtta,
  mttd,
  mttf,
  mttr,
  repeatIncidentRate,
  timeToAcknowledge,
  timeToRestore,
  apdex,
  bitErrorRatio,
  dataRate,
  elapsedTime,
  errorRate,
  erroredSeconds,
  gauge,
  goodput,
  jitter,
  latency,
  mos,
  oneWayDelay,
  packetDelivery,
  packetDuplication,
  packetErrorRatio,
  packetLoss,
  packetReordering,
  powerUsageEffectiveness,
  roundTripTime,
  routeConvergenceTime,
  throughput,
  timeInRange,
  utilisationP95,
  utilisation,
  abandonRate,
  agentWorkTime,
  assignmentTime,
  averageHandleTime,
  averageSpeedOfAnswer,
  backlogAge,
  backlog,
  blockedCallRate,
  callServiceLevel,
  csat,
  customerEffort,
  escalationRate,
  firstContactResolution,
  firstResponseTime,
  firstTouchTime,
  nextResponseTime,
  nps,
  onSiteTime,
  reopenRate,
  requesterWaitTime,
  resolutionTime,
  rootCauseTime,
  transferRate,
  updateInterval,
  accessRevocationTime,
  accuracy,
  backupAge,
  backupSuccess,
  certificateDaysLeft,
  completeness,
  consistency,
  coverageRatio,
  dataLatency,
  dataReturnTime,
  durability,
  failoverTime,
  freshness,
  openVulnerabilityAge,
  patchTime,
  restoreTestSuccess,
  retention,
  rpo,
  rto,
  securityNotificationTime,
  timeOfAvailability,
  uniqueness,
  updateFrequency,
  validity,
  volume,
  attemptsWithin,
  conversionRate,
  costDeviation,
  countDelivered,
  custom,
  defectRate,
  forecastAccuracy,
  invoiceAccuracy,
  leadAcceptanceRate,
  onTimeDelivery,
  onTimeInFull,
  orderCompleteness,
  orderLeadTime,
  ratio,
  reportOnTime,
  schedulePerformance,
  stockAvailability,
  unitCost,
  valueDelivered,
  compositeAllMet,
  compositeAvailability,
  compositeWorst,
  networkClass,
  objectivesMet,
  steadyStateAvailability,
  weightedScore,
];

const byId = new Map(metricTypes.map((type) => [type.id, type]));

/** The metric type with this id, or undefined. */
export function metricType(id: string | undefined): MetricType | undefined {
  return id === undefined ? undefined : byId.get(id);
}
