// Tabs as the pattern for them says: one stop of the Tab key, arrow keys between them, a panel for each.
// It must never leave a hidden panel where keys or a reader could get to it.

import { element } from './dom';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly panel: HTMLElement;
}

export interface Tabs<Name extends string> {
  readonly root: HTMLElement;
  show(name: Name): void;
}

/** `onShow` is called for every tab that comes to the front, by a person or by `show`. */
export function createTabs<Name extends string>(
  label: string,
  tabs: readonly Tab<Name>[],
  onShow: (name: Name) => void,
): Tabs<Name> {
  const buttons = tabs.map(({ name, label: text, panel }) => {
    panel.id = `panel-${name}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${name}`);
    return element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': panel.id, 'data-key': `tab-${name}` },
      text,
    );
  });
  const list = element('div', { role: 'tablist', 'aria-label': label, class: 'tabs' }, ...buttons);

  const show = (name: Name): void => {
    tabs.forEach((tab, at) => {
      const isShown = tab.name === name;
      tab.panel.hidden = !isShown;
      buttons[at]?.setAttribute('aria-selected', String(isShown));
      if (buttons[at] !== undefined) buttons[at].tabIndex = isShown ? 0 : -1;
    });
    onShow(name);
  };
  const go = (at: number): void => {
    const index = (at + tabs.length) % tabs.length;
    const tab = tabs[index];
    if (tab === undefined) return;
    show(tab.name);
    buttons[index]?.focus();
  };
  buttons.forEach((button, at) => {
    button.addEventListener('click', () => go(at));
    button.addEventListener('keydown', ({ key }) => {
      if (key === 'ArrowRight') go(at + 1);
      if (key === 'ArrowLeft') go(at - 1);
      if (key === 'Home') go(0);
      if (key === 'End') go(tabs.length - 1);
    });
  });
  return { root: list, show };
}
