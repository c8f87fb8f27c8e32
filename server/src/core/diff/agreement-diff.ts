// Compares two versions of an agreement as they are meant.
// It must never speak of comments, layout, the order of keys or the way a value is written.

import type { SlaFile } from '../model/file';
import type { AgreementChange, AgreementDiff } from './agreement-change';
import type { Direction } from './change';
import { promiseChanges } from './promises';

const known = new WeakMap<SlaFile, { readonly before: SlaFile; readonly diff: AgreementDiff }>();

/** All differences in meaning from one version to the next. Texts that cannot be read as a whole give what can be told. */
export function diffOf(before: SlaFile, now: SlaFile): AgreementDiff {
  const last = known.get(now);
  if (last?.before === before) return last.diff;
  const changes = promiseChanges(before, now).map(({ id, span, from, to, direction, party }): AgreementChange => {
    const path = `objectives.${id}`;
    const directions = new Map([[party, direction]]);
    const shared = { path, oldPath: path, from, to, span, place: span, directions, reason: 'as told', objectives: [id] };
    return { kind: 'changed', ...shared };
  });
  const those = (direction: Direction): readonly string[] =>
    now.model.parties
      .map(({ id }) => id)
      .filter((id) => changes.some(({ directions }) => directions.get(id) === direction));
  const diff = { changes, weaker: those('weaker'), stronger: those('stronger'), unclear: those('unclear') };
  known.set(now, { before, diff });
  return diff;
}
