// The explorer under a light theme.
// It must never share an editor with the dark one: a theme is chosen before the start.

import { pictureModule } from '../explorer-picture.mjs';

export { options } from '../explorer-picture.mjs';
export const { settings, run } = pictureModule('Light Modern', 'vs', 'explorer-light.png');
