// What a target would have meant, in words.
// It must never say an amount that no window has, nor leave out windows that could not be decided.

import type { PreviewTarget } from '../../../server/src/lsp/protocol';
import type { Replay } from './counting';
import { countText, moneyText, percentText, targetText } from './numbers';
import { fill, type Words } from './words';

/** `would have been missed 4 of 24 times, 2,300 EUR of credits`; with `now`, what it is as written stands in brackets. */
export function effectText(replay: Replay, target: PreviewTarget, words: Words, now?: Replay): string {
  const of = countText(replay.of);
  const missed = countText(replay.missed);
  const parts = [
    now === undefined
      ? fill(words.missedTimes, missed, of)
      : fill(words.missedTimesNow, missed, of, countText(now.missed)),
  ];
  if (replay.undecided > 0) parts.push(fill(words.undecided, countText(replay.undecided)));
  const { currency } = target;
  if (replay.money !== undefined && currency != null) {
    const amount = moneyText(replay.money, currency);
    parts.push(
      now?.money === undefined
        ? fill(words.money, amount)
        : fill(words.moneyNow, amount, moneyText(now.money, currency)),
    );
  } else if (replay.percent !== undefined) {
    const share = percentText(replay.percent);
    parts.push(
      now?.percent === undefined ? fill(words.percent, share) : fill(words.percentNow, share, percentText(now.percent)),
    );
  }
  return parts.join(', ');
}

/** The sentence below the chart. */
export function effectSentence(
  index: number,
  target: PreviewTarget,
  words: Words,
  replayAt: (index: number) => Replay,
): string {
  const text = targetText(target, index);
  const replay = replayAt(index);
  return index === target.at
    ? fill(words.effect, text, effectText(replay, target, words))
    : fill(words.effectNow, text, effectText(replay, target, words, replayAt(target.at)));
}
