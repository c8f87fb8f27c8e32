// What the editor's client and the language server say to each other beyond the standard protocol.
// It must never hold code that runs or import anything: the client may import this file of the server and no other.

/** The four kinds of colour theme for which pictures are drawn. */
export type ThemeName = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** Sent with `initialize`; a client that sends nothing counts as not trusted. */
export interface InitializationOptions {
  readonly trusted: boolean;
  readonly theme: ThemeName;
}

export interface ThemeParams {
  readonly theme: ThemeName;
}

/** Trust is granted or never mentioned: it is not taken back while a session lasts. */
export interface TrustParams {
  readonly trusted: true;
}

/** Client to server: the colour theme has changed. */
export const themeNotification = 'sla/theme';

/** Client to server: the person trusts the folders that are open. */
export const trustNotification = 'sla/trust';
