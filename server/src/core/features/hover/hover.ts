// What a hover says: how an objective stands, what a name is, what a tier pays, what a type, key, duty or unit means.
// It must never show text of a file unescaped; the Markdown holds no command link and no address.

import type { SlaFile } from '../../model/file';
import { calendarOf, defaultCalendar } from '../../model/queries';
import type { Objective } from '../../model/sla';
import type { Project } from '../../project';
import { docsAt, valueDocsAt } from '../../schema/docs';
import { pathLookup } from '../../schema/lookup';
import type { Path } from '../../schema/navigate';
import { isDuration, parseQuantity } from '../../scalars/quantity';
import { findAt } from '../../syntax/find';
import type { Span } from '../../text/span';
import { metricType } from '../../vocabulary/metrics/index';
import { homesOf } from '../elsewhere';
import { nameAt, nounOf, type Name } from '../names';
import { baselineCard, tierCard } from './amount-cards';
import { declaredCard } from './declared-card';
import { dutyCard } from './duty-card';
import { calendarLine, coded } from './words';
import { objectiveCard } from './objective-card';
import { roleCard } from './role-card';
import { typeCard } from './type-card';

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** Most characters of a hover beside its pictures: editors cut what is longer, in the middle of a picture (editor.md, section 1). */
const mostCharacters = 24_000;

/** The hover at an offset, or undefined where nothing there has a meaning. */
export function hover(project: Project, file: SlaFile, offset: number): Hover | undefined {
  const found = wholeHover(project, file, offset);
  return found === undefined ? undefined : { ...found, markdown: limited(found.markdown) };
}

/** As many paragraphs as fit, and how many do not; a paragraph is short by itself. */
function limited(markdown: string): string {
  if (markdown.length <= mostCharacters) return markdown;
  const paragraphs = markdown.split('\n\n');
  let [count, pictures, length] = [0, 0, 0];
  for (const paragraph of paragraphs) {
    const isPicture = paragraph.startsWith('![');
    if (isPicture ? ++pictures > 1 : (length += paragraph.length + 2) > mostCharacters) break;
    count++;
  }
  return count === paragraphs.length
    ? markdown
    : [...paragraphs.slice(0, count), `… ${paragraphs.length - count} more paragraphs`].join('\n\n');
}

function wholeHover(project: Project, file: SlaFile, offset: number): Hover | undefined {
  const { node, path, isKey } = findAt(file.tree, offset);
  if (node === undefined) return undefined;
  const text = node.kind === 'scalar' ? node.text : node.kind === 'alias' ? node.name : '';
  const named = nameHover(project, file, offset);
  if (named !== undefined) return named;
  const { span } = node;
  const objective = targetAt(file, path);
  const [section, id, key] = path;
  if (objective !== undefined) {
    const group = key === 'targets' && path.length > 3 ? String(path[3]) : undefined;
    return { markdown: objectiveCard(project, file, objective, group), span };
  }
  if (section === 'metrics' && path.length === 3 && key === 'type' && !isKey)
    return metricType(text) === undefined ? undefined : { markdown: typeCard(text), span };
  const card = tierCard(project, file, path, offset) ?? baselineCard(project, file, path);
  if (section === 'responsibilities' && path.length === 2 && isKey)
    return { markdown: dutyCard(file.model, String(id)), span };
  const role = roleCard(file, path, isKey ? undefined : text);
  const parts = [card, role ?? meaning(file, path, text, isKey), isKey ? undefined : businessTime(file, path, text)];
  const markdown = parts.filter((part) => part !== undefined).join('\n\n');
  return markdown === '' ? undefined : { markdown, span };
}

/** What the thing is that a name means, in whichever agreement it is declared. */
function nameHover(project: Project, file: SlaFile, offset: number): Hover | undefined {
  const name = nameAt(file, offset);
  if (name === undefined || name.role === 'unresolved') return undefined;
  const homes = homesOf(project, file, name);
  // A fee and the term of the glossary that explains it are one thing with two homes.
  const cards = [...new Set(homes.flatMap((home) => cardOf(project, home.file, home.name) ?? []))];
  if (cards.length === 0) return undefined;
  const other = homes.find((home) => home.file !== file)?.file;
  const origin =
    other === undefined ? [] : [`*From ${coded(other.model.id?.value ?? other.snapshot.uri.slice(-40))}.*`];
  return { markdown: [...cards, ...origin].join('\n\n---\n\n'), span: name.span };
}

function cardOf(project: Project, file: SlaFile, name: Name): string | undefined {
  if (name.kind === 'objective') {
    const objective = file.model.objectives.find(({ id }) => id === name.name);
    return objective === undefined ? undefined : objectiveCard(project, file, objective);
  }
  return declaredCard(project, file, name.kind, name.name, nounOf(name.kind));
}

/** The objective whose target stands at a path. */
function targetAt(file: SlaFile, path: Path): Objective | undefined {
  const [section, id, key] = path;
  const isTarget = ['atLeast', 'atMost', 'above', 'below', 'for', 'targets'].includes(String(key));
  return section === 'objectives' && isTarget ? file.model.objectives.find((each) => each.id === id) : undefined;
}

/** What the language says of a key, or of a value. */
function meaning(file: SlaFile, path: Path, text: string, isKey: boolean): string | undefined {
  const lookup = pathLookup(file.tree);
  const docs = isKey ? docsAt(path, lookup) : (valueDocsAt(path, lookup, text) ?? docsAt(path, lookup));
  return docs === undefined ? undefined : `${coded(isKey ? String(path.at(-1) ?? '') : text)}\n\n${docs}`;
}

/** In which hours a duration in business units ticks. */
function businessTime({ model, tree }: SlaFile, path: Path, text: string): string | undefined {
  const quantity = parseQuantity(text);
  if (!quantity.ok || !isDuration(quantity.value) || !quantity.value.business) return undefined;
  const named = pathLookup(tree)([...path.slice(0, -1), 'calendar']);
  const calendar = named === undefined ? defaultCalendar(model) : calendarOf(model, named);
  return calendar === undefined ? undefined : `Ticks only in ${calendarLine(model, calendar)}.`;
}
