// connection-address: an address or a secret stands in the agreement, where the name of a connection is meant.
// It must never show what it has found, nor take a name, a label of a query or the address of a document for one.

import type { Text } from '../../model/sla';
import { resolved, type Node } from '../../syntax/nodes';
import { defineRule, type Yield } from '../rule';

export const connectionAddress = defineRule({
  id: 'connection-address',
  category: 'data',
  lane: 'static',
  severity: 'error',
  summary: 'An address or a secret stands in the agreement, where the name of a connection is meant.',
  why: 'An agreement is passed on and kept for years; who reads it learns where to connect, and perhaps with what password.',
  bad: `data:
  requests:
    connection: "https://metrics.example:9090"
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ An address or secret stands in the file; name a connection
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `data:
  requests:
    connection: metrics
    total: sum(increase(all[$window]))
    bad: sum(increase(bad[$window]))
metrics:
  success: { type: request-success, data: requests }
objectives:
  success: { metric: success, atLeast: 99 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  *check({ file }) {
    for (const { connection, table, queries } of file.model.data) {
      if (connection !== undefined && (isAddress(connection.value) || holdsSecret(connection.value)))
        yield found(connection);
      for (const text of [table, ...queries.map(({ query }) => query)])
        if (text !== undefined && holdsSecret(text.value)) yield found(text);
    }
    for (const text of urlsIn(file.model.sections.get('references'))) if (holdsSecret(text.value)) yield found(text);
  },
});

function found({ span }: Text): Yield {
  return { span, message: 'An address or secret stands in the file; name a connection' };
}

const addresses: readonly RegExp[] = [
  // With a scheme, a port, as a number, or in the form that drivers of databases read.
  /:\/\//,
  /^[\w.-]+:\d{2,5}(?:\/|$)/,
  /^\[[0-9a-f:]+\](?::\d+)?$/i,
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
  /\b(?:host|server|data source|dsn)\s*=/i,
];

function isAddress(text: string): boolean {
  return addresses.some((form) => form.test(text));
}

const secrets: readonly RegExp[] = [
  // A user with a password before a host.
  /\/\/[^\s/:@]*:[^\s/@]+@/,
  /^[^\s/:@]+:[^\s/@]+@[\w.-]+/,
  /\b(?:password|passwd|pwd|secret|token|api[-_]?key)\s*[=:]\s*[^\s{}"']{4,}/i,
  /\bbearer\s+[\w.~+/-]{8,}/i,
  // What services hand out begins with a sign of its own.
  /\b(?:ghp|gho|ghs|github_pat|glpat|xox[abp]|sk|pk|rk|glsa|dop_v1|hf)[-_][\w-]{16,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/,
];

function holdsSecret(text: string): boolean {
  return secrets.some((form) => form.test(text));
}

/** The addresses of documents that are referred to. */
function urlsIn(node: Node | undefined): readonly Text[] {
  const section = resolved(node);
  if (section?.kind !== 'map') return [];
  return section.entries.flatMap(({ value }) => {
    const reference = resolved(value);
    if (reference?.kind !== 'map') return [];
    return reference.entries.flatMap(({ key, value: url }) =>
      key.text === 'url' && url?.kind === 'scalar' ? [{ value: url.text, span: url.span }] : [],
    );
  });
}
