import type { GlobalSecondaryIndexDescription, KeySchemaElement, TableDescription } from '@aws-sdk/client-dynamodb';
import type { Table, TableIndex } from '#lib/names.ts';

/** Something about a table that is not as lib/names.ts declares it, and what mends it. */
export type Difference = { what: string; remedy: Remedy };
export type Remedy = 'create' | 'replace' | 'addIndex' | 'replaceIndex' | 'expiry' | 'wait' | 'dropIndex';

/** The expiry that a table has: its attribute, none, or that the store does not say. */
export type Expiry = { attribute: string | undefined; known: boolean };

/** How a table that stands differs from its declaration; empty where it is as declared. */
export function differences(declared: Table, standing: TableDescription, expiry: Expiry): Difference[] {
  return [
    ...stateOf(standing.TableStatus, 'it'),
    ...keyDifferences(declared, standing, standing.KeySchema, 'its key', 'replace'),
    ...declared.indexes.flatMap((index) => indexDifferences(index, standing)),
    ...surplus(declared, standing),
    ...expiryDifferences(declared.ttl, expiry),
  ];
}

const stateOf = (status: string | undefined, who: string): Difference[] =>
  status === 'ACTIVE' || status === 'UPDATING' ? [] : [{ what: `${who} is ${status}, not ACTIVE`, remedy: 'wait' }];

function keyDifferences(
  declared: Pick<Table, 'partition' | 'sort'>,
  { AttributeDefinitions = [] }: TableDescription,
  schema: KeySchemaElement[] = [],
  whose: string,
  remedy: Remedy,
): Difference[] {
  const typeOf = (name: string | undefined): string =>
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? '?';
  const wanted = [declared.partition, ...(declared.sort === undefined ? [] : [declared.sort])]
    .map(({ name, type }) => `${name} (${type})`)
    .join(', ');
  const found = schema
    .toSorted((a) => (a.KeyType === 'HASH' ? -1 : 1))
    .map(({ AttributeName }) => `${AttributeName} (${typeOf(AttributeName)})`)
    .join(', ');
  return wanted === found ? [] : [{ what: `${whose} is ${found || 'none'}, not ${wanted}`, remedy }];
}

function indexDifferences(index: TableIndex, table: TableDescription): Difference[] {
  const found = indexesOf(table).find(({ IndexName }) => IndexName === index.name);
  if (found === undefined) return [{ what: `index ${index.name} is missing`, remedy: 'addIndex' }];
  const projection = index.projection ?? 'ALL';
  const projected = found.Projection?.ProjectionType;
  return [
    ...stateOf(found.IndexStatus, `index ${index.name}`),
    ...keyDifferences(index, table, found.KeySchema, `the key of index ${index.name}`, 'replaceIndex'),
    ...(projected === projection
      ? []
      : [{ what: `index ${index.name} projects ${projected}, not ${projection}`, remedy: 'replaceIndex' as const }]),
  ];
}

/** Nobody reads it, and every write pays for it. */
const surplus = (declared: Table, table: TableDescription): Difference[] =>
  indexesOf(table)
    .filter(({ IndexName }) => declared.indexes.every(({ name }) => name !== IndexName))
    .map(({ IndexName }) => ({ what: `index ${IndexName} is declared nowhere`, remedy: 'dropIndex' }));

const indexesOf = (table: TableDescription): GlobalSecondaryIndexDescription[] => table.GlobalSecondaryIndexes ?? [];

function expiryDifferences(wanted: string | undefined, { attribute, known }: Expiry): Difference[] {
  if (!known || attribute === wanted) return [];
  if (wanted === undefined) return [{ what: `rows expire by ${attribute}, and must not`, remedy: 'expiry' }];
  return [
    {
      what: `rows expire ${attribute === undefined ? 'never' : `by ${attribute}`}, not by ${wanted}`,
      remedy: 'expiry',
    },
  ];
}
