import { AppError } from '#lib/domain/errors.ts';
import { moveAll } from '#lib/domain/releases/move-all.ts';
import { type Alias, type GoodRelease, type Move, movesTo, targetOf } from '#lib/domain/releases/release.ts';
import { tellOfRollback } from '#lib/domain/releases/rollback-words.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Functions, Operators, ReleaseNotes, RollbackAlarm, RollbackNote, Shifts } from '#lib/ports/releases.ts';
import type { Log } from '#lib/ports/telemetry.ts';

export type RollbackPorts = {
  functions: Functions;
  shifts: Shifts;
  notes: ReleaseNotes;
  alarm: RollbackAlarm;
  operators: Operators;
  clock: Clock;
  log: Log;
};

export type RollbackWish = {
  /** Whom the operators are told of: `the alarm cs-ai-…`, or `ada by hand`. */
  by: string;
  /** An alarm may come twice, late, or in a cooldown; what a person asks for is done. */
  automatic: boolean;
  /** The number of a good release; absent: the newest that lies behind what is live. */
  to?: number | undefined;
  /** Says what would be moved, and moves nothing. */
  dryRun?: boolean;
};

export type RollbackOutcome =
  | { kind: 'rolledBack' | 'planned'; to: GoodRelease; moves: readonly Move[] }
  | { kind: 'already'; to: GoodRelease }
  /** The alarm is over, or was answered a moment ago. */
  | { kind: 'alarmOver' | 'cooling' }
  /** Somebody deployed meanwhile: theirs stands, and what this run had moved was put back where that was still its own. */
  | { kind: 'overtaken'; to: GoodRelease; by: string; putBack: readonly Move[]; kept: readonly Move[] }
  /** AWS did not let every alias be moved. Run again: it goes on where this one stopped. */
  | { kind: 'incomplete'; to: GoodRelease; moved: readonly Move[]; left: readonly Move[]; cause: unknown };

/** An alarm within this time of a rollback is the tail of the same failure: it looks back over five minutes itself. */
export const cooldownMs = 600_000;
/** How long a shift has to end after it was told to. */
const stopWithinMs = 30_000;
const pollMs = 1_000;

/**
 * Moves the aliases of all functions back to a good release: all of them or, where somebody else deploys meanwhile, none.
 * Safe to run twice, at the same time, and again after it broke off. Throws where nothing can be resolved: then nothing
 * was moved.
 */
export async function rollBack(ports: RollbackPorts, wish: RollbackWish): Promise<RollbackOutcome> {
  if (wish.automatic && !(await isFiring(ports))) return { kind: 'alarmOver' };
  const [good, aliases, standing] = await Promise.all([
    ports.notes.good(),
    ports.functions.aliases(),
    ports.notes.rollback(),
  ]);
  if (wish.automatic && isCooling(standing, ports.clock.now())) {
    await warnOfNewer(ports, wish, good, aliases, standing);
    return { kind: 'cooling' };
  }
  const to = await resolve(ports, wish, good, aliases);
  const planned = movesTo(to, aliases).map((alias) => moveOf(alias, to));
  if (wish.dryRun) return planned.length === 0 ? { kind: 'already', to } : { kind: 'planned', to, moves: planned };
  const unfinished = standing !== undefined && standing.doneAt === undefined && standing.to === to.number;
  if (planned.length === 0 && !unfinished) return already(ports, wish, to);
  const note = await begin(ports, { to: to.number, moves: planned, begunAt: now(ports) });
  const outcome = await carryOut(ports, to, aliases, note);
  // A twin of this run moved every one of them, and has told of it.
  if (outcome.kind === 'already') return outcome;
  await tellOfRollback(ports.operators, wish, outcome);
  if (outcome.kind !== 'incomplete') await ports.notes.setRollback({ ...note, doneAt: now(ports) });
  return outcome;
}

/** Where CloudWatch cannot be asked, its event is believed. */
const isFiring = (ports: RollbackPorts): Promise<boolean> =>
  ports.alarm.state().then(
    (state) => state?.firing === true,
    (cause: unknown) => {
      ports.log.error('rollback alarm not read', cause);
      return true;
    },
  );

const isCooling = (standing: RollbackNote | undefined, at: number): boolean =>
  standing?.doneAt !== undefined && at - Date.parse(standing.doneAt) < cooldownMs;

/** A deploy since the last rollback is left alone, but nobody shall believe that it was looked after. */
async function warnOfNewer(
  ports: RollbackPorts,
  wish: RollbackWish,
  good: readonly GoodRelease[],
  aliases: readonly Alias[],
  standing: RollbackNote | undefined,
): Promise<void> {
  const left = good.find(({ number }) => number === standing?.to);
  if (left === undefined || movesTo(left, aliases).length === 0) return;
  await tellOfRollback(ports.operators, wish, { kind: 'cooling' });
}

