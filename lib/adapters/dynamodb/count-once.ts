import { updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import type { Database, Row } from '#lib/adapters/dynamodb/document-client.ts';
import type { TableKey } from '#lib/adapters/dynamodb/tables.ts';

/**
 * Adds a row to counters: to each exactly once, however often and by however many at once this is done for the same row, and
 * wherever an earlier try broke off. Without transactions:
 *
 * 1. The row holds a token of each recorder (`recorders`). Nobody counts before his token is in it, and no token gets in
 *    once the row is marked as counted (`countedBy`).
 * 2. A counter takes a row only if its mark is not in the counter's set `counting`, and puts it there in the same write.
 * 3. With all counters done, the row is marked. Who finds himself its only recorder takes the mark out of the sets again:
 *    nobody else can still be on his way to count. Otherwise it stays in them for good, some 60 bytes.
 *
 * What a crash costs: a row that no counter or not every counter has, until somebody counts it again: such rows are those
 * without `countedBy`. What could still count twice is a write that its client timed out on and that lands only after
 * step 3.
 */
export type Countable = {
  table: TableKey;
  key: Row;
  /** The attributes that hold the tokens and the mark: a row may be counted in several ways. */
  recorders: string;
  countedBy: string;
};

export type Counter = { key: Row; set?: Row; add: Readonly<Record<string, number>> };

/** Puts a token into a row that has one more thing to be counted; the row as it then stands, or undefined. */
export async function joinRecorders(
  db: Database,
  { table, key, recorders, countedBy }: Countable,
  token: string,
  also: { init?: Row; condition?: string; names?: Record<string, string>; values?: Row } = {},
): Promise<Row | undefined> {
  const { condition, ...rest } = also;
  const exists = Object.keys(key).map((name) => `attribute_exists(${name})`);
  const { won, standing } = await updateIf(db, {
    ...rest,
    table,
    key,
    add: { [recorders]: new Set([token]) },
    condition: [...exists, 'attribute_not_exists(#countedBy)', ...(condition === undefined ? [] : [condition])].join(
      ' AND ',
    ),
    names: { ...rest.names, '#countedBy': countedBy },
    returnRow: true,
  });
  return won ? standing : undefined;
}

/** Steps 2 and 3, for somebody whose token is in the row. `gone` are attributes that a counted row no longer has. */
export async function countInto(
  db: Database,
  row: Countable,
  mark: string,
  counters: readonly Counter[],
  gone: readonly string[] = [],
): Promise<void> {
  const marks = new Set([mark]);
  await Promise.all(
    counters.map(({ key, set = {}, add }) =>
      updateIf(db, {
        table: 'usageSummary',
        key,
        set,
        add: { ...add, counting: marks },
        condition: 'NOT contains(#counting, :mark)',
        values: { ':mark': mark },
      }),
    ),
  );
  if (await close(db, row, gone)) {
    await Promise.all(
      counters.map(({ key }) =>
        updateIf(db, {
          table: 'usageSummary',
          key,
          drop: { counting: marks },
          condition: 'attribute_exists(companyId)',
        }),
      ),
    );
  }
}

/** Marks the row as counted; true for its only recorder. A row that was deleted meanwhile is not made anew. */
async function close(db: Database, row: Countable, gone: readonly string[]): Promise<boolean> {
  const [partition = ''] = Object.keys(row.key);
  const update = { table: row.table, key: row.key, stamp: row.countedBy, remove: gone } as const;
  const open = `attribute_exists(${partition}) AND attribute_not_exists(#${row.countedBy})`;
  const alone = await updateIf(db, {
    ...update,
    condition: `${open} AND size(#recorders) = :one`,
    names: { '#recorders': row.recorders },
    values: { ':one': 1 },
  });
  if (alone.won) return true;
  await updateIf(db, { ...update, condition: open });
  return false;
}
