// One tip for the whole page: what is said of the thing under the pointer or with the focus.
// It must never be the only place of a text: what a tip says is the name of the thing as well.

import { element } from './dom';

export interface Tip {
  readonly root: HTMLElement;
  attach(target: HTMLElement, text: string): void;
}

export function createTip(): Tip {
  // Readers are told the name of the thing, which is the same text.
  const root = element('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });
  const hide = (): void => {
    root.hidden = true;
  };
  const show = (target: HTMLElement, text: string): void => {
    root.textContent = text;
    root.hidden = false;
    const { left, bottom, top } = target.getBoundingClientRect();
    const { width, height } = root.getBoundingClientRect();
    const x = Math.max(4, Math.min(left, document.documentElement.clientWidth - width - 4));
    const y = bottom + height + 8 > document.documentElement.clientHeight ? top - height - 4 : bottom + 4;
    root.style.transform = `translate(${x}px, ${y}px)`;
  };
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hide();
  });
  document.addEventListener('scroll', hide, { capture: true, passive: true });
  return {
    root,
    attach: (target, text) => {
      target.addEventListener('pointerenter', () => show(target, text));
      target.addEventListener('focus', () => show(target, text));
      target.addEventListener('pointerleave', hide);
      target.addEventListener('blur', hide);
    },
  };
}
