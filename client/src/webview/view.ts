// What every tab of the preview is given and gives.
// It must never hold anything that runs but types.

import type { Preview } from '../../../server/src/lsp/protocol';
import type { PanelRequest, PanelState } from './messages';
import type { Words } from './words';

export interface ViewPorts {
  readonly words: Words;
  send(request: PanelRequest): void;
  /** Says something to those who listen to the page. */
  announce(text: string): void;
  /** Another target is looked at, so that what was said of the last one is over. */
  moved(): void;
  state(): PanelState;
  keep(change: Partial<PanelState>): void;
}

export interface View {
  readonly root: HTMLElement;
  /** Draws a preview; called only while the tab is in front. */
  show(preview: Preview): void;
  /** The colours have changed. */
  recolour(): void;
}
