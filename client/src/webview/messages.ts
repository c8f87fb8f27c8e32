// What the panel of the preview and the client say to each other, and the checks that each side makes of what it is told.
// It must never let a message through that is of another panel, of an unknown kind or of another shape.

import type {
  DocumentRange,
  OverviewPosition,
  Preview,
  PreviewBlock,
  PreviewGroup,
  PreviewObjective,
} from '../../../server/src/lsp/protocol';
import { wordNames, type Words } from './words';

/** How it stands with what is shown; `current` means that the newest answer is on the screen. */
export const conditions = ['current', 'reading', 'starting', 'stopped', 'closed', 'failed', 'none'] as const;
export type Condition = (typeof conditions)[number];

/** Client to panel. */
export type PanelMessage =
  | { readonly kind: 'start'; readonly uri: string; readonly words: Words; readonly kept?: PanelState | undefined }
  | { readonly kind: 'preview'; readonly revision: number; readonly preview: Preview }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'cursor'; readonly position: OverviewPosition }
  | { readonly kind: 'choose'; readonly objective: string }
  | { readonly kind: 'written'; readonly target: string; readonly refusal?: string | undefined }
  | { readonly kind: 'undoable'; readonly isUndoable: boolean };

/** Panel to client: all that a panel can ask for. */
export type PanelRequest =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reveal'; readonly range: DocumentRange }
  | {
      readonly kind: 'apply';
      readonly version: number;
      readonly objective: string;
      readonly group?: string | undefined;
      readonly target: string;
    }
  | { readonly kind: 'keep'; readonly state: PanelState }
  | { readonly kind: 'undo' | 'open' | 'restart' | 'retry' };

/** What the panel keeps of itself over a reload, and the client for as long as it runs. */
export interface PanelState {
  readonly uri: string;
  readonly tab: 'baseline' | 'compliance' | 'agreement';
  readonly objective?: string | undefined;
  readonly group?: string | undefined;
  readonly isTable: boolean;
  readonly scroll: number;
}

/** A text of a target is short; whoever sends a longer one is not our panel. */
const longestTarget = 100;
const longestId = 1_000;

type Shape = Readonly<Record<string, unknown>>;

/** The message for a panel, or undefined where it is none of its own. */
export function asPanelMessage(data: unknown, token: string): PanelMessage | undefined {
  if (!isObject(data) || data['token'] !== token) return undefined;
  const isFit =
    (data['kind'] === 'start' && isText(data['uri']) && isWords(data['words'])) ||
    (data['kind'] === 'preview' && isCount(data['revision']) && isPreview(data['preview'])) ||
    (data['kind'] === 'condition' && conditions.some((each) => each === data['condition'])) ||
    (data['kind'] === 'cursor' && isPosition(data['position'])) ||
    (data['kind'] === 'choose' && isText(data['objective'])) ||
    (data['kind'] === 'written' && isText(data['target']) && isOptional(data['refusal'], isText)) ||
    (data['kind'] === 'undoable' && typeof data['isUndoable'] === 'boolean');
  return isFit ? (data as unknown as PanelMessage) : undefined;
}

/** The request of a panel, or undefined where it is none that this panel may make. */
export function asPanelRequest(data: unknown, token: string): PanelRequest | undefined {
  if (!isObject(data) || data['token'] !== token) return undefined;
  const { kind } = data;
  if (kind === 'ready' || kind === 'undo' || kind === 'open' || kind === 'restart' || kind === 'retry') return { kind };
  if (kind === 'reveal') return isRange(data['range']) ? { kind, range: data['range'] } : undefined;
  if (kind === 'keep') {
    const state = asPanelState(data['state']);
    return state === undefined ? undefined : { kind, state };
  }
  if (kind !== 'apply') return undefined;
  const { version, objective, group, target } = data;
  if (!isCount(version) || !isShort(objective, longestId) || !isShort(target, longestTarget)) return undefined;
  if (group !== undefined && !isShort(group, longestId)) return undefined;
  return { kind, version, objective, group, target };
}

/** What a panel kept of itself, or undefined where it is nothing that it could have kept. */
export function asPanelState(data: unknown): PanelState | undefined {
  if (!isObject(data) || !isText(data['uri'])) return undefined;
  const { uri, tab, objective, group, isTable, scroll } = data;
  return {
    uri,
    tab: tab === 'compliance' || tab === 'agreement' ? tab : 'baseline',
    objective: isText(objective) ? objective : undefined,
    group: isText(group) ? group : undefined,
    isTable: isTable === true,
    scroll: isCount(scroll) ? scroll : 0,
  };
}

/** Whether an answer of the server is a preview in every part that is drawn. */
export function isPreview(data: unknown): data is Preview {
  return (
    isObject(data) &&
    isText(data['uri']) &&
    isCount(data['version']) &&
    isText(data['title']) &&
    isOptional(data['unavailable'], isText) &&
    isListOf(data['objectives'], isObjective) &&
    isListOf(data['agreement'], isBlock)
  );
}

const statuses: readonly unknown[] = ['breached', 'at-risk', 'unknown', 'running', 'met', 'not-judged'];

