import type { Alias, GoodRelease, Move } from '#lib/domain/releases/release.ts';
import type { RollbackPorts } from '#lib/domain/releases/roll-back.ts';

/** Tries of one alias; the SDK's own come within each. */
const tries = 4;
const firstWaitMs = 250;

type MovePorts = Pick<RollbackPorts, 'functions' | 'clock' | 'log'>;

export type Moved =
  /** `byUs`: at least one of them by this run. */
  | { kind: 'moved'; byUs: boolean }
  | { kind: 'overtaken'; by: string; putBack: readonly Move[]; kept: readonly Move[] }
  | { kind: 'incomplete'; moved: readonly Move[]; left: readonly Move[]; cause: unknown };

type One = { kind: 'ours'; alias: Alias } | { kind: 'theirs' } | { kind: 'overtaken' };

/**
 * Points each alias at its version in the release. One that somebody else has moved elsewhere since it was read ends the
 * run, and what it had moved is put back. One that AWS does not let us move ends it too, but then callers are not brought
 * back to a bad release: the next run goes on.
 */
export async function moveAll(ports: MovePorts, to: GoodRelease, aliases: readonly Alias[]): Promise<Moved> {
  const done: { before: Alias; after: Alias }[] = [];
  const moveOf = ({ entry, version }: Alias): Move => ({ entry, from: version, to: to.versions[entry] ?? version });
  for (const [index, before] of aliases.entries()) {
    try {
      const one = await moveOne(ports, before, to.versions[before.entry] ?? before.version);
      if (one.kind === 'ours') done.push({ before, after: one.alias });
      if (one.kind === 'overtaken') return { kind: 'overtaken', by: before.entry, ...(await putBack(ports, done)) };
    } catch (cause) {
      ports.log.error('alias not moved', cause, { function: before.entry });
      const moved = done.map(({ before }) => moveOf(before));
      return { kind: 'incomplete', moved, left: aliases.slice(index).map(moveOf), cause };
    }
  }
  return { kind: 'moved', byUs: done.length > 0 };
}

async function moveOne(ports: MovePorts, read: Alias, version: number): Promise<One> {
  let alias = read;
  for (let attempt = 1; ; attempt++) {
    try {
      const moved = await ports.functions.move(alias, version);
      if (moved !== undefined) return { kind: 'ours', alias: moved };
      const standing = (await ports.functions.aliases()).find(({ entry }) => entry === alias.entry);
      // A twin of this run, or our own write whose answer was lost.
      if (standing?.version === version && standing.shiftingTo === undefined) return { kind: 'theirs' };
      const untouched = standing?.version === read.version && standing.shiftingTo === read.shiftingTo;
      if (standing === undefined || !untouched || attempt >= tries) return { kind: 'overtaken' };
      alias = standing;
    } catch (cause) {
      if (attempt >= tries) throw cause;
      await ports.clock.sleep(firstWaitMs * 2 ** (attempt - 1));
    }
  }
}

async function putBack(
  ports: MovePorts,
  done: readonly { before: Alias; after: Alias }[],
): Promise<{ putBack: Move[]; kept: Move[] }> {
  const result: { putBack: Move[]; kept: Move[] } = { putBack: [], kept: [] };
  for (const { before, after } of done.toReversed()) {
    const back = await ports.functions.move(after, before.version).catch((cause: unknown) => {
      ports.log.error('alias not put back', cause, { function: after.entry });
      return undefined;
    });
    const move = { entry: after.entry, from: before.version, to: after.version };
    (back === undefined ? result.kept : result.putBack).push(move);
  }
  return result;
}
