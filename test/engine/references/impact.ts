// References of availability by how much an outage hit (metrics.md 3): time is walked minute by minute.
// All instants have to lie on whole minutes.

import { minuteMs } from './clock';
import { excludedOf, frameOf, judge, type Finding, type Row, type Scene } from './scene';
import { contains } from './sets';

/** `usersAt` is undefined where a weight is a share of the whole. */
export function impacts(
  scene: Scene,
  rows: readonly Row[],
  usersAt: ((instant: number) => number | undefined) | undefined,
): readonly Finding[] {
  const frame = frameOf(scene, rows, 'interval');
  if (frame === undefined) return [];
  return frame.groups.flatMap((group) => {
    const own = frame.rowsOf(group);
    const excluded = excludedOf(scene, group);
    return frame.windows.map((window) => {
      let [expected, judged, whole, lost] = [0, 0, 0, 0];
      let isAllExcluded = true;
      const from = scene.beforeStart === 'skip' ? Math.max(window.from, frame.first) : window.from;
      for (let minute = from; minute < Math.min(window.to, frame.asOf); minute += minuteMs) {
        if (contains(excluded, minute)) continue;
        expected++;
        isAllExcluded = false;
        if (minute < frame.first && scene.beforeStart !== 'good') continue;
        const all = usersAt === undefined ? 1 : usersAt(minute);
        if (all === undefined) continue;
        if (all === 0) {
          expected--;
          continue;
        }
        judged++;
        whole += all;
        const open = own.filter(
          ({ start, end }) => start! <= minute && (end === undefined || end > frame.limit || end > minute),
        );
        const hit = open.reduce((sum, { weight }) => sum + (weight ?? all), 0);
        lost += Math.min(all, hit);
      }
      return judge(scene, frame, {
        group,
        window,
        value: whole === 0 ? undefined : 100 * (1 - lost / whole),
        coverage: expected === 0 ? null : judged / expected,
        isAllExcluded,
        nothing: 'unknown',
        isBounded: 'good',
      });
    });
  });
}
