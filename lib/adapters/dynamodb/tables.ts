import { tables } from '#lib/names.ts';

export type TableKey = keyof typeof tables;
export type TableNames = Readonly<Record<TableKey, string>>;

/** The real name of every table, under this stage's prefix. */
export function tableNames(prefix = ''): TableNames {
  const named = Object.entries(tables).map(([key, table]) => [key, `${prefix}${table.name}`]);
  return Object.fromEntries(named) as TableNames;
}
