// The list of all metric types, in the order in which documentation and completion show them.
// A type that is not in this list does not exist; a test proves the list complete.

import { availability } from './availability/availability';
import { downtime } from './availability/downtime';
import { intervalAvailability } from './availability/interval-availability';
import { ipServiceAvailability } from './availability/ip-service-availability';
import { outageCount } from './availability/outage-count';
import { probeAvailability } from './availability/probe-availability';
import { requestSuccess } from './availability/request-success';
import { requestSuccessAverage } from './availability/request-success-average';
import { conversionRate } from './business/conversion-rate';
import { costDeviation } from './business/cost-deviation';
import { countDelivered } from './business/count-delivered';
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
import { unitCost } from './business/unit-cost';
import { valueDelivered } from './business/value-delivered';
import { compositeAvailability } from './composite/composite-availability';
import { accessRevocationTime } from './data/access-revocation-time';
import { accuracy } from './data/accuracy';
import { backupAge } from './data/backup-age';
import { backupSuccess } from './data/backup-success';
import { completeness } from './data/completeness';
import { consistency } from './data/consistency';
import { dataLatency } from './data/data-latency';
import { dataReturnTime } from './data/data-return-time';
import { failoverTime } from './data/failover-time';
import { freshness } from './data/freshness';
import { patchTime } from './data/patch-time';
import { rpo } from './data/rpo';
import { rto } from './data/rto';
import { securityNotificationTime } from './data/security-notification-time';
import { validity } from './data/validity';
import { volume } from './data/volume';
import { bitErrorRatio } from './performance/bit-error-ratio';
import { dataRate } from './performance/data-rate';
import { elapsedTime } from './performance/elapsed-time';
import { errorRate } from './performance/error-rate';
import { erroredSeconds } from './performance/errored-seconds';
import { jitter } from './performance/jitter';
import { latency } from './performance/latency';
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
import { utilisation } from './performance/utilisation';
import { utilisationP95 } from './performance/utilisation-p95';
import { changeFailureRate } from './reliability/change-failure-rate';
import { changeLeadTime } from './reliability/change-lead-time';
import { failureNotificationTime } from './reliability/failure-notification-time';
import { incidentCount } from './reliability/incident-count';
import { mtbf } from './reliability/mtbf';
import { mtta } from './reliability/mtta';
import { mttd } from './reliability/mttd';
import { mttr } from './reliability/mttr';
import { timeToAcknowledge } from './reliability/time-to-acknowledge';
import { timeToRestore } from './reliability/time-to-restore';
import { abandonRate } from './support/abandon-rate';
import { agentWorkTime } from './support/agent-work-time';
import { assignmentTime } from './support/assignment-time';
import { averageHandleTime } from './support/average-handle-time';
import { averageSpeedOfAnswer } from './support/average-speed-of-answer';
import { blockedCallRate } from './support/blocked-call-rate';
import { callServiceLevel } from './support/call-service-level';
import { customerEffort } from './support/customer-effort';
import { escalationRate } from './support/escalation-rate';
import { firstContactResolution } from './support/first-contact-resolution';
import { firstResponseTime } from './support/first-response-time';
import { firstTouchTime } from './support/first-touch-time';
import { nextResponseTime } from './support/next-response-time';
import { onSiteTime } from './support/on-site-time';
import { reopenRate } from './support/reopen-rate';
import { requesterWaitTime } from './support/requester-wait-time';
import { resolutionTime } from './support/resolution-time';
import { rootCauseTime } from './support/root-cause-time';
import { transferRate } from './support/transfer-rate';
import { updateInterval } from './support/update-interval';
import type { MetricType } from './metric';

export const metricTypes: readonly MetricType[] = [
  availability,
  downtime,
  intervalAvailability,
  ipServiceAvailability,
  outageCount,
  probeAvailability,
  requestSuccessAverage,
  requestSuccess,
  changeFailureRate,
  changeLeadTime,
  failureNotificationTime,
  incidentCount,
  mtbf,
  mtta,
  mttd,
  mttr,
  timeToAcknowledge,
  timeToRestore,
  bitErrorRatio,
  dataRate,
  elapsedTime,
  errorRate,
  erroredSeconds,
  jitter,
  latency,
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
  utilisationP95,
  utilisation,
  abandonRate,
  agentWorkTime,
  assignmentTime,
  averageHandleTime,
  averageSpeedOfAnswer,
  blockedCallRate,
  callServiceLevel,
  customerEffort,
  escalationRate,
  firstContactResolution,
  firstResponseTime,
  firstTouchTime,
  nextResponseTime,
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
  completeness,
  consistency,
  dataLatency,
  dataReturnTime,
  failoverTime,
  freshness,
  patchTime,
  rpo,
  rto,
  securityNotificationTime,
  validity,
  volume,
  conversionRate,
  costDeviation,
  countDelivered,
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
  unitCost,
  valueDelivered,
  compositeAvailability,
];

const byId = new Map(metricTypes.map((type) => [type.id, type]));

/** The metric type with this id, or undefined. */
export function metricType(id: string | undefined): MetricType | undefined {
  return id === undefined ? undefined : byId.get(id);
}
