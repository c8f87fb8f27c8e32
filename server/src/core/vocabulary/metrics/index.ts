// The list of all metric types, in the order in which documentation and completion show them.
// A type that is not in this list does not exist; a test proves the list complete.

import { availability } from './availability/availability';
import { downtime } from './availability/downtime';
import { outageCount } from './availability/outage-count';
import { probeAvailability } from './availability/probe-availability';
import { requestSuccess } from './availability/request-success';
import { conversionRate } from './business/conversion-rate';
import { countDelivered } from './business/count-delivered';
import { leadAcceptanceRate } from './business/lead-acceptance-rate';
import { ratio } from './business/ratio';
import { valueDelivered } from './business/value-delivered';
import { dataRate } from './performance/data-rate';
import { elapsedTime } from './performance/elapsed-time';
import { errorRate } from './performance/error-rate';
import { jitter } from './performance/jitter';
import { latency } from './performance/latency';
import { oneWayDelay } from './performance/one-way-delay';
import { packetDelivery } from './performance/packet-delivery';
import { packetLoss } from './performance/packet-loss';
import { roundTripTime } from './performance/round-trip-time';
import { throughput } from './performance/throughput';
import { incidentCount } from './reliability/incident-count';
import { mtbf } from './reliability/mtbf';
import { mtta } from './reliability/mtta';
import { mttd } from './reliability/mttd';
import { mttr } from './reliability/mttr';
import { timeToAcknowledge } from './reliability/time-to-acknowledge';
import { timeToRestore } from './reliability/time-to-restore';
import { firstResponseTime } from './support/first-response-time';
import { firstTouchTime } from './support/first-touch-time';
import { resolutionTime } from './support/resolution-time';
import type { MetricType } from './metric';

export const metricTypes: readonly MetricType[] = [
  availability,
  downtime,
  outageCount,
  probeAvailability,
  requestSuccess,
  incidentCount,
  mtbf,
  mtta,
  mttd,
  mttr,
  timeToAcknowledge,
  timeToRestore,
  dataRate,
  elapsedTime,
  errorRate,
  jitter,
  latency,
  oneWayDelay,
  packetDelivery,
  packetLoss,
  roundTripTime,
  throughput,
  firstResponseTime,
  firstTouchTime,
  resolutionTime,
  conversionRate,
  countDelivered,
  leadAcceptanceRate,
  ratio,
  valueDelivered,
];

const byId = new Map(metricTypes.map((type) => [type.id, type]));

/** The metric type with this id, or undefined. */
export function metricType(id: string | undefined): MetricType | undefined {
  return id === undefined ? undefined : byId.get(id);
}
