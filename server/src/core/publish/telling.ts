// What every clause needs to be told: names of parties, numbers of clauses, and values of the text in words.
// It must never drop what is written: a value that cannot be read is shown as it stands, in quotes.

import type { ObjectiveResult } from '../compliance/result';
import type { SlaFile } from '../model/file';
import { byId, defaultCalendar, objectiveOf } from '../model/queries';
import { boundWords as boundKeys, type Reader } from '../model/reader';
import type { Objective, SlaModel, Text } from '../model/sla';
import type { Parsed } from '../scalars/quantity';
import { parseQuantity } from '../scalars/quantity';
import { parseDuration, parseLimit, parseNumber, parseShare, parseWindow } from '../scalars/words';
import { toDecimal } from '../scalars/rational';
import { textOf } from '../model/reader';
import { windowOf } from '../model/lower-window';
import type { Node } from '../syntax/nodes';
import { zoneOf, type Zone } from '../time/zones';
import type { Word } from '../vocabulary/kinds';
import { boundWords, grouped, humanised, inSentence, joined, limitWords, quantityWords, windowNoun } from './phrases';

export interface Telling {
  readonly file: SlaFile;
  readonly model: SlaModel;
  /** Results by objective; empty where nothing was computed. */
  readonly results: ReadonlyMap<string, ObjectiveResult>;
  /** The clock of the agreement; that of UTC where none is written. */
  readonly zone: Zone | undefined;
  /** Numbers of clauses by section and id: `objectives.availability` is "5.1". */
  readonly numbers: ReadonlyMap<string, string>;
}

export type NumberedSection = 'calendars' | 'data' | 'metrics' | 'objectives' | 'exclusions' | 'remedies' | 'services';

