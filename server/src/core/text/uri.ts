// Addresses of files as text: joins a relative path to one, tells whether two are the same, writes the way between them.
// It must never touch a file or follow a link: what may be opened is decided once more where files are opened.

interface Parts {
  /** Scheme and host, with the slashes before the host. */
  readonly origin: string;
  /** Decoded, without the empty one before the first slash. */
  readonly segments: readonly string[];
}

function partsOf(uri: string): Parts | undefined {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)\/([^?#]*)$/i.exec(uri);
  if (match === null) return undefined;
  return { origin: (match[1] ?? '').toLowerCase(), segments: (match[2] ?? '').split('/').map(decoded) };
}

/** A letter of a drive is written in two cases and with its colon encoded or not. */
function decoded(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    return text;
  }
  return /^[A-Za-z]:$/.test(text) ? text.toLowerCase() : text;
}

/** A segment of a path as editors encode it, which is more than the standard function of the language does. */
function encoded(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The same text for every spelling of an address. */
export function uriKey(uri: string): string {
  const parts = partsOf(uri);
  // A slash inside a segment is no separator.
  return parts === undefined
    ? uri
    : `${parts.origin}/${parts.segments.map((part) => part.replaceAll('/', '\0')).join('/')}`;
}

/** The address of the folder of a file, without a slash at its end. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The last part of an address, decoded. */
export function nameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Whether an address lies below a folder. */
export function isBelow(folder: string, uri: string): boolean {
  return uriKey(uri).startsWith(`${uriKey(folder).replace(/\/$/, '')}/`);
}

/** Whether a path as written is one of a file beside an agreement: relative, short, with slashes, and no pattern or address. */
function isRelativePath(path: string): boolean {
  return (
    path.trim() !== '' &&
    path.length <= 500 &&
    !/[\u0000-\u001f\u007f\\]/.test(path) &&
    !/^(?:[A-Za-z][A-Za-z0-9+.-]*:|~|\/)/.test(path) &&
    !path.split('/').some((part) => part === '.git' || part.startsWith('.env'))
  );
}

/** The address that a relative path in a file means; undefined for other paths and for those that leave the disk. */
export function resolveUri(fileUri: string, path: string): string | undefined {
  const parts = partsOf(fileUri);
  if (parts === undefined || !isRelativePath(path)) return undefined;
  const folder = folderOf(fileUri).slice(parts.origin.length).split('/').slice(1);
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') folder.push(encoded(step));
    else if (folder.pop() === undefined) return undefined;
  }
  return `${fileUri.slice(0, parts.origin.length)}/${folder.join('/')}`;
}

/** The way from a file to another as it is written in the first one; undefined where there is none. */
export function pathBetween(fileUri: string, targetUri: string): string | undefined {
  const [from, to] = [partsOf(fileUri), partsOf(targetUri)];
  if (from === undefined || to === undefined || from.origin !== to.origin) return undefined;
  const folder = from.segments.slice(0, -1);
  let shared = 0;
  while (shared < folder.length && shared < to.segments.length - 1 && folder[shared] === to.segments[shared]) shared++;
  return [...folder.slice(shared).map(() => '..'), ...to.segments.slice(shared)].join('/');
}

/** The address of an absolute path on disk, spelled as editors spell it. */
export function uriOfPath(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^([A-Za-z]):/, (drive) => `/${drive.toLowerCase()}`);
  return `file://${slashed.split('/').map(encoded).join('/')}`;
}
