// Finds conditions that are true or false whatever the values are: all literals that a name is compared with cut its values into regions.
// It must never call a condition constant that is not; what it cannot take apart may be true or false.

import { namesIn, type Expression } from '../scalars/expression';
import { evaluate, type Names, type Operand } from '../scalars/evaluate';
import { convert, type Quantity } from '../scalars/quantity';
import { add, compare, integer, rational, subtract, type Rational } from '../scalars/rational';

/** Regions of all names together; beyond that nothing is said. */
const maximumCells = 5_000;

type Literal = Extract<Expression, { kind: 'number' | 'quantity' | 'text' | 'boolean' }>;

/** A part of a condition that is true or false by itself. */
interface Atom {
  readonly node: Expression;
  /** The same with a name in the place of a sum that is compared. */
  readonly read: Expression;
  /** The name whose value decides it, with the literals that it is compared with; undefined for what cannot be taken apart. */
  readonly name: string | undefined;
  readonly literals: readonly Literal[];
}

const nameless: Names = { value: () => undefined, unit: () => undefined };

/**
 * Whether a condition is always true or always false, as far as its values are known at all; undefined where it may be both.
 * A missing value makes a comparison neither, so that "always true" means: wherever there is a value.
 */
export function constantValue(expression: Expression): boolean | undefined {
  const atoms = atomsIn(expression);
  if (atoms.length === 0) return undefined;
  const axes = axesOf(atoms);
  const cells = axes.reduce((product, { values }) => product * values.length, 1);
  if (cells > maximumCells) return undefined;
  let found: boolean | undefined;
  for (let cell = 0; cell < cells; cell++) {
    const value = valueOf(expression, atomValues(axes, cell));
    if (found !== undefined && value !== found) return undefined;
    found = value;
  }
  return found;
}

/** The atoms of a condition; a literal alone is none. */
function atomsIn(node: Expression): readonly Atom[] {
  if (node.kind === 'not') return atomsIn(node.operand);
  if (node.kind === 'binary' && (node.operator === '&&' || node.operator === '||'))
    return [...atomsIn(node.left), ...atomsIn(node.right)];
  if (node.kind === 'name') return [{ node, read: node, name: node.name, literals: [] }];
  if (node.kind === 'in' && node.value.kind === 'name') {
    const literals = node.items.filter(isLiteral);
    if (literals.length === node.items.length) return [{ node, read: node, name: node.value.name, literals }];
  }
  if (node.kind === 'binary' && comparing.includes(node.operator)) {
    const { left, right } = node;
    const name = isLiteral(left) ? nameFor(right) : isLiteral(right) ? nameFor(left) : undefined;
    if (name !== undefined && isLiteral(left))
      return [{ node, read: { ...node, right: name }, name: name.name, literals: [left] }];
    if (name !== undefined && isLiteral(right))
      return [{ node, read: { ...node, left: name }, name: name.name, literals: [right] }];
  }
  return isLiteral(node) ? [] : [{ node, read: node, name: undefined, literals: [] }];
}

/** A name, or a sum of names under a name of its own: wherever the same sum is written, it has the same value. */
function nameFor(node: Expression): Extract<Expression, { kind: 'name' }> | undefined {
  if (node.kind === 'name') return node;
  const isSum = node.kind === 'minus' || (node.kind === 'binary' && ['+', '-', '*', '/'].includes(node.operator));
  return isSum && namesIn(node).length > 0 ? { kind: 'name', name: writtenAs(node), span: node.span } : undefined;
}

const comparing: readonly string[] = ['==', '!=', '<', '<=', '>', '>='];

function isLiteral(node: Expression): node is Literal {
  return node.kind === 'number' || node.kind === 'quantity' || node.kind === 'text' || node.kind === 'boolean';
}

/** Something that varies by itself, with one value of each of its regions, and what that makes of the atoms that it decides. */
interface Axis {
  readonly values: readonly ReadonlyMap<Expression, boolean>[];
}

function axesOf(atoms: readonly Atom[]): readonly Axis[] {
  const byName = new Map<string, Atom[]>();
  const free: Atom[] = [];
  for (const atom of atoms) {
    if (atom.name === undefined) free.push(atom);
    else byName.set(atom.name, [...(byName.get(atom.name) ?? []), atom]);
  }
  const axes: Axis[] = [];
  for (const [name, own] of byName) {
    const axis = axisOf(name, own);
    if (axis === undefined) free.push(...own);
    else axes.push(axis);
  }
  return [...axes, ...freeAxes(free)];
}

/** What cannot be taken apart: true or false, but the same wherever the same is written; what has no names is what it is. */
function freeAxes(atoms: readonly Atom[]): readonly Axis[] {
  const alike = new Map<string, Expression[]>();
  for (const { node } of atoms) {
    const key = writtenAs(node);
    alike.set(key, [...(alike.get(key) ?? []), node]);
  }
  return [...alike.values()].map((nodes) => {
    const [first] = nodes;
    const known = first === undefined || clashes(first) ? undefined : evaluate(first, nameless);
    const values = typeof known === 'boolean' ? [known] : [false, true];
    return { values: values.map((value) => new Map(nodes.map((node) => [node, value]))) };
  });
}

