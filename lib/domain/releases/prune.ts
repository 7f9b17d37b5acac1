import { releasesKept } from '#lib/domain/releases/mark-good.ts';
import type { Functions, ReleaseNotes } from '#lib/ports/releases.ts';

type PrunePorts = { functions: Functions; notes: ReleaseNotes };

/**
 * Deletes versions that nobody can need: all but the last ten of each function, those that its alias or a good release
 * points to, and what a rollback left behind newer than them. Returns how many.
 */
export async function pruneVersions({ functions, notes }: PrunePorts): Promise<number> {
  const good = (await notes.good()).toSorted((a, b) => b.number - a.number);
  for (const { number } of good.slice(releasesKept)) await notes.removeGood(number);
  const kept = good.slice(0, releasesKept);
  let removed = 0;
  for (const alias of await functions.aliases()) {
    const needed = new Set([alias.version, alias.shiftingTo, ...kept.map(({ versions }) => versions[alias.entry])]);
    const versions = (await functions.versions(alias.entry)).map(({ version }) => version);
    for (const version of versions.slice(0, -releasesKept)) {
      if (needed.has(version)) continue;
      await functions.removeVersion(alias.entry, version);
      removed += 1;
    }
  }
  return removed;
}
