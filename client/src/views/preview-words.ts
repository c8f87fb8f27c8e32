// The fixed words of the preview in the language of the editor, each written out once.
// It must never put words together: a sentence is one text with places for its values.

import * as vscode from 'vscode';
import type { Words } from '../webview/words';

export function previewWords(): Words {
  return { ...aroundWords(), ...targetWords(), ...windowWords() } satisfies Words;
}

/** Tabs, conditions, tables: what stands around the numbers. */
function aroundWords() {
  return {
    views: vscode.l10n.t('Views of the agreement'),
    baseline: vscode.l10n.t('Baseline'),
    compliance: vscode.l10n.t('Compliance'),
    agreement: vscode.l10n.t('Agreement'),
    objective: vscode.l10n.t('Objective'),
    group: vscode.l10n.t('Group'),
    chosenObjective: vscode.l10n.t('Show {0} in the text'),
    showAsTable: vscode.l10n.t('Show as table'),
    showMore: vscode.l10n.t('Show {0} more'),
    rows: vscode.l10n.t('Rows {0} to {1} of {2}'),
    previousRows: vscode.l10n.t('Previous rows'),
    nextRows: vscode.l10n.t('Next rows'),
    reading: vscode.l10n.t('Reading data …'),
    starting: vscode.l10n.t('The language server is starting.'),
    stopped: vscode.l10n.t('The language server has stopped.'),
    closed: vscode.l10n.t('The agreement is not open any more.'),
    failed: vscode.l10n.t('The preview could not be made.'),
    noAgreement: vscode.l10n.t('This text is no agreement that can be shown.'),
    empty: vscode.l10n.t('The agreement has no objective yet.'),
    open: vscode.l10n.t('Open the Agreement'),
    restart: vscode.l10n.t('Restart Language Server'),
    retry: vscode.l10n.t('Try Again'),
    clauseKeys: vscode.l10n.t(
      'Click a clause, or press Enter on it, to see it in the text; arrow keys move from one to the next.',
    ),
    windowKeys: vscode.l10n.t('Windows of {0}; arrow keys move from one to the next.'),
  };
}

/** What is said about a target that is being moved. */
function targetWords() {
  return {
    apply: vscode.l10n.t('Apply {0}'),
    reset: vscode.l10n.t('Reset'),
    undo: vscode.l10n.t('Undo'),
    useSuggested: vscode.l10n.t('Use the suggested target {0}'),
    applied: vscode.l10n.t('{0} is written into the agreement.'),
    sending: vscode.l10n.t('Writing {0} …'),
    notWritten: vscode.l10n.t('Not written: {0}.'),
    fixedTarget: vscode.l10n.t('This target cannot be moved here; change it in the text.'),
    target: vscode.l10n.t('Target of {0}'),
    targetKeys: vscode.l10n.t(
      'Drag the target line, or use the arrow keys on it, to see what another target would have meant.',
    ),
    missedTimes: vscode.l10n.t('would have been missed {0} of {1} times'),
    missedTimesNow: vscode.l10n.t('would have been missed {0} of {1} times (now {2})'),
    undecided: vscode.l10n.t('{0} undecided because data is missing'),
    money: vscode.l10n.t('{0} of credits'),
    moneyNow: vscode.l10n.t('{0} of credits (now {1})'),
    percent: vscode.l10n.t('credits of {0} of a fee'),
    percentNow: vscode.l10n.t('credits of {0} of a fee (now {1})'),
    effect: vscode.l10n.t('As written, {0}: {1}.'),
    effectNow: vscode.l10n.t('At {0}: {1}.'),
    median: vscode.l10n.t('median'),
    range: vscode.l10n.t('lowest to highest'),
    writtenTarget: vscode.l10n.t('target {0}'),
    changes: vscode.l10n.t('would end otherwise'),
    written: vscode.l10n.t('written baseline {0}'),
    noBaseline: vscode.l10n.t('No window is complete yet, so that there is no baseline.'),
  };
}

/** Windows and how they ended. */
function windowWords() {
  return {
    chart: vscode.l10n.t('Chart of {0} windows from {1} to {2}: {3} met, {4} missed. The table holds every value.'),
    noResult: vscode.l10n.t('No result: {0}.'),
    edited: vscode.l10n.t('As edited: {0}'),
    noWindows: vscode.l10n.t('There are no windows to show.'),
    windowsOf: vscode.l10n.t('Windows of {0}'),
    windowsLeftOut: vscode.l10n.t('The last {0} of {1} windows'),
    window: vscode.l10n.t('Window'),
    value: vscode.l10n.t('Value'),
    verdict: vscode.l10n.t('Verdict'),
    note: vscode.l10n.t('Note'),
    noValue: vscode.l10n.t('no value'),
    beforeTerm: vscode.l10n.t('before the term'),
    met: vscode.l10n.t('met'),
    missed: vscode.l10n.t('missed'),
    running: vscode.l10n.t('running'),
    unknown: vscode.l10n.t('unknown'),
    notApplicable: vscode.l10n.t('not applicable'),
    reported: vscode.l10n.t('reported only'),
    atRisk: vscode.l10n.t('at risk'),
    notJudged: vscode.l10n.t('not judged'),
    budget: vscode.l10n.t('Budget of {0}'),
    budgets: vscode.l10n.t('Use of budgets'),
    budgetTotal: vscode.l10n.t('Budget'),
    budgetAll: vscode.l10n.t('budget of {0}'),
    budgetIdeal: vscode.l10n.t('even use'),
    budgetUsed: vscode.l10n.t('used'),
    budgetTime: vscode.l10n.t('Time'),
  };
}
