// time-zone-missing: something ends at a midnight, and no time zone says which.
// It must never speak of rolling windows, nor where a calendar or the agreement names a zone.

import type { SlaFile } from '../../model/file';
import type { Span } from '../../text/span';
import { zoneOf } from '../../time/zones';
import { insertFix } from '../edits';
import { rootMap, hasLoss, lacks } from '../facts';
import { withFixes } from '../fixes';
import { defineRule, type Fix } from '../rule';
import { message, quoted } from '../say';

export const timeZoneMissing = defineRule({
  id: 'time-zone-missing',
  category: 'windows',
  lane: 'static',
  severity: 'warning',
  summary: 'Something ends at a midnight, and no time zone says which.',
  why: 'A month starts at another instant in every zone, so an outage on its last evening counts here or there.',
  bad: `# without: timeZone
sla: 1
id: orders-api
title: Orders API
kind: customer
status: draft
version: 1.0.0
term: { from: 2026-01-01, to: 2026-11-30 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
#                                                          ^^^^^ A month starts at midnight of which zone?
`,
  good: `sla: 1
id: orders-api
title: Orders API
kind: customer
status: draft
version: 1.0.0
term: { from: 2026-01-01, to: 2026-11-30 }
timeZone: Europe/Berlin
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `# without: timeZone
sla: 1
id: orders-api
title: Orders API
kind: customer
status: draft
version: 1.0.0
term: { from: 2026-01-01, to: 2026-11-30 }
timeZone: UTC
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  *check({ file, project }) {
    if (file.model.timeZone !== undefined || hasLoss(file.tree) || !lacks(file, rootMap(file), 'timeZone')) return;
    const found = firstNeed(file);
    const { facts } = project;
    if (found !== undefined) yield withFixes(found, () => zonesFor(file, facts.timeZone));
  },
});

/** Zones that the agreement names elsewhere, that of the editor, and UTC. */
function zonesFor(file: SlaFile, own: string | undefined): readonly Fix[] {
  const named = [...file.model.calendars, ...file.model.data].flatMap(({ timeZone }) => timeZone?.value ?? []);
  const zones = [
    ...new Set([...named.filter((zone) => zoneOf(zone) !== undefined), ...(own === undefined ? [] : [own]), 'UTC']),
  ];
  return zones.flatMap((zone) => insertFix(file.snapshot.text, rootMap(file), 'timeZone', zone, above));
}

/** Keys below which the zone usually stands. */
const above = ['sla', 'id', 'title', 'kind', 'status', 'version', 'supersedes', 'language', 'term'];

/** The first window or opening hours, in the order of the text, that need a zone and have none. */
function firstNeed(file: SlaFile): { readonly span: Span; readonly message: string } | undefined {
  const { objectives, metrics, calendars } = file.model;
  const needs = [
    ...calendars.flatMap(({ id, idSpan, hours, timeZone }) =>
      hours === undefined || hours === '24x7' || timeZone !== undefined
        ? []
        : [{ span: idSpan, message: message(`The hours of ${quoted(id)} are in which time zone?`) }],
    ),
    ...[...objectives, ...[...objectives, ...metrics].flatMap(({ baseline }) => baseline ?? [])].flatMap(
      ({ window }) =>
        window?.value.kind !== 'calendar' || window.value.unit === 'term'
          ? []
          : [{ span: window.span, message: `A ${window.value.unit} starts at midnight of which zone?` }],
    ),
  ];
  return needs.sort((a, b) => a.span.start - b.span.start)[0];
}
