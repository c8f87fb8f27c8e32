// time-zone-unknown: a time zone is not one of the IANA list.
// It must never guess a place from an abbreviation that several countries use.

import { distance } from 'fastest-levenshtein';
import { isEmpty } from '../../schema/plain';
import { nearest } from '../../schema/suggest';
import { zoneOf } from '../../time/zones';
import { replaceScalar } from '../edits';
import { defineRule } from '../rule';
import { hint, quoted } from '../say';

/** Abbreviations, which know no daylight saving, and where they are commonly meant. */
const meantBy: Readonly<Record<string, string>> = {
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  MESZ: 'Europe/Berlin',
  WET: 'Europe/Lisbon',
  EET: 'Europe/Helsinki',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  JST: 'Asia/Tokyo',
  GMT: 'UTC',
  Z: 'UTC',
};

/** Abbreviations of a time of day all year round, which name no place but do not ignore daylight saving either. */
const ofNoPlace: ReadonlySet<string> = new Set(['CET', 'MEZ', 'WET', 'EET']);

export const timeZoneUnknown = defineRule({
  id: 'time-zone-unknown',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'A time zone is not one of the IANA list.',
  why: 'An abbreviation or an offset ignores daylight saving, so that for half a year every window ends an hour off.',
  bad: `timeZone: EST
#         ^^^ "EST" is no IANA zone and ignores daylight saving
`,
  good: `timeZone: America/New_York
`,
  fixed: `timeZone: America/New_York
`,
  yieldsTo: ['wrong-shape'],
  readsBeside: [],
  *checkClause({ places }) {
    for (const place of places) {
      if (place.kind !== 'value' || place.scalar !== 'time-zone' || isEmpty(place.node)) continue;
      const { text } = place.node;
      if (zoneOf(text) !== undefined) continue;
      const isAbbreviation = /^(?:[A-Z]{1,5}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)$/.test(text);
      const common = Object.hasOwn(meantBy, text) ? meantBy[text] : undefined;
      const near = common === undefined && !isAbbreviation ? nearestZone(text) : undefined;
      const meant = common ?? near;
      const fix = meant === undefined || place.span !== place.node.span ? undefined : replaceScalar(place.node, meant);
      yield {
        span: place.span,
        message: ofNoPlace.has(text)
          ? `${quoted(text)} is an abbreviation; name a place, such as ${quoted(common ?? 'Europe/Berlin')}`
          : hint(
              `${quoted(text, 32)} is no IANA zone${isAbbreviation && text !== 'Z' ? ' and ignores daylight saving' : ''}`,
              near,
            ),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  },
});

/** The only zone of a place, or one whose name differs by a sign or two; of a short name, two signs make another place. */
function nearestZone(text: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  const place = text.trim().replaceAll(' ', '_').toLowerCase();
  const ofPlace = zones.filter((zone) => zone.toLowerCase().endsWith(`/${place}`));
  if (ofPlace.length === 1) return ofPlace[0];
  const near = nearest(text.trim(), zones);
  const isShort = (near?.split('/').at(-1)?.length ?? 0) < 6;
  return near !== undefined && isShort && distance(near.toLowerCase(), text.trim().toLowerCase()) > 1
    ? undefined
    : near;
}
