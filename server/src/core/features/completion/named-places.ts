// Offers what is known by a name outside the agreement: countries and regions of public holidays, and connections of the user.
// It must never load the library of holidays, nor offer a name that nothing would be found under.

import { forLine } from '../../show/escape';
import { holidayNames } from '../../vocabulary/holiday-names.generated';
import { holidayPlaces } from '../../vocabulary/holiday-places.generated';
import type { Ask } from './ask';
import type { Draft } from './item';

/** The names that fit a place; undefined where the place takes other texts. */
export function namedAt(ask: Ask): readonly Draft[] | undefined {
  const [section, , key, last] = ask.place.path;
  if (ask.place.path.length === 3 && section === 'data' && key === 'connection') return connections(ask);
  if (ask.place.path.length !== 4 || section !== 'calendars' || key !== 'holidays') return undefined;
  return last === 'country' ? countries(ask) : last === 'region' ? regions(ask) : undefined;
}

/** The connections that the user has named; none where the shell knows of none, as in a folder that is not trusted. */
function connections({ project }: Ask): readonly Draft[] {
  return (project.facts.connections ?? []).map(({ name, kind }) => ({
    label: forLine(name),
    kind: 'id',
    detail: kind === 'unusable' ? 'connection that cannot be used' : `connection, ${kind}`,
  }));
}

/** The codes of countries, those that other calendars of the agreement name first. */
function countries({ file }: Ask): readonly Draft[] {
  const all = Object.keys(holidayPlaces);
  const used = file.model.calendars.flatMap(({ holidayRegion }) => holidayRegion?.country?.value ?? []);
  const known = used.filter((code) => Object.hasOwn(holidayPlaces, code));
  return [...new Set([...known, ...all])].map((label) => coded(label, namesOf(label)[0]));
}

/** The codes of the regions of the country beside the cursor; none of a country that is not known, or has none. */
function regions({ place, lookup }: Ask): readonly Draft[] {
  const country = lookup([...place.path.slice(0, -1), 'country']);
  if (country === undefined || !Object.hasOwn(holidayPlaces, country)) return [];
  const [, ...names] = namesOf(country);
  const codes = (holidayPlaces[country] ?? '').split(' ').filter(Boolean);
  return codes.map((label, index) => coded(label, names[index]));
}

function coded(label: string, name = ''): Draft {
  return { label, kind: 'value', detail: name, meaning: name };
}

/** The name of a country, then those of its regions in the order of their codes. */
function namesOf(country: string): readonly string[] {
  return (holidayNames[country] ?? '').split('|');
}