export function tellingOf(
  file: SlaFile,
  results: readonly ObjectiveResult[],
  numbers: ReadonlyMap<string, string>,
): Telling {
  return {
    file,
    model: file.model,
    results: new Map(results.map((result) => [result.objective, result])),
    zone: zoneOf(file.model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC'),
    numbers,
  };
}

/** What is written where it cannot be read. */
export function asWritten(text: string): string {
  return `“${text}”`;
}

/** What a word of a closed set means; of one that is not known, the word as it is written. */
export function wordMeaning(words: readonly Word[], text: string): string {
  const docs = words.find(({ id }) => id === text)?.docs;
  return docs === undefined ? asWritten(text) : docs.replace(/ This is the default\.$/, '');
}

/** What a kind is, without the examples that its definition gives; undefined for one that is not known. */
export function definition(words: readonly Word[], id: string | undefined): string | undefined {
  return words.find((each) => each.id === id)?.docs.replace(/, (?:such as|for example) [^.]*/, '');
}

/** A party by its name; an id that no party has as it is written. */
export function partyName({ model }: Telling, id: string): string {
  const party = byId(model.parties).get(id);
  if (party === undefined) return asWritten(id);
  return party.name?.value.trim() || humanised(id);
}

export function partiesNames(telling: Telling, parties: readonly Text[]): string | undefined {
  return parties.length === 0 ? undefined : joined(parties.map(({ value }) => partyName(telling, value)));
}

/** A clause by its name and number: `Maintenance (6.1)`; an id that leads nowhere as it is written. */
export function clauseName(telling: Telling, section: NumberedSection, id: string): string {
  const number = telling.numbers.get(`${section}.${id}`);
  return number === undefined ? asWritten(id) : `${clauseTitle(telling, section, id)} (${number})`;
}

/** The name of a clause without its number. */
export function clauseTitle({ model }: Telling, section: NumberedSection, id: string): string {
  const own =
    section === 'objectives'
      ? textAt(objectiveOf(model, id)?.map, 'title')
      : section === 'services'
        ? byId(model.services).get(id)?.name?.value
        : undefined;
  return own?.trim() || humanised(id);
}

function textAt(map: { readonly entries: readonly EntryLike[] } | undefined, key: string): string | undefined {
  return textOf(map?.entries.find((entry) => entry.key.text === key)?.value)?.value;
}

interface EntryLike {
  readonly key: { readonly text: string };
  readonly value: Node | undefined;
}

/** The clauses that texts name: `Maintenance (6.1) and Force majeure (6.3)`. */
export function clauseNames(telling: Telling, section: NumberedSection, ids: readonly Text[]): string | undefined {
  return ids.length === 0 ? undefined : joined(ids.map(({ value }) => clauseName(telling, section, value)));
}

/** The plain text under a key. */
export function plain<T>(read: Reader<T>, key: keyof T & string): string | undefined {
  const text = read.text(key)?.value.trim();
  return text === '' ? undefined : text;
}

/** A value under a key in words; one that cannot be read as it is written. */
function told<T, V>(
  read: Reader<T>,
  key: keyof T & string,
  parse: (text: string) => Parsed<V>,
  words: (value: V) => string,
): string | undefined {
  const text = read.text(key)?.value;
  if (text === undefined) return undefined;
  const value = parse(text);
  return value.ok ? words(value.value) : asWritten(text);
}

export const durationAt = <T>(read: Reader<T>, key: keyof T & string): string | undefined =>
  told(read, key, parseDuration, quantityWords);

export const quantityAt = <T>(read: Reader<T>, key: keyof T & string): string | undefined =>
  told(read, key, parseQuantity, quantityWords);

export const limitAt = <T>(read: Reader<T>, key: keyof T & string): string | undefined =>
  told(read, key, parseLimit, limitWords);

export const numberAt = <T>(read: Reader<T>, key: keyof T & string): string | undefined =>
  told(read, key, parseNumber, (value) => grouped(toDecimal(value, 12)));

export const shareAt = <T>(read: Reader<T>, key: keyof T & string): string | undefined =>
  told(read, key, parseShare, (share) => (share === 'all' ? 'all' : quantityWords(share)));

/** How often something happens: `every calendar month`, `every minute`. */
export function everyAt<T>(read: Reader<T>, key: keyof T & string): string | undefined {
  const text = read.text(key)?.value;
  if (text === undefined) return undefined;
  const window = parseWindow(text);
  if (window.ok && window.value.kind === 'calendar') return `every ${window.value.unit}`;
  const duration = parseDuration(text);
  return duration.ok ? `every ${quantityWords(duration.value).replace(/^1 (?=[a-z])/, '')}` : asWritten(text);
}

/** The noun of the window under a key, `calendar month`; as written where it cannot be read. */
export function windowAtKey<T>(read: Reader<T>, key: keyof T & string, isMany = false): string | undefined {
  const window = windowOf(read.node(key));
  if (window === undefined) return written(read.text(key));
  return windowNoun(window.value, isMany);
}

export function written(text: Text | undefined): string | undefined {
  return text === undefined ? undefined : asWritten(text.value);
}

/** The bounds that stand under the four words of a map; those that cannot be read as they are written. */
export function boundsIn<T>(read: Reader<T>): string {
  const bounds = read.bounds();
  const unread = read.entries().flatMap(({ key, value }) => {
    const isBound = boundKeys.some((word) => word === key.text);
    const text = isBound && !bounds.some(({ word }) => word === key.text) ? textOf(value)?.value : undefined;
    return text === undefined ? [] : [asWritten(text)];
  });
  return joined([...(bounds.length === 0 ? [] : [boundWords(bounds)]), ...unread]);
}

/**
 * The hours in which a clause counts time, by their name: as written, else those of the only calendar that business time in one of the phrases
 * can mean. Undefined where time runs without a stop.
 */
export function hoursOf(
  telling: Telling,
  calendar: Text | undefined,
  ...phrases: readonly (string | undefined)[]
): string | undefined {
  if (calendar !== undefined) return clauseName(telling, 'calendars', calendar.value);
  const isBusiness = phrases.some((phrase) => phrase !== undefined && /\bbusiness\b/.test(phrase));
  const usual = isBusiness ? defaultCalendar(telling.model) : undefined;
  return usual === undefined ? undefined : clauseName(telling, 'calendars', usual.id);
}

/** The same as a sentence. */
export function hoursSentence(
  telling: Telling,
  calendar: Text | undefined,
  ...phrases: readonly (string | undefined)[]
): string | undefined {
  const hours = hoursOf(telling, calendar, ...phrases);
  return hours === undefined ? undefined : `Business time is counted in the hours ${hours}.`;
}

/** What the promise is split by: `priority`, `region and service`. */
export function perWords({ per }: Objective): string {
  return per.length === 0 ? 'group' : joined(per.map(({ value }) => inSentence(humanised(value))));
}
