// Links of an agreement: to data files, to other agreements, to the documents that it refers to.
// It must never give a link out of the folders that are open, and of addresses only those that a browser or mail program opens.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import { places } from '../rules/run';
import { pathAlong } from '../schema/walk';
import type { Span } from '../text/span';
import { resolveInside } from '../project-paths';
import { innerOf } from './written';

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
  readonly isFile: boolean;
}

/** Most links of one file. */
const maximumLinks = 2_000;

/** The links of a file. A pattern names many files and is no link. */
export function documentLinks(project: Project, file: SlaFile): readonly DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const place of places(file)) {
    if (links.length >= maximumLinks) break;
    if (place.kind !== 'value' || (place.scalar !== 'path' && place.trail?.step !== 'url')) continue;
    const { node, trail } = place;
    const text = node.text.trim();
    const span = place.span.start === node.span.start ? innerOf(file.snapshot.text, node) : place.span;
    if (place.scalar === 'path') {
      const isPattern = pathAlong(trail)[0] === 'data' && /[*?]/.test(text);
      const target = isPattern ? undefined : resolveInside(project, file, text);
      if (target !== undefined) links.push({ span, target, isFile: true });
    } else if (isAddress(text)) links.push({ span, target: text, isFile: false });
  }
  return links;
}

/** Whether a text is one whole address of the web or of mail, without a name and password in it. */
function isAddress(text: string): boolean {
  if (text.length > 2_000 || /[\s\u0000-\u001f\u007f"<>\\^`{|}]/.test(text)) return false;
  return /^https?:\/\/[^/?#@]+(?:[/?#].*)?$/i.test(text) || /^mailto:[^@/?]+@[^@/?]+$/i.test(text);
}
