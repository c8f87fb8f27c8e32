// holidays-unknown: public holidays are asked for of a country or region for which none are known.
// It must never load the library of holidays; the list of its places is generated.

import type { Calendar, Text } from '../../model/sla';
import { nearest } from '../../schema/suggest';
import { entryOf } from '../../syntax/nodes';
import { holidayPlaces } from '../../vocabulary/holiday-places.generated';
import { replaceScalar, scalarAt } from '../edits';
import { ownMap } from '../facts';
import { defineRule, type Yield } from '../rule';
import { cut, hint, message, quoted } from '../say';

/** Letters that are commonly written for a country, and those of ISO 3166-1. */
const otherLetters: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', USA: 'US', DEU: 'DE', FRA: 'FR' };

export const holidaysUnknown = defineRule({
  id: 'holidays-unknown',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'Public holidays are asked for of a country or region for which none are known.',
  why: 'Business time would tick on holidays too, so nothing is computed with such a calendar.',
  bad: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: UK } }
#                                                                   ^^ "UK" is no country whose holidays are known; did you mean "GB"?
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Kept in 2025 }
`,
  good: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: GB, region: SCT } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: GB } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['wrong-shape', 'missing-key'],
  *check({ file }) {
    for (const calendar of file.model.calendars) {
      const { country, region } = calendar.holidayRegion ?? {};
      if (country === undefined || country.value === '') continue;
      const written = Object.hasOwn(holidayPlaces, country.value) ? holidayPlaces[country.value] : undefined;
      if (written === undefined) yield unknownCountry(calendar, country);
      else if (region !== undefined)
        yield* unknownRegion(calendar, country, region, written.split(' ').filter(Boolean));
    }
  },
});

function unknownCountry(calendar: Calendar, country: Text): Yield {
  const letters = country.value.trim().toUpperCase();
  const known = Object.hasOwn(otherLetters, letters) ? otherLetters[letters] : undefined;
  const meant = known ?? (Object.hasOwn(holidayPlaces, letters) ? letters : undefined);
  return found(calendar, 'country', country, `${quoted(country.value)} is no country whose holidays are known`, meant);
}

function* unknownRegion(calendar: Calendar, country: Text, region: Text, regions: readonly string[]): Generator<Yield> {
  if (regions.includes(region.value)) return;
  const bare = region.value.trim().toUpperCase();
  const withoutCountry = bare.startsWith(`${country.value}-`) ? bare.slice(country.value.length + 1) : bare;
  const meant =
    regions.find((each) => each === withoutCountry) ?? (bare.length > 2 ? nearest(bare, regions) : undefined);
  const fact = `${quoted(region.value)} is no region of ${cut(country.value)} whose holidays are known`;
  yield found(calendar, 'region', region, fact, meant);
}

function found(calendar: Calendar, key: string, { span }: Text, fact: string, meant: string | undefined): Yield {
  const map = ownMap(calendar);
  const holidays = map === undefined ? undefined : entryOf(map, 'holidays')?.value;
  const node = scalarAt(holidays?.kind === 'map' ? holidays : undefined, key);
  const fix = node === undefined || meant === undefined ? undefined : replaceScalar(node, meant);
  return { span, message: message(hint(fact, meant)), fixes: fix === undefined ? [] : [fix] };
}
