// Offers keys: what the language knows in the map and is not there yet, ids that a key refers to, and whole clauses.
// It must never offer a key that is there already.

import { objectiveOf } from '../../model/queries';
import { dataOf } from '../../project';
import { kebab } from '../../schema/mend';
import { freeKeysAt, keysAt, mapAt } from '../../schema/navigate';
import type { FreeKeys, Shape } from '../../schema/shapes';
import { forLine } from '../../show/escape';
import { headerAt, plainly, rolesAt, samplesAt, type Ask } from './ask';
import { clausesOf, tiers, type Clause } from './clauses';
import { inSnippet, type Draft } from './item';
import { asText } from './quoting';
import { idsOf, levelsOf } from './references';
import { skeletons } from './skeletons';

/** Most groups that are offered. */
const mostGroups = 200;

/** The keys and clauses that may stand at the place. */
export function keysOf(ask: Ask): readonly Draft[] {
  const { place, lookup } = ask;
  const { path } = place;
  const isFree = (key: string): boolean => !place.siblings.has(key) || (place.isRename && key === ownKey(ask));
  const known = keysAt(path, lookup).filter(({ key }) => isFree(key));
  const sorted = [...known.filter((key) => key.isRequired), ...known.filter((key) => !key.isRequired)];
  const drafts = sorted.map((key): Draft => ({
    label: key.key,
    kind: 'key',
    detail: key.isRequired ? 'required' : '',
    docsOf: { of: 'place', path: [...path, key.key] },
    ...keyText(ask, key.key, key.shape),
  }));
  const free = freeKeysAt(path, lookup);
  const own = free === undefined ? [] : freeKeys(ask, free).filter(({ label }) => isFree(label));
  const whole =
    path.length === 0 && place.siblings.size === 0 && isBlank(ask) ? skeletons(ask.project.facts.today) : [];
  return [...whole, ...drafts, ...own, ...(place.isRename ? [] : clausesAt(ask, free))];
}

function ownKey({ file, place }: Ask): string {
  return file.snapshot.text.slice(place.replace.start, place.replace.end).trim();
}

