// An agreement over connections, and the settings of a person who has named some of them.
// It must never name a place that is not on this machine.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const FILE = 'connected.sla.yaml';

/** One that nobody answers, and one whose secret has no value; the third of the agreement is not named. */
export const connections = {
  warehouse: {
    kind: 'postgresql',
    address: 'postgresql://reader@127.0.0.1:9/sales',
    allowPrivate: true,
    allowUnencrypted: true,
  },
  metrics: { kind: 'prometheus', address: 'https://127.0.0.1:9', allowPrivate: true, tokenFrom: 'METRICS_TOKEN' },
};

const names = ['warehouse', 'metrics', 'elsewhere'];

/** Writes the agreement into a workspace. */
export function writeAgreement(workspace) {
  const of = (write) => names.map((name) => `  ${name}: ${write(name)}\n`).join('');
  const text = `sla: 1
id: connected
title: Orders
kind: internal
status: draft
version: 1.0.0
timeZone: UTC
parties: { provider: { name: A, role: provider }, customer: { name: B, role: customer } }
data:
${of((name) => `{ connection: ${name}, table: orders, columns: { at: received, ok: accepted } }`)}metrics:
${of((name) => `{ type: request-success, data: ${name} }`)}objectives:
${of((name) => `{ metric: ${name}, atLeast: 99 %, window: day, reason: agreed }`)}`;
  writeFileSync(join(workspace, FILE), text);
}
