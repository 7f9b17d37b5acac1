import { AppError } from '#lib/domain/errors.ts';

/** The versions of all functions that were live together. */
export type Versions = Readonly<Record<string, number>>;

/** Where a function's alias points, by the function's entry name. */
export type Alias = {
  entry: string;
  version: number;
  /** While a release is shifted: the version that a part of the callers reaches. */
  shiftingTo: number | undefined;
  /** Changes with every write of the alias: who moves it says which one they read. */
  revision: string;
};

/** A release that ran for its bake time without an alarm. Numbers rise. */
export type GoodRelease = { number: number; build: string; versions: Versions; since: string; markedAt: string };

export type Move = { entry: string; from: number; to: number };

export const versionsOf = (aliases: readonly Alias[]): Versions =>
  Object.fromEntries(aliases.map(({ entry, version }) => [entry, version]));

export const sameVersions = (one: Versions, other: Versions): boolean => {
  const entries = Object.keys(one);
  return entries.length === Object.keys(other).length && entries.every((entry) => one[entry] === other[entry]);
};

/**
 * Where to go back to: the release asked for by its number, else the newest good one that lies behind. Never one ahead:
 * who went back further by hand is not brought forward again by the next alarm. Throws rather than guess.
 */
export function targetOf(
  good: readonly GoodRelease[],
  aliases: readonly Alias[],
  number: number | undefined,
): GoodRelease {
  const known = good.map((release) => `${release.number} (${release.build})`).join(', ') || 'none';
  if (number !== undefined) {
    const asked = good.find((release) => release.number === number);
    if (asked !== undefined) return asked;
    throw new AppError('notFound', `There is no good release ${number}. Known good: ${known}.`);
  }
  const behind = good
    .filter(({ versions }) => aliases.every(({ entry, version }) => (versions[entry] ?? 0) <= version))
    .toSorted((a, b) => b.number - a.number);
  if (behind[0] !== undefined) return behind[0];
  throw new AppError(
    'notFound',
    `No release is known to be good behind what is live. Known good: ${known}. Nothing was moved: name one with --to, or deploy a fix.`,
  );
}

/** What has to move: every alias that points elsewhere, or that is being shifted. A function that the release did not have stays. */
export const movesTo = ({ versions }: GoodRelease, aliases: readonly Alias[]): Alias[] =>
  aliases.filter(({ entry, version, shiftingTo }) => {
    const wanted = versions[entry];
    return wanted !== undefined && (version !== wanted || shiftingTo !== undefined);
  });