function isBlank({ file }: Ask): boolean {
  return /^\uFEFF?(?:[^\S\r\n]*(?:#.*)?[\r\n]*)*[\w-]*\s*$/.test(file.snapshot.text.slice(0, 10_000));
}

/** A key with its colon, and what has to stand behind it for the value to begin. */
function keyText(
  ask: Ask,
  key: string,
  shape: Shape,
): Pick<Draft, 'newText' | 'isSnippet' | 'opensNext' | 'isWritten'> {
  const written = asText(key);
  const { place } = ask;
  if (place.isRename) return { newText: written, isWritten: true };
  const isSingle = shape.scalar !== undefined;
  if (isSingle) return { newText: `${written}: `, opensNext: true, isWritten: true };
  const holdsMaps = shape.list?.items.map !== undefined && shape.list.items.scalar === undefined;
  if (shape.map !== undefined && !place.isFlow) return { newText: `${written}:\n  `, opensNext: true, isWritten: true };
  if (shape.map !== undefined && shape.list === undefined)
    return { newText: `${inSnippet(written)}: { $1 }$0`, isSnippet: true, isWritten: true };
  if (holdsMaps && !place.isFlow) return { newText: `${written}:\n  - `, opensNext: true, isWritten: true };
  if (shape.list !== undefined) return { newText: `${inSnippet(written)}: [$1]$0`, isSnippet: true, isWritten: true };
  return { newText: `${written}: `, isWritten: true };
}

function freeKeys(ask: Ask, free: FreeKeys): readonly Draft[] {
  const { path } = ask.place;
  const suggestions = free.suggestions.map((word): Draft => ({
    label: word.id,
    kind: free.defines === 'duty' ? 'duty' : 'key',
    docsOf: { of: 'key-word', path, word: word.id },
  }));
  const ids = free.ref === undefined ? [] : idsOf(ask, free.ref);
  return [...suggestions, ...ids, ...texts(ask)].map((draft) => ({
    ...draft,
    ...keyText(ask, draft.label, free.shape),
  }));
}

/** Keys that are texts of the agreement or of its data: levels, group values, columns, fees, versions. */
function texts(ask: Ask): readonly Draft[] {
  const { place, file } = ask;
  const [section] = place.path;
  const last = place.path.at(-1);
  if (section === 'objectives' && last === 'targets') return groups(ask);
  if (last === 'aliases') return plainly(headerAt(ask), 'column', 'column');
  if (last === 'units') return plainly(rolesAt(ask), 'key', 'role');
  if (section === 'fees' && place.path.length === 1)
    return plainly([...new Set(file.model.remedies.flatMap(({ of }) => of?.value ?? []))], 'id', 'fee of a remedy');
  if (section === 'glossary')
    return plainly(
      [
        ...new Set([
          ...file.model.fees.map(({ name }) => name),
          ...file.model.remedies.flatMap(({ of }) => of?.value ?? []),
        ]),
      ],
      'term',
      'fee',
    );
  if (section === 'history' && place.path.length === 1)
    return plainly(file.model.version === undefined ? [] : [file.model.version.value], 'value', 'version');
  return [];
}

/** Values of the groups that targets are for: levels of the priorities, groups of the results, samples of the data. */
function groups(ask: Ask): readonly Draft[] {
  const { file, place, project } = ask;
  const id = String(place.path[1]);
  const levels = levelsOf(file);
  const results = dataOf(project, file).measured?.results.filter(({ objective }) => objective === id) ?? [];
  const measured = results.flatMap(({ windows }) => windows.flatMap(({ group }) => group ?? []));
  const [per, ...others] = objectiveOf(file.model, id)?.per ?? [];
  // A value that was cut is none.
  const sampled =
    per === undefined || others.length > 0 ? [] : samplesAt(ask, per.value).filter((value) => !value.endsWith('…'));
  const found = [...new Set([...measured.map(forLine), ...sampled])].filter(
    (value) => value !== '' && !levels.includes(value),
  );
  return [
    ...plainly(levels, 'id', 'level'),
    ...plainly(found.slice(0, mostGroups), 'id', `value of ${per?.value ?? 'the group'}`),
  ];
}

/** Whole clauses under a fresh id, or under the one that was begun. */
function clausesAt(ask: Ask, free: FreeKeys | undefined): readonly Draft[] {
  const { place, file } = ask;
  if (place.path.length === 0) return sections(ask);
  if (place.path.length > 1) return place.path[0] === 'approvals' ? [] : rowsAt(ask);
  if (place.path[0] === 'approvals') return approvals(ask);
  if (free?.defines === undefined) return [];
  const typed = kebab(place.before.trim());
  return clausesOf(free.defines, file.model, ask.project.facts.today).map((clause) => {
    const id = typed ?? freshId(clause.id, place.siblings);
    return clauseDraft(ask, clause, id, typed !== undefined);
  });
}

function clauseDraft({ place }: Ask, clause: Clause, id: string, isTyped: boolean): Draft {
  const key = isTyped ? inSnippet(id) : `\${1:${inSnippet(id)}}`;
  const inline = !clause.lines.some((line) => /:$|^\s*- /.test(line));
  if (place.isFlow && !inline)
    return { label: `${id}: …`, kind: 'clause', newText: `${key}: `, isSnippet: true, isWritten: true };
  const body = place.isFlow
    ? `: { ${clause.lines.join(', ')} }`
    : `:\n${clause.lines.map((line) => `  ${line}`).join('\n')}`;
  return {
    label: isTyped ? id : `${id} …`,
    kind: 'clause',
    detail: `new ${clause.title}`,
    newText: `${key}${body}$0`,
    isSnippet: true,
    isWritten: true,
    followsTyping: true,
  };
}

function freshId(id: string, taken: ReadonlyMap<string, string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Sections with their first clause, at the root. */
function sections(ask: Ask): readonly Draft[] {
  const map = mapAt([], ask.lookup);
  const drafts: Draft[] = [];
  for (const [key, shape] of map?.keys ?? []) {
    const defines = shape.map?.free?.defines;
    if (defines === undefined || ask.place.siblings.has(key) || ask.place.isFlow) continue;
    const clause = clausesOf(defines, ask.file.model, ask.project.facts.today)[0];
    if (clause === undefined) continue;
    drafts.push({
      label: `${key} …`,
      kind: 'clause',
      detail: `with ${/^[aeiou]/.test(clause.title) ? 'an' : 'a'} ${clause.title}`,
      isSnippet: true,
      isWritten: true,
      newText: `${key}:\n  \${1:${clause.id}}:\n${clause.lines.map((line) => `    ${line}`).join('\n')}$0`,
      docsOf: { of: 'place', path: [key] },
    });
  }
  return drafts;
}

function approvals(ask: Ask): readonly Draft[] {
  const today = ask.project.facts.today;
  return ask.file.model.parties
    .filter(({ id }) => !ask.place.siblings.has(id))
    .map(({ id }) => ({
      label: `${id} …`,
      kind: 'clause',
      detail: 'new approval',
      isSnippet: true,
      isWritten: true,
      newText: `${inSnippet(asText(id))}: { name: \${1:Name}, role: \${2:Role}, date: \${3:${today === '' ? '2026-01-01' : today}} }$0`,
    }));
}

/** Tables that stand below a key of a clause: tiers of a service credit. */
function rowsAt({ place, lookup }: Ask): readonly Draft[] {
  const [section, id] = place.path;
  const isCredit =
    section === 'remedies' && place.path.length === 2 && lookup(['remedies', String(id), 'kind']) === 'service-credit';
  if (!isCredit || place.isFlow || place.siblings.has('tiers')) return [];
  return [
    {
      label: 'tiers …',
      kind: 'clause',
      detail: 'table of three tiers',
      isSnippet: true,
      isWritten: true,
      newText: `tiers:\n${tiers.map((line) => `  ${line}`).join('\n')}$0`,
      docsOf: { of: 'place', path: ['remedies', String(id), 'tiers'] },
    },
  ];
}
