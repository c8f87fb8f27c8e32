// Whether a phrase stands among words of another language than English, in which capitals may be mere spelling.
// It must never be asked for names: those keep their language everywhere.

/** Words without which hardly a sentence of German, Dutch, French, Spanish, Italian or Portuguese is written, and no English ones. */
const foreign: ReadonlySet<string> = new Set(
  (
    'der das dem des und nicht für mit von vom zur zum bei nach ist sind wird werden eine einer einem einen eines oder gemäß laut durch ' +
    'het een voor niet zijn wordt volgens en ' +
    'le la les du une et est dans pour avec aux selon ' +
    'el los las del y para con una según ' +
    'il lo gli della dello delle dei per una di e ' +
    'os da dos das uma em pelo pela não'
  ).split(' '),
);
const english: ReadonlySet<string> = new Set(
  'the a of and to in for is are be by or with from that this which each not as at on it its an any all'.split(' '),
);
/** Those of them that people write in English as well, so that they say nothing by themselves in front of a phrase. */
const borrowed: ReadonlySet<string> = new Set(['per', 'e', 'con', 'en', 'y', 'la', 'le', 'los', 'las', 'el']);

/** Whether a word of another language stands right before a place of a text, or more of them than English ones all around. */
export function isForeignAt(text: string, start: number): boolean {
  const [before = ''] = /\p{L}+(?=\s*$)/u.exec(text.slice(Math.max(0, start - 40), start)) ?? [];
  if (foreign.has(before.toLowerCase()) && !borrowed.has(before.toLowerCase())) return true;
  let balance = 0;
  for (const [word] of text.slice(0, 4_000).matchAll(/\p{L}+/gu)) {
    const lower = word.toLowerCase();
    if (foreign.has(lower) && lower !== 'per') balance++;
    else if (english.has(lower)) balance--;
  }
  return balance > 0;
}
