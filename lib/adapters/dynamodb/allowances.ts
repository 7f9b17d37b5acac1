import { type AllowanceEntry, isForgotten, requireAmount } from '#lib/adapters/allowance-entries.ts';
import { type Decision, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Window } from '#lib/domain/action.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Allowances } from '#lib/ports/ledger.ts';

/**
 * A window is one row: `totalMinor`, and an entry per action that it counts. Both change in the same write, so the total
 * is always the sum of the entries. Entries are attributes of the row itself, not of a map in it: a map would have to be
 * made before its first entry, and so the first reservation of every session would be two writes.
 */
export function dynamodbAllowances(db: Database): Allowances {
  const table = 'allowance';

  /** Counts an entry if its action is not counted and the total leaves room for it. */
  const putIn = (
    key: Row,
    actionId: string,
    entry: AllowanceEntry,
    { limitMinor, keptMs }: Pick<Window, 'limitMinor' | 'keptMs'>,
  ): Promise<Decision> =>
    updateIf(db, {
      table,
      key,
      // The last entry is what the row is kept for. A release leaves it as it is: it only ever makes room.
      set: { expiresAt: keptMs === undefined ? undefined : Math.ceil((Date.parse(entry.at) + keptMs) / 1000) },
      enter: { entry: attributeOf(actionId), value: entry },
      add: { totalMinor: entry.minor },
      condition: 'attribute_not_exists(#entry) AND (attribute_not_exists(#totalMinor) OR #totalMinor <= :room)',
      values: { ':room': limitMinor - entry.minor },
      stamp: 'reservedBy',
    }).catch(async (cause: unknown) => {
      if (!isRowTooLarge(cause)) throw cause;
      return { won: false, standing: await getRow(db, table, key) };
    });

  /** Takes entries out, all or none: none where one of them is no longer as it was read. */
  async function takeOut(key: Row, entries: Entries): Promise<boolean> {
    const { won } = await updateIf(db, {
      table,
      key,
      remove: entries.map(([actionId]) => attributeOf(actionId)),
      add: { totalMinor: -sumOf(entries) },
      condition: entries.map((_, i) => `#gone${i}.minor = :minor${i} AND #gone${i}.#at = :at${i}`).join(' AND '),
      names: { '#at': 'at' },
      values: Object.fromEntries(
        entries.flatMap(([, { minor, at }], i) => [
          [`:minor${i}`, minor],
          [`:at${i}`, at],
        ]),
      ),
      stamp: 'releasedBy',
    });
    return won;
  }

  return {
    // A window whose row is full of entries is full, whatever its total: what cannot be counted is not done.
    // Refused, it takes out what the window has forgotten and tries again, until it is in or there is nothing to forget.
    async reserve(companyId, { window, limitMinor, rollingMs, keptMs }, { actionId, amountMinor, at }) {
      requireAmount(amountMinor);
      const key = { companyId, window };
      const hopeless = amountMinor > limitMinor;
      for (let round = 0; round < rounds; round += 1) {
        const { won, standing } = hopeless
          ? { won: false, standing: await getRow(db, table, key) }
          : await putIn(key, actionId, { minor: amountMinor, at }, { limitMinor, keptMs });
        if (won) return true;
        const { kept, forgotten } = entriesOf(standing, rollingMs, at);
        if (kept.some(([id]) => id === actionId)) return true;
        if (hopeless || forgotten.length === 0) return false;
        await takeOut(key, forgotten.slice(0, takenAtOnce));
      }
      throw restless(key);
    },

    async release(companyId, { window }, actionId) {
      const key = { companyId, window };
      for (let round = 0; round < rounds; round += 1) {
        const own = entriesOf(await getRow(db, table, key)).kept.filter(([id]) => id === actionId);
        if (own.length === 0 || (await takeOut(key, own))) return;
      }
      throw restless(key);
    },

    async spent(companyId, { window, rollingMs }, at) {
      return sumOf(entriesOf(await getRow(db, table, { companyId, window }), rollingMs, at).kept);
    },
  };
}

type Entries = readonly (readonly [actionId: string, entry: AllowanceEntry])[];

/** A condition is at most 4 KB long, some 55 characters an entry. */
const takenAtOnce = 50;
/** Each round leaves less to take out, whoever took it. Only a database that lies needs so many. */
const rounds = 100;

const prefix = 'entry#';
const attributeOf = (actionId: string): string => prefix + actionId;

/** The entries of a row: those that its window keeps at a time, and those that it has forgotten by then. */
function entriesOf(row: Row = {}, rollingMs?: number, at = ''): { kept: Entries; forgotten: Entries } {
  const entries = Object.entries(row)
    .filter(([attribute]) => attribute.startsWith(prefix))
    .map(([attribute, entry]) => [attribute.slice(prefix.length), entry as AllowanceEntry] as const);
  const { kept = [], forgotten = [] } = Object.groupBy(entries, ([, entry]) =>
    isForgotten(entry, rollingMs, at) ? 'forgotten' : 'kept',
  );
  return { kept, forgotten };
}

const sumOf = (entries: Entries): number => entries.reduce((sum, [, { minor }]) => sum + minor, 0);

/** An item is at most 400 KB, some 3,500 entries. DynamoDB has no code of its own for it. */
const isRowTooLarge = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'ValidationException' && /item size/i.test(cause.message);

const restless = (key: Row): AppError =>
  new AppError('timeout', `The allowance ${JSON.stringify(key)} changes faster than it can be changed. Try again.`);
