/** A deep copy of plain values, as a store gives them back: nothing is shared, undefined fields are gone. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field !== undefined) fields[name] = copy(field);
  }
  return fields as T;
}

/** A key of several parts that no other parts make. */
export const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
