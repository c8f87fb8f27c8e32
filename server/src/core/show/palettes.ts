// Colours of pictures, one set for each kind of theme; lines differ by dash and label as well, never by colour alone.
// It must never name a theme of the editor: the client sends its kind.

/** The kinds of theme that editors have. */
export type ThemeName = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

export interface Palette {
  readonly text: string;
  readonly faint: string;
  readonly met: string;
  readonly missed: string;
  readonly unknown: string;
  readonly running: string;
  readonly target: string;
  readonly baseline: string;
}

/** Contrast of every colour against the ground of its theme is at least 4.5 to 1 for text and 3 to 1 for marks (WCAG 2.2). */
export const palettes: Readonly<Record<ThemeName, Palette>> = {
  dark: {
    text: '#d4d4d4',
    faint: '#8a8a8a',
    met: '#4ec98f',
    missed: '#f4816d',
    unknown: '#9a9a9a',
    running: '#75beff',
    target: '#e2b93d',
    baseline: '#b99cf0',
  },
  light: {
    text: '#3b3b3b',
    faint: '#767676',
    met: '#1a7f4f',
    missed: '#c0341d',
    unknown: '#767676',
    running: '#0063b1',
    target: '#8a6100',
    baseline: '#6a3fb5',
  },
  'high-contrast': {
    text: '#ffffff',
    faint: '#c0c0c0',
    met: '#5fffaf',
    missed: '#ff9d8a',
    unknown: '#d0d0d0',
    running: '#9cdcfe',
    target: '#ffd700',
    baseline: '#d9b8ff',
  },
  'high-contrast-light': {
    text: '#000000',
    faint: '#4a4a4a',
    met: '#00572f',
    missed: '#8f1300',
    unknown: '#4a4a4a',
    running: '#003f7d',
    target: '#5c4000',
    baseline: '#45208a',
  },
};