function isObjective(data: unknown): data is PreviewObjective {
  return (
    isObject(data) &&
    ['id', 'promise', 'standing', 'origin', 'unit'].every((key) => isText(data[key])) &&
    statuses.includes(data['status']) &&
    isRange(data['range']) &&
    isOptional(data['unavailable'], isText) &&
    isOptional(data['edited'], isText) &&
    isListOf(data['groups'], isGroup)
  );
}

function isGroup(data: unknown): data is PreviewGroup {
  if (!isObject(data) || !isOptional(data['name'], isText) || !isListOf(data['names'], isText)) return false;
  const windows = data['names'].length;
  return (
    isColumn(data['from'], windows, isNumber) &&
    isColumn(data['to'], windows, isNumber) &&
    isColumn(data['values'], windows, isNumberOrNull) &&
    isText(data['verdicts']) &&
    data['verdicts'].length === windows &&
    isText(data['inTerm']) &&
    data['inTerm'].length === windows &&
    isObject(data['notes']) &&
    Object.values(data['notes']).every(isText) &&
    isOptional(data['baseline'], isBaseline) &&
    isOptional(data['target'], (target) => isTarget(target, windows)) &&
    isOptional(data['budget'], isBudget)
  );
}

function isBaseline(data: unknown): boolean {
  return (
    isObject(data) &&
    ['windows', 'median', 'lowest', 'highest'].every((key) => isNumber(data[key])) &&
    isListOf(data['sentences'], isText) &&
    isOptional(data['written'], isNumber)
  );
}

function isTarget(data: unknown, windows: number): boolean {
  return (
    isObject(data) &&
    typeof data['isLower'] === 'boolean' &&
    isText(data['step']) &&
    /^\d{1,20}(?:\.\d{1,20})?$/.test(data['step']) &&
    Number(data['step']) > 0 &&
    isText(data['unit']) &&
    isText(data['suggestedWhy']) &&
    isNumber(data['scale']) &&
    data['scale'] > 0 &&
    isCount(data['digits']) &&
    ['at', 'least', 'greatest'].every((key) => Number.isSafeInteger(data[key])) &&
    (data['suggested'] === null || Number.isSafeInteger(data['suggested'])) &&
    isColumn(data['met'], windows, isNumberOrNull) &&
    isColumn(data['missed'], windows, isNumberOrNull) &&
    isOptional(data['credits'], (credits) => isColumn(credits, windows, isNumberOrNull)) &&
    isOptional(data['money'], (money) => isColumn(money, windows, isNumberOrNull)) &&
    isOptional(data['currency'], isText)
  );
}

function isBudget(data: unknown): boolean {
  return (
    isObject(data) &&
    (data['unit'] === 'seconds' || data['unit'] === 'count') &&
    ['from', 'to', 'total'].every((key) => isNumber(data[key])) &&
    isListOf(data['at'], isNumber) &&
    isColumn(data['used'], data['at'].length, isNumber) &&
    isText(data['sentence'])
  );
}

function isBlock(data: unknown): data is PreviewBlock {
  if (!isObject(data) || !isOptional(data['range'], isRange)) return false;
  if (data['kind'] === 'heading') return isText(data['text']) && [1, 2, 3].some((level) => level === data['level']);
  if (data['kind'] === 'paragraph') return isText(data['text']);
  if (data['kind'] === 'list') return isListOf(data['items'], isText);
  if (data['kind'] === 'facts') return isListOf(data['rows'], (row) => isColumn(row, 2, isText));
  const isTable = data['kind'] === 'table' && isText(data['caption']) && isListOf(data['head'], isText);
  return isTable && isListOf(data['rows'], (row) => isListOf(row, isText));
}

function isWords(data: unknown): data is Words {
  return isObject(data) && wordNames.every((name) => isText(data[name]));
}

function isRange(data: unknown): data is DocumentRange {
  return isObject(data) && isPosition(data['start']) && isPosition(data['end']);
}

function isPosition(data: unknown): data is OverviewPosition {
  return isObject(data) && isCount(data['line']) && isCount(data['character']);
}

function isObject(data: unknown): data is Shape {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isText(data: unknown): data is string {
  return typeof data === 'string';
}

function isShort(data: unknown, longest: number): data is string {
  return isText(data) && data.length <= longest;
}

function isNumber(data: unknown): data is number {
  return typeof data === 'number' && Number.isFinite(data);
}

function isNumberOrNull(data: unknown): data is number | null {
  return data === null || isNumber(data);
}

function isCount(data: unknown): data is number {
  return Number.isSafeInteger(data) && (data as number) >= 0;
}

function isOptional(data: unknown, check: (data: unknown) => boolean): boolean {
  // A key without a value does not cross the protocol, and a missing one may come as null.
  return data === undefined || data === null || check(data);
}

function isListOf<T>(data: unknown, check: (item: unknown) => item is T): data is readonly T[];
function isListOf(data: unknown, check: (item: unknown) => boolean): data is readonly unknown[];
function isListOf(data: unknown, check: (item: unknown) => boolean): boolean {
  return Array.isArray(data) && data.every(check);
}

function isColumn(data: unknown, length: number, check: (item: unknown) => boolean): boolean {
  return Array.isArray(data) && data.length === length && data.every(check);
}
