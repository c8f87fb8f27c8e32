// The requests of what stands around the text: the overview of all agreements, a check of all of them, facts for a report of a fault.
// It must never hold logic: how an agreement stands is decided by the core.

import type { Connection } from 'vscode-languageserver/node';
import { overview, type AgreementOverview, type ObjectiveOverview } from '../../core/features/overview';
import { positionAt, type LineTable } from '../../core/text/lines';
import { guard } from '../guard';
import {
  checkWorkspaceRequest,
  overviewChangedNotification,
  overviewRequest,
  serverFactsRequest,
  type Overview,
  type OverviewAgreement,
  type OverviewEntry,
  type OverviewParams,
  type ServerFacts,
} from '../protocol';
import type { Session } from '../session';
import type { WorkspaceProblems } from '../workspace-problems';

/** A client is told of changes when none came for this long, */
const restMs = 150;
/** or at the latest after this time. */
const longestRestMs = 1_000;

export interface Around {
  /** Something that the overview shows may have changed. */
  changed(): void;
  dispose(): void;
}

export function registerAround(
  connection: Connection,
  session: Session,
  problems: WorkspaceProblems,
  version: string,
): Around {
  let timer: NodeJS.Timeout | undefined;
  let since: number | undefined;
  /** A client that has not asked since it was told needs not to be told again. */
  let isAwaited = false;
  const tell = (): void => {
    since = undefined;
    isAwaited = false;
    void connection.sendNotification(overviewChangedNotification).catch(() => undefined);
  };
  connection.onRequest(overviewRequest, (params: Partial<OverviewParams> | null): Overview => {
    isAwaited = true;
    session.background.want(params?.computes === true);
    return guard<Overview>(connection, 'overview', { agreements: [] }, () => {
      const { files } = session.project();
      const looked = [...files.values()].filter(({ snapshot }) => session.isLookedAt(snapshot.uri));
      const found = overview(looked, (file) => session.background.dataOf(file));
      return { agreements: found.flatMap((each) => toAgreement(each, session.linesAt(each.uri))) };
    });
  });
  connection.onRequest(checkWorkspaceRequest, () => problems.checkAll());
  connection.onRequest(serverFactsRequest, (): ServerFacts => {
    const known = session.project().files;
    return {
      version,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      isTrusted: session.isTrusted,
      openAgreements: session.documents.keys().length,
      knownAgreements: known.size,
      withResults: [...known.values()].filter((file) => session.background.dataOf(file).measured !== undefined).length,
      isEngineRunning: session.host.pid !== undefined,
      memoryMiB: Math.round(process.memoryUsage().rss / 1_048_576),
    };
  });
  return {
    changed: () => {
      if (!isAwaited) return;
      clearTimeout(timer);
      since ??= Date.now();
      timer = setTimeout(tell, Math.min(restMs, Math.max(0, since + longestRestMs - Date.now())));
    },
    dispose: () => clearTimeout(timer),
  };
}

function toAgreement(found: AgreementOverview, lines: LineTable | undefined): OverviewAgreement[] {
  if (lines === undefined) return [];
  const { uri, isReading, asOf, leftOut } = found;
  const objectives = found.objectives.map((each) => toEntry(each, lines));
  return [{ ...toEntry(found, lines), uri, isReading, asOf, objectives, leftOut }];
}

function toEntry(found: AgreementOverview | ObjectiveOverview, lines: LineTable): OverviewEntry {
  const { label, status, description, tooltip, span } = found;
  return { label, status, description, tooltip, position: positionAt(lines, span.start) };
}
