// What a duty is, who carries it, and until when: the line of the agreement in words.
// It must never name a party that the agreement does not.

import type { Responsibility, SlaModel } from '../../model/sla';
import { promised } from '../../show/words';
import { standardDuties } from '../../vocabulary/duties';
import { coded, listed, told } from './words';

/** A duty by its id; of one that the language does not know only what the agreement says of it. */
export function dutyCard(model: SlaModel, id: string): string {
  const standard = standardDuties.find((each) => each.id === id);
  const duty = model.responsibilities.find((each) => each.id === id);
  const lines = duty === undefined ? [] : [carriers(duty), times(duty)];
  const note = duty?.note === undefined ? [] : [told(duty.note.value)];
  const otherwise = duty?.otherwise === undefined ? [] : [`Otherwise: ${told(duty.otherwise.value)}.`];
  return [`**${told(id)}** (duty)`, standard?.docs ?? '', ...lines, ...note, ...otherwise]
    .filter((line) => line !== '')
    .join('\n\n');
}

function carriers({ responsible, accountable, consulted, informed }: Responsibility): string {
  return [
    responsible.length === 0 ? '' : `Done by ${listed(responsible)}`,
    accountable.length === 0 ? '' : `answered for by ${listed(accountable)}`,
    consulted.length === 0 ? '' : `consulted: ${listed(consulted)}`,
    informed.length === 0 ? '' : `informed: ${listed(informed)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** When a duty is due: `every month within 5 business d`. */
export function times({ within, ahead, every, calendar }: Responsibility): string {
  return [
    every === undefined ? '' : `every ${told(every.value)}`,
    ahead === undefined ? '' : `${promised(ahead.value)} ahead`,
    within === undefined ? '' : `within ${promised(within.value)}`,
    calendar === undefined ? '' : `on calendar ${coded(calendar.value)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
