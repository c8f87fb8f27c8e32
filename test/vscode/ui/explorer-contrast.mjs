// The explorer under a theme of high contrast.
// It must never share an editor with another one: a theme is chosen before the start.

import { pictureModule } from '../explorer-picture.mjs';

export { options } from '../explorer-picture.mjs';
export const { settings, run } = pictureModule('Default High Contrast', 'hc-black', 'explorer-high-contrast.png');