/** Whether two literals are compared that are of different kinds: what comes of that is not meant. */
function clashes(node: Expression): boolean {
  if (node.kind !== 'binary' || !isLiteral(node.left) || !isLiteral(node.right)) return false;
  const { left, right } = node;
  if (left.kind !== right.kind) return true;
  return left.kind === 'quantity' && right.kind === 'quantity' && left.quantity.unit !== right.quantity.unit;
}

/** The same text for the same expression, wherever it stands. */
function writtenAs(node: Expression): string {
  return JSON.stringify(node, (key, value: unknown) =>
    key === 'span' ? undefined : typeof value === 'bigint' ? String(value) : value,
  );
}

/** One value for each region of a name; undefined where its atoms read it as things that do not compare. */
function axisOf(name: string, atoms: readonly Atom[]): Axis | undefined {
  const literals = atoms.flatMap((atom) => atom.literals);
  const isBare = atoms.some(({ node }) => node.kind === 'name');
  const [first] = literals;
  const representatives = isBare || first?.kind === 'boolean' ? booleans(literals) : regions(literals);
  if (representatives === undefined) return undefined;
  const values: ReadonlyMap<Expression, boolean>[] = [];
  for (const value of representatives.values) {
    const names: Names = {
      value: (asked) => (asked === name ? value : undefined),
      unit: () => representatives.unit,
    };
    const known = new Map<Expression, boolean>();
    for (const { node, read } of atoms) {
      const result = evaluate(read, names);
      if (typeof result !== 'boolean') return undefined;
      known.set(node, result);
    }
    values.push(known);
  }
  return { values };
}

interface Representatives {
  readonly values: readonly Operand[];
  /** The unit in which the values are. */
  readonly unit: string | undefined;
}

function booleans(literals: readonly Literal[]): Representatives | undefined {
  return literals.every(({ kind }) => kind === 'boolean') ? { values: [false, true], unit: undefined } : undefined;
}

/** A value for each literal, one between two neighbours, and one on each side of all. */
function regions(literals: readonly Literal[]): Representatives | undefined {
  const texts = literals.flatMap((literal) => (literal.kind === 'text' ? [literal.value] : []));
  if (texts.length === literals.length)
    // No text is longer than all the others and one of them.
    return { values: [...new Set(texts), `${texts.join('')}x`], unit: undefined };
  const quantities = literals.flatMap((literal) => (literal.kind === 'quantity' ? [literal.quantity] : []));
  const numbers = literals.flatMap((literal) => (literal.kind === 'number' ? [literal.value] : []));
  const unit = quantities[0]?.unit;
  const points = quantities.length === 0 ? numbers : inOneUnit(quantities);
  if (points === undefined || points.length !== literals.length) return undefined;
  const sorted = [...points].sort(compare);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  const between = sorted.flatMap((point, index) => {
    const next = sorted[index + 1];
    return next === undefined ? [point] : [point, middle(point, next)];
  });
  return { values: [subtract(lowest, integer(1)), ...between, add(highest, integer(1))], unit };
}

/** Quantities as numbers of the unit of the first; undefined where one has no such number. */
function inOneUnit(quantities: readonly Quantity[]): readonly Rational[] | undefined {
  const [first] = quantities;
  const points = quantities.flatMap((quantity) => {
    const value =
      first === undefined || first.business !== quantity.business ? undefined : convert(quantity, first.unit);
    return value === undefined ? [] : [value];
  });
  return points.length === quantities.length ? points : undefined;
}

function middle(a: Rational, b: Rational): Rational {
  const sum = add(a, b);
  return rational(sum.num, sum.den * 2n);
}

function atomValues(axes: readonly Axis[], cell: number): (node: Expression) => boolean | undefined {
  const chosen: (ReadonlyMap<Expression, boolean> | undefined)[] = [];
  let rest = cell;
  for (const { values } of axes) {
    chosen.push(values[rest % values.length]);
    rest = Math.floor(rest / values.length);
  }
  return (node) => {
    for (const values of chosen) {
      const value = values?.get(node);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** The value of a condition whose atoms are known. A literal in it stands for itself. */
function valueOf(node: Expression, atom: (node: Expression) => boolean | undefined): boolean {
  if (node.kind === 'not') return !valueOf(node.operand, atom);
  if (node.kind === 'binary' && node.operator === '&&') return valueOf(node.left, atom) && valueOf(node.right, atom);
  if (node.kind === 'binary' && node.operator === '||') return valueOf(node.left, atom) || valueOf(node.right, atom);
  return atom(node) ?? (node.kind === 'boolean' && node.value);
}
