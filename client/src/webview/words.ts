// The fixed words of the preview: what they are called, and how places in them are filled in.
// It must never hold the words themselves: the client sends them in the language of the editor.

/** The name of every text; `client/src/views/preview-words.ts` writes them out. */
export const wordNames = [
  ...(['views', 'baseline', 'compliance', 'agreement', 'objective', 'group', 'chosenObjective'] as const),
  ...(['showAsTable', 'showMore', 'rows', 'previousRows', 'nextRows', 'clauseKeys', 'windowKeys'] as const),
  ...(['reading', 'starting', 'stopped', 'closed', 'failed', 'noAgreement', 'empty', 'noWindows'] as const),
  ...([
    'open',
    'restart',
    'retry',
    'apply',
    'reset',
    'undo',
    'useSuggested',
    'applied',
    'notWritten',
    'sending',
    'noResult',
    'edited',
  ] as const),
  ...(['target', 'targetKeys', 'fixedTarget', 'written', 'median', 'range', 'writtenTarget', 'changes'] as const),
  ...(['effect', 'effectNow', 'missedTimes', 'missedTimesNow', 'undecided', 'noBaseline'] as const),
  ...(['money', 'moneyNow', 'percent', 'percentNow', 'chart', 'windowsOf', 'windowsLeftOut'] as const),
  ...(['window', 'value', 'verdict', 'note', 'noValue', 'beforeTerm'] as const),
  ...(['met', 'missed', 'running', 'unknown', 'notApplicable', 'reported', 'atRisk', 'notJudged'] as const),
  ...(['budget', 'budgets', 'budgetTotal', 'budgetAll', 'budgetIdeal', 'budgetUsed', 'budgetTime'] as const),
] as const;

export type WordName = (typeof wordNames)[number];
export type Words = Readonly<Record<WordName, string>>;

/** Puts values into the places `{0}`, `{1}` … of a text; a place without a value stays as it is. */
export function fill(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place);
}
