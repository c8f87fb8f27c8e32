// Buttons and choices in the look of the editor.
// It must never leave a control without a name, nor let one that is switched off be pressed.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { VscodeButton } from '@vscode-elements/elements/dist/vscode-button/index.js';
import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { element, setAttributes } from './dom';

/** From so many options on one can type to find one. */
const manyOptions = 15;

export interface Button {
  readonly root: VscodeButton;
  set(text: string, isEnabled: boolean): void;
}

export function createButton(key: string, isSecondary: boolean, onPress: () => void): Button {
  const root: VscodeButton = element('vscode-button', { 'data-key': key });
  root.secondary = isSecondary;
  let isOn = true;
  root.addEventListener('click', () => {
    if (isOn) onPress();
  });
  return {
    root,
    set: (text, isEnabled) => {
      isOn = isEnabled;
      if (root.textContent !== text) root.textContent = text;
      if (root.disabled === isEnabled) root.disabled = !isEnabled;
      setAttributes(root, { 'aria-disabled': isEnabled ? undefined : 'true' });
    },
  };
}

export interface Choice {
  readonly root: HTMLElement;
  /** Options by value, and which of them is chosen; no options hide the control. */
  set(options: readonly { readonly value: string; readonly label: string }[], chosen: string): void;
}

export function createChoice(label: string, onChoose: (value: string) => void): Choice {
  const select: VscodeSingleSelect = element('vscode-single-select');
  select.label = label;
  const root = element('div', { class: 'choice' }, element('span', { 'aria-hidden': 'true' }, label), select);
  select.addEventListener('change', () => onChoose(select.value));
  let shown = '';
  return {
    root,
    set: (options, chosen) => {
      root.hidden = options.length === 0;
      const now = JSON.stringify([options, chosen]);
      if (now === shown) return;
      shown = now;
      select.combobox = options.length >= manyOptions;
      select.options = options.map(({ value, label: text }) => ({
        value,
        label: text,
        description: '',
        disabled: false,
        selected: value === chosen,
      }));
      select.value = chosen;
    },
  };
}

/** A button that stays pressed: `aria-pressed` says so. */
export function createToggle(key: string, label: string, onToggle: (isOn: boolean) => void) {
  const root = element(
    'button',
    { type: 'button', class: 'plain toggle', 'aria-pressed': 'false', 'data-key': key },
    label,
  );
  const set = (isOn: boolean): void => root.setAttribute('aria-pressed', String(isOn));
  root.addEventListener('click', () => {
    const isOn = root.getAttribute('aria-pressed') !== 'true';
    set(isOn);
    onToggle(isOn);
  });
  return { root, set };
}
