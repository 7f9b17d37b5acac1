import fc from 'fast-check';
import type { JsonSchema } from '#lib/contracts/api/openapi.ts';

/** What nobody expects in a place. */
const oddities: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    ' ',
    [],
    {},
    '__proto__',
    '\u0000',
    '\ud800',
    '../..',
    '9'.repeat(400),
  ),
  fc.string({ maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values as a JSON Schema describes them, nearly always; now and then one that is odd in some place of it. */
export const nearly = (schema: JsonSchema): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: like(schema) }, { weight: 1, arbitrary: oddities });

function like(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const forms = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as JsonSchema[] | undefined;
  if (forms !== undefined) return fc.oneof(...forms.map(nearly));
  switch (schema.type) {
    case 'object':
      return objectLike(schema);
    case 'array':
      return fc.array(nearly((schema.items ?? {}) as JsonSchema), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Math.min(Number(schema.maxItems ?? 3), 3),
      });
    case 'integer':
    case 'number':
      return numberLike(schema);
    case 'string':
      return textLike(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return oddities;
  }
}

function objectLike(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const fields = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, nearly(inner)]));
  const requiredKeys = ((schema.required ?? []) as string[]).filter((name) => name in fields);
  const known = fc.record(fields, { requiredKeys });
  const stranger = fc
    .tuple(known, fc.string({ maxLength: 12 }), oddities)
    .map(([own, name, odd]) => ({ ...own, [name]: odd }));
  return fc.oneof({ weight: 15, arbitrary: known }, { weight: 1, arbitrary: stranger });
}

function numberLike({ type, minimum, maximum }: JsonSchema): fc.Arbitrary<unknown> {
  const [min, max] = [Math.max(Number(minimum ?? 0), -1e9), Math.min(Number(maximum ?? 1000), 1e9)];
  const whole = fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
  return type === 'integer' ? whole : fc.oneof(whole, fc.double({ min, max, noNaN: true }));
}

/** Patterns of our own are plain enough for fast-check; one that is not gives any text. */
function textLike({ pattern, format, minLength, maxLength }: JsonSchema): fc.Arbitrary<unknown> {
  if (format === 'date-time') {
    const noInvalidDate = true;
    return fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate })
      .map((at) => at.toISOString());
  }
  if (format === 'uri') return fc.webUrl();
  const min = Math.min(Number(minLength ?? 0), 100);
  const any = fc.string({
    unit: 'binary',
    minLength: min,
    maxLength: Math.max(min, Math.min(Number(maxLength ?? 30), 100)),
  });
  if (typeof pattern !== 'string') return any;
  try {
    return fc.stringMatching(new RegExp(pattern), { size: 'small' });
  } catch {
    return any;
  }
}
