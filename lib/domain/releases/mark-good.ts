import { type GoodRelease, sameVersions, type Versions, versionsOf } from '#lib/domain/releases/release.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Functions, ReleaseNotes, RollbackAlarm, Shifts } from '#lib/ports/releases.ts';
import type { Log } from '#lib/ports/telemetry.ts';

export type MarkGoodPorts = {
  functions: Functions;
  shifts: Shifts;
  notes: ReleaseNotes;
  alarm: RollbackAlarm;
  clock: Clock;
  log: Log;
};

export type Marking =
  | { kind: 'marked'; release: GoodRelease }
  /** What is live is known to be good. */
  | { kind: 'known' }
  | { kind: 'baking'; since: string }
  /** An alarm fires, or a release is being shifted: time does not count. */
  | { kind: 'waiting'; why: 'alarm' | 'shifting' };

/** How many good releases are kept: as many as versions. */
export const releasesKept = 10;

/**
 * Looks at what is live, again and again: a release is good once it has run alone and unchanged for its bake time, and the
 * rollback alarm has neither fired in that time nor fires now. Throws where the alarm cannot be read.
 */
export async function markGood(ports: MarkGoodPorts, bakeMs: number): Promise<Marking> {
  const [aliases, running, alarm] = await Promise.all([
    ports.functions.aliases(),
    ports.shifts.running(),
    ports.alarm.state(),
  ]);
  const versions = versionsOf(aliases);
  const now = ports.clock.now();
  if (running.length > 0 || aliases.some(({ shiftingTo }) => shiftingTo !== undefined)) {
    return { kind: 'waiting', why: 'shifting' };
  }
  if (alarm === undefined || alarm.firing) {
    await startOver(ports, versions, now);
    return { kind: 'waiting', why: 'alarm' };
  }
  const good = await ports.notes.good();
  if (aliases.length === 0 || good.some((release) => sameVersions(release.versions, versions)))
    return { kind: 'known' };
  const candidate = await ports.notes.candidate();
  // Between two looks the alarm may have fired and gone back: its last change tells.
  const quietSince = Math.max(Date.parse(candidate?.since ?? ''), Date.parse(alarm.since));
  if (candidate === undefined || !sameVersions(candidate.versions, versions)) {
    return { kind: 'baking', since: await startOver(ports, versions, now) };
  }
  const since = new Date(quietSince).toISOString();
  if (now - quietSince < bakeMs) return { kind: 'baking', since };
  return add(ports, { good, versions, since, now });
}

async function startOver(ports: MarkGoodPorts, versions: Versions, now: number): Promise<string> {
  const since = new Date(now).toISOString();
  await ports.notes.setCandidate({ versions, since });
  return since;
}

type Baked = { good: readonly GoodRelease[]; versions: Versions; since: string; now: number };

async function add(ports: MarkGoodPorts, { good, versions, since, now }: Baked): Promise<Marking> {
  const release: GoodRelease = {
    number: Math.max(0, ...good.map(({ number }) => number)) + 1,
    build: await buildOf(ports, versions),
    versions,
    since,
    markedAt: new Date(now).toISOString(),
  };
  // A twin of this run took the number: it saw the same, or the next look sees what it did.
  if (!(await ports.notes.addGood(release))) return { kind: 'known' };
  ports.log.info('release marked good', { release: release.number, build: release.build });
  return { kind: 'marked', release };
}

/** The build of the most functions: one that was not deployed with the others keeps its older one. */
async function buildOf(ports: MarkGoodPorts, versions: Versions): Promise<string> {
  const builds = await Promise.all(
    Object.entries(versions).map(async ([entry, wanted]) => {
      const all = await ports.functions.versions(entry);
      return all.find(({ version }) => version === wanted)?.build ?? 'unknown';
    }),
  );
  const count = (build: string): number => builds.filter((one) => one === build).length;
  return builds.toSorted((a, b) => count(b) - count(a))[0] ?? 'unknown';
}
