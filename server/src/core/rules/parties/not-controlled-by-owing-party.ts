// not-controlled-by-owing-party: who owes an objective does not control its metric.
// It must never speak of a controller that is not a party of this agreement: that reference is broken.

import type { SlaFile } from '../../model/file';
import { isIndicator, metricOf, owedByOf, owedToOf } from '../../model/queries';
import type { Objective, Party } from '../../model/sla';
import { insertEntry, scalarAt } from '../edits';
import { declared, ownMap } from '../facts';
import { defineRule, type Fix, type TextEdit } from '../rule';
import { message, quoted } from '../say';

export const notControlledByOwingParty = defineRule({
  id: 'not-controlled-by-owing-party',
  category: 'parties',
  lane: 'static',
  severity: 'warning',
  summary: 'Who owes an objective does not control its metric.',
  why: 'Nobody can keep a promise about what somebody else decides; the money flows, and nothing gets better.',
  bad: `metrics:
  load: { type: count-delivered, controlledBy: customer }
objectives:
  load:
    metric: load
    atLeast: 20 orders
    window: month
    owedBy: provider
#           ^^^^^^^^ "provider" owes "load", but "customer" controls "load"
    owedTo: customer
    remedies: [report]
    reason: Kept in 2025
`,
  good: `metrics:
  load: { type: count-delivered, controlledBy: provider }
objectives:
  load:
    metric: load
    atLeast: 20 orders
    window: month
    owedBy: provider
    owedTo: customer
    remedies: [report]
    reason: Kept in 2025
`,
  fixed: `metrics:
  load: { type: count-delivered, controlledBy: customer }
objectives:
  load:
    metric: load
    atLeast: 20 orders
    window: month
    owedBy: customer
    owedTo: provider
    remedies: [report]
    reason: Kept in 2025
`,
  yieldsTo: ['unresolved-id', 'owed-by-missing', 'owed-to-itself'],
  readsBeside: ['parties'],
  *checkClause({ file, objectives }) {
    const { model } = file;
    const parties = declared(model, 'party') as ReadonlyMap<string, Party>;
    for (const objective of objectives) {
      const metric = metricOf(model, objective.metric?.value);
      const owedBy = owedByOf(model, objective);
      const controllers = metric?.controlledBy ?? [];
      const [first] = controllers;
      if (isIndicator(objective) || metric === undefined || first === undefined) continue;
      if (owedBy === undefined || !parties.has(owedBy) || owedBy === owedToOf(model, objective)) continue;
      const isFine = (id: string): boolean =>
        id === owedBy || !parties.has(id) || parties.get(id)?.engagedBy?.value === owedBy;
      if (controllers.some(({ value }) => isFine(value))) continue;
      yield {
        span: objective.owedBy?.span ?? objective.idSpan,
        message: message(
          `${quoted(owedBy, 20)} owes ${quoted(objective.id, 20)}, but ${quoted(first.value, 20)} controls ${quoted(metric.id, 20)}`,
        ),
        related: [{ span: first.span, message: 'Controlled here' }],
        fixes: fixesOf(file, objective, parties.get(first.value)),
      };
    }
  },
});

/** Lets the controlling party owe it; where that party is owed to, the two change places. */
function fixesOf(file: SlaFile, objective: Objective, controller: Party | undefined): readonly Fix[] {
  const map = ownMap(objective);
  const { text } = file.snapshot;
  if (map === undefined || controller === undefined || controller.role?.value === 'third-party') return [];
  const [by, to] = [owedByOf(file.model, objective), owedToOf(file.model, objective)];
  const put = (key: 'owedBy' | 'owedTo', id: string): TextEdit | undefined => {
    const written = scalarAt(map, key);
    if (written !== undefined) return { span: written.span, newText: id };
    return objective[key] === undefined ? insertEntry(text, map, key, id, ['metric']) : undefined;
  };
  const edits = [
    put('owedBy', controller.id),
    ...(to === controller.id && by !== undefined ? [put('owedTo', by)] : []),
  ];
  const all = edits.filter((edit) => edit !== undefined);
  // Two texts put at one place would not keep their order.
  const isOnePlace = all.length === 2 && all[0]?.span.start === all[1]?.span.start;
  return all.length < edits.length || isOnePlace ? [] : [{ title: `Owed by "${controller.id}"`, edits: all }];
}