/** The target, every version of which is still there. Who is woken by an alarm is told as well why nothing can be moved. */
async function resolve(
  ports: RollbackPorts,
  wish: RollbackWish,
  good: readonly GoodRelease[],
  aliases: readonly Alias[],
): Promise<GoodRelease> {
  try {
    const to = targetOf(good, aliases, wish.to);
    await requireVersions(ports, to, movesTo(to, aliases));
    return to;
  } catch (cause) {
    const isOurs = cause instanceof AppError;
    if (wish.automatic && isOurs) await tellOfRollback(ports.operators, wish, { kind: 'refused', why: cause.message });
    throw cause;
  }
}

async function requireVersions(ports: RollbackPorts, to: GoodRelease, moves: readonly Alias[]): Promise<void> {
  const gone = await Promise.all(
    moves.map(async ({ entry }) => {
      const wanted = to.versions[entry];
      const there = await ports.functions.versions(entry);
      return there.some(({ version }) => version === wanted) ? [] : [`${entry} ${wanted}`];
    }),
  );
  if (gone.flat().length === 0) return;
  throw new AppError(
    'notFound',
    `Release ${to.number} cannot be had any more: version ${gone.flat().join(', ')} is deleted. Nothing was moved.`,
  );
}

/** Writes down what begins. A run that broke off on the way to the same release is continued, and its moves stay told. */
async function begin(ports: RollbackPorts, ours: RollbackNote): Promise<RollbackNote> {
  if (await ports.notes.beginRollback(ours)) return ours;
  const standing = await ports.notes.rollback();
  if (standing !== undefined && standing.doneAt === undefined && standing.to === ours.to) {
    const told = new Set(standing.moves.map(({ entry }) => entry));
    return { ...standing, moves: [...standing.moves, ...ours.moves.filter(({ entry }) => !told.has(entry))] };
  }
  await ports.notes.setRollback(ours);
  return ours;
}

async function carryOut(
  ports: RollbackPorts,
  to: GoodRelease,
  read: readonly Alias[],
  { moves }: RollbackNote,
): Promise<RollbackOutcome> {
  await stopShifts(ports);
  // A shift writes its alias until it has ended.
  const aliases = await ports.functions.aliases();
  const newer = aliases.find(({ entry, version }) => {
    const before = read.find((alias) => alias.entry === entry);
    return before !== undefined && version !== before.version && version !== to.versions[entry];
  });
  if (newer !== undefined) return { kind: 'overtaken', to, by: newer.entry, putBack: [], kept: [] };
  const outcome = await moveAll(ports, to, movesTo(to, aliases));
  if (outcome.kind !== 'moved') return { ...outcome, to };
  if (!outcome.byUs && (await isDone(ports, to))) return { kind: 'already', to };
  return { kind: 'rolledBack', to, moves };
}

async function isDone({ notes }: RollbackPorts, { number }: GoodRelease): Promise<boolean> {
  const standing = await notes.rollback();
  return standing?.to === number && standing.doneAt !== undefined;
}

/**
 * A shift that runs is stopped without CodeDeploy's own way back: that would move the aliases at its own pace, and write
 * them while we do.
 */
async function stopShifts({ shifts, clock }: RollbackPorts): Promise<void> {
  const until = clock.now() + stopWithinMs;
  for (let running = await shifts.running(); running.length > 0; running = await shifts.running()) {
    if (clock.now() > until) {
      throw new AppError('timeout', `Deployment ${running.join(', ')} did not stop within ${stopWithinMs} ms.`);
    }
    await Promise.all(running.map((shift) => shifts.stop(shift)));
    await clock.sleep(pollMs);
  }
}

/** An alarm that nothing can be moved for is told once in a cooldown. */
async function already(ports: RollbackPorts, wish: RollbackWish, to: GoodRelease): Promise<RollbackOutcome> {
  const outcome = { kind: 'already', to } as const;
  if (!wish.automatic) return outcome;
  await tellOfRollback(ports.operators, wish, outcome);
  await ports.notes.setRollback({ to: to.number, moves: [], begunAt: now(ports), doneAt: now(ports) });
  return outcome;
}

const moveOf = ({ entry, version, shiftingTo }: Alias, { versions }: GoodRelease): Move => ({
  entry,
  from: shiftingTo ?? version,
  to: versions[entry] ?? version,
});

const now = ({ clock }: RollbackPorts): string => new Date(clock.now()).toISOString();
