// Makes documents of texts of agreements, for tests.
// It must never read data: results are put in where a test has some.

import { open } from '../../server/src/core/model/file';
import { defaultSettings, noData, type FileData, type Project } from '../../server/src/core/project';
import type { Document } from '../../server/src/core/publish/document';
import { reportDocument, type ReportOptions } from '../../server/src/core/publish/report';
import type { SlaFile } from '../../server/src/core/model/file';

export interface Opened {
  readonly file: SlaFile;
  readonly project: Project;
}

export function opened(text: string, data: FileData = noData): Opened {
  const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text });
  const project: Project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-25', theme: 'light', agreements: new Set() },
    data: new Map([[file.snapshot.uri, data]]),
  };
  return { file, project };
}

/** The whole report. */
export function reportOf({ project, file }: Opened, options: Partial<ReportOptions> = {}): Document {
  return reportDocument(project, file, { period: undefined, toolVersion: '0.1.0', errors: 0, ...options });
}
