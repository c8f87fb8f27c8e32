// Completes inside an expression: columns, roles or metrics where a value is due, operators behind one, units behind a number.
// It must never offer what would end the text in which the expression stands: brackets and commas inside braces.

import { metricOf } from '../../model/queries';
import { lastOf, wordAtEnd } from '../../text/ends';
import { metricType } from '../../vocabulary/metrics/index';
import { unitWordsOf } from './quantities';
import { columnDetail, headerAt, rolesAt, samplesAt, sourceAt, type Ask } from './ask';
import { inSnippet, type Draft } from './item';
import { inQuotes } from './quoting';
import { levelsOf } from './references';

const comparisons = ['==', '!=', '<', '<=', '>', '>='];

/** What may stand at the cursor inside an expression; `asked` says whose names it may read. */
export function expressionAt(ask: Ask, names: 'columns' | 'metrics'): readonly Draft[] {
  const { before, quote, isFlow } = ask.place;
  const text = quote === '' ? before : before.replaceAll("''", "'").replace(/\\(.)/g, '$1');
  // Inside a text of the expression only a person knows what is meant.
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return [];
  const word = wordAtEnd(text);
  const lead = text.slice(0, text.length - word.length);
  const units = unitsBehind(ask, text);
  if (units !== undefined) return units;
  if (/\.$/.test(lead)) return methods();
  const head = lead.trimEnd();
  const isOperand = head === '' || /(?:&&|\|\||[!=<>]=?|[-+*/,(]|\[|(?:^|\s)in)$/.test(head);
  const isBracketed = isFlow && quote === '';
  if (!isOperand) {
    const drafts = word === '' || /\s$/.test(lead) ? operators(head, names, isBracketed) : [];
    // Right behind a quote or a bracket the operator needs a blank of its own.
    return /\s$/.test(lead)
      ? drafts
      : drafts.map((draft) => ({ ...draft, newText: ` ${draft.newText ?? draft.label}` }));
  }
  if (names === 'metrics') return ask.file.model.metrics.map(({ id, type }) => part(id, 'id', type?.value ?? 'metric'));
  const compared = /([\p{L}_][\p{L}\p{N}_-]*)\s*(?:==|!=|in\s*\[[^\]]*)$/u.exec(lastOf(head))?.[1];
  return [...texts(ask, compared), ...columns(ask, isBracketed), ...functions(isBracketed)];
}

function part(label: string, kind: Draft['kind'], detail: string, snippet?: string): Draft {
  return {
    label,
    kind,
    detail,
    isPart: true,
    isWritten: true,
    ...(snippet === undefined ? {} : { newText: snippet, isSnippet: true }),
  };
}

function columns(ask: Ask, isBracketed: boolean): readonly Draft[] {
  const header = headerAt(ask);
  const isName = (column: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*$/u.test(column);
  const odd = isBracketed ? [] : header.filter((column) => !isName(column) && !/["\\\p{C}]/u.test(column));
  return [
    ...header.filter(isName).map((column) => part(column, 'column', columnDetail(ask, column))),
    ...odd.map((column) => {
      const written = inQuotes(`row["${column}"]`, ask.place.quote);
      return part(written, 'column', columnDetail(ask, column), inSnippet(written));
    }),
    ...rolesAt(ask)
      .filter((role) => !header.includes(role))
      .map((role) => part(role, 'column', 'role')),
  ];
}

/** Values of a column: those that the agreement names (new names of groups, levels of the priorities), and samples of the data. */
function texts(ask: Ask, column: string | undefined): readonly Draft[] {
  if (column === undefined || ask.place.before.trim() === '') return [];
  const aliases = (sourceAt(ask)?.aliases ?? []).filter((alias) => alias.column === column).map(({ to }) => to);
  // A number is compared as it stands, and a value that was cut is none.
  const sampled = samplesAt(ask, column).filter((value) => !value.endsWith('…') && Number.isNaN(Number(value)));
  const known = [...new Set([...aliases, ...(column === 'priority' ? levelsOf(ask.file) : []), ...sampled])];
  return known
    .filter((text) => !/["\\{}[\],\n#]/.test(text))
    .map((text) => part(inQuotes(`"${text}"`, ask.place.quote), 'value', `value of ${column}`));
}

function functions(isBracketed: boolean): readonly Draft[] {
  return [
    part('has(…)', 'operator', 'whether the column has a value', 'has(${1:column})$0'),
    // A comma would end the entry of braces.
    ...(isBracketed
      ? []
      : ['startsWith', 'endsWith', 'contains'].map((name) =>
          part(`${name}(…)`, 'operator', 'test of a text', `${name}(\${1:column}, \${2:other})$0`),
        )),
  ];
}

function methods(): readonly Draft[] {
  return ['startsWith', 'endsWith', 'contains'].map((name) =>
    part(`${name}(…)`, 'operator', 'test of a text', `${name}(\${1:other})$0`),
  );
}

function joins(): readonly Draft[] {
  return ['&&', '||'].map((sign) => part(sign, 'operator', sign === '&&' ? 'and' : 'or'));
}

function operators(head: string, names: 'columns' | 'metrics', isBracketed: boolean): readonly Draft[] {
  const last = /(?:&&|\|\|)?([^&|]*)$/.exec(lastOf(head))?.[1] ?? '';
  // Behind a whole comparison another one follows, else it is still to be made.
  if (/==|!=|<|>|\sin\s/.test(last)) return joins();
  const signs = [...(names === 'metrics' ? comparisons.slice(2) : comparisons), '+', '-', '*', '/'];
  return [
    ...signs.map((sign) => part(sign, 'operator', '')),
    ...(isBracketed || names === 'metrics' ? [] : [part('in […]', 'operator', 'one of', 'in [${1:other}]$0')]),
    ...joins(),
  ];
}

/** Units where a number stands right before the cursor: of the metric that it is compared with, or percent. */
function unitsBehind(ask: Ask, text: string): readonly Draft[] | undefined {
  const match = /([\p{L}_][\p{L}\p{N}_-]*)?\s*(?:[<>]=?|==|!=)\s*(\d[\d_]*(?:\.\d+)?) ([\p{L}%/]*)$/u.exec(
    lastOf(text),
  );
  if (match === null) return undefined;
  const type = metricType(metricOf(ask.file.model, match[1])?.type?.value);
  const written = (units: readonly string[]): Draft[] =>
    units.map((unit) => part(unit, 'unit', `${match[2] ?? ''} ${unit}`));
  if (type !== undefined) return written(unitWordsOf(type));
  // A number of a column needs no unit, so that the comparison may be whole.
  return [...joins(), ...written(['%', 'ms', 's', 'min', 'h', 'd'])];
}
