import type * as z from 'zod/mini';
import { unknownField } from '#lib/contracts/faults.ts';
import type { Fault } from '#lib/domain/errors.ts';

type Def = {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  catchall?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
};

/**
 * Fields that a schema does not know. Zod drops them in silence, which suits what we store and what Twilio sends; our own
 * callers are told, because a misspelt field would otherwise be a setting that never takes.
 */
export function unknownFields(schema: z.core.$ZodType, value: unknown, path = ''): Fault[] {
  const def = schema._zod.def as unknown as Def;
  const at = (name: string | number): string => (path === '' ? String(name) : `${path}.${name}`);
  if (def.innerType !== undefined) return unknownFields(def.innerType, value, path);
  if (def.type === 'pipe' && def.in !== undefined) return unknownFields(def.in, value, path);
  if (def.element !== undefined && Array.isArray(value)) {
    const { element } = def;
    return value.flatMap((item, index) => unknownFields(element, item, at(index)));
  }
  if (def.options !== undefined) return unknownToAll(def.options, value, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const { shape, catchall, valueType } = def;
  return Object.entries(value).flatMap(([name, inner]) => {
    if (valueType !== undefined) return unknownFields(valueType, inner, at(name));
    if (shape === undefined) return [];
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field !== undefined) return unknownFields(field, inner, at(name));
    return catchall === undefined ? [{ field: at(name), problem: unknownField }] : [];
  });
}

/** Of several forms the one that knows most of it counts. */
function unknownToAll(options: readonly z.core.$ZodType[], value: unknown, path: string): Fault[] {
  const all = options.map((option) => unknownFields(option, value, path));
  return all.sort((a, b) => a.length - b.length)[0] ?? [];
}
