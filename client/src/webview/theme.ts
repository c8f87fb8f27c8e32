// Which of the four palettes the page draws with, told by the classes that the editor gives to its body.
// It must never draw a colour that a person has switched off: with forced colours all marks have the colour of the text.

import { palettes, type Palette, type ThemeName } from '../../../server/src/core/show/palettes';

const forced = matchMedia('(forced-colors: active)');

/** The kind of theme of the editor; dark where it says none. */
function themeName(): ThemeName {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  return classList.contains('vscode-light') ? 'light' : 'dark';
}

/** The colours to draw with now. */
export function palette(): Palette {
  const colours = palettes[themeName()];
  if (!forced.matches) return colours;
  const all = Object.keys(colours).map((name) => [name, 'CanvasText'] as const);
  return Object.fromEntries(all) as unknown as Palette;
}

/** The font of the page, as a canvas takes it. */
export function canvasFont(pixels: number): string {
  return `${pixels}px ${getComputedStyle(document.body).fontFamily}`;
}

/** Gives the palette to the styles of the page, now and whenever the theme changes, then calls back. */
export function followTheme(onChange: () => void): void {
  const apply = (): void => {
    for (const [name, colour] of Object.entries(palette()))
      document.documentElement.style.setProperty(`--sla-${name}`, colour);
  };
  apply();
  const changed = (): void => {
    apply();
    onChange();
  };
  new MutationObserver(changed).observe(document.body, { attributes: true, attributeFilter: ['class'] });
  forced.addEventListener('change', changed);
}
