import { type AllowanceEntry, isForgotten, requireAmount } from '#lib/adapters/allowance-entries.ts';
import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { Allowances } from '#lib/ports/ledger.ts';

/**
 * A window is one row: `totalMinor`, and an attribute per action that it counts. Both change in the same write, so the
 * total is always the sum of the entries. The entries are attributes of the row and not of a map in it, because a map
 * would have to be made before the first entry: so the first reservation is one write like any other.
 */
export function dynamodbAllowances(db: Database): Allowances {
  const table = 'allowance';

  /** Takes entries out of a row as they were read; false when one of them has changed since. */
  async function takeOut(key: Row, entries: Entries): Promise<boolean> {
    const names = Object.fromEntries(entries.map(([actionId], i) => [`#e${i}`, attributeOf(actionId)]));
    const values = Object.fromEntries(entries.map(([, entry], i) => [`:e${i}`, entry]));
    const { won } = await updateIf(db, {
      table,
      key,
      add: { totalMinor: -sumOf(entries) },
      remove: entries.map(([actionId]) => attributeOf(actionId)),
      condition: entries.map((_, i) => `#e${i} = :e${i}`).join(' AND '),
      names,
      values,
      stamp: 'takenBy',
    });
    return won;
  }

  return {
    async reserve(companyId, { window, limitMinor, rollingMs }, { actionId, amountMinor, at }) {
      requireAmount(amountMinor);
      const key = { companyId, window };
      const room = limitMinor - amountMinor;
      for (;;) {
        const { won, standing } =
          room < 0
            ? { won: false, standing: await getRow(db, table, key) }
            : await updateIf(db, {
                table,
                key,
                set: { [attributeOf(actionId)]: { minor: amountMinor, at } },
                add: { totalMinor: amountMinor },
                condition: `attribute_not_exists(#own) AND (attribute_not_exists(#totalMinor) OR #totalMinor <= :room)`,
                names: { '#own': attributeOf(actionId) },
                values: { ':room': room },
                stamp: 'reservedBy',
              });
        if (won) return true;
        const entries = entriesOf(standing);
        const forgotten = entries.filter(([, entry]) => isForgotten(entry, rollingMs, at));
        if (entries.some(([id, entry]) => id === actionId && !isForgotten(entry, rollingMs, at))) return true;
        if (forgotten.length === 0 || room < 0) return false;
        await takeOut(key, forgotten.slice(0, batch));
      }
    },

    async release(companyId, { window }, actionId) {
      const key = { companyId, window };
      for (;;) {
        const own = entriesOf(await getRow(db, table, key)).filter(([id]) => id === actionId);
        if (own.length === 0 || (await takeOut(key, own))) return;
      }
    },

    async spent(companyId, { window, rollingMs }, at) {
      const entries = entriesOf(await getRow(db, table, { companyId, window }));
      return sumOf(entries.filter(([, entry]) => !isForgotten(entry, rollingMs, at)));
    },
  };
}

type Entries = readonly (readonly [actionId: string, entry: AllowanceEntry])[];
const prefix = 'entry#';
const batch = 50;
const attributeOf = (actionId: string): string => `${prefix}${actionId}`;
const entriesOf = (row: Row = {}): Entries =>
  Object.entries(row)
    .filter(([attribute]) => attribute.startsWith(prefix))
    .map(([attribute, entry]) => [attribute.slice(prefix.length), entry as AllowanceEntry]);
const sumOf = (entries: Entries): number => entries.reduce((sum, [, { minor }]) => sum + minor, 0);
