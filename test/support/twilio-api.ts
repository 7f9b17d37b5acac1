import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { RestRequest } from '#local/twilio/rest/types.ts';

type Schema = { properties?: Record<string, unknown> };
type Content = Record<string, { schema: Schema }>;
type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};
type Path = Partial<Record<string, Operation>>;

export type Asked = Pick<RestRequest, 'method' | 'path' | 'params' | 'query' | 'contentType'>;

/** Twilio's own OpenAPI document of the API that we ask, as its command line carries it. */
const file = join(
  dirname(createRequire(import.meta.url).resolve('@twilio/cli-core/package.json')),
  'src/services/twilio-api/twilio_api_v2010.json',
);
const document = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Path> };
const form = 'application/x-www-form-urlencoded';

const settings = { allErrors: true, strict: false, logger: false } as const;
/** A form holds nothing but text: numbers, truth values and lists are read from it. */
const ofForms = new Ajv({ ...settings, coerceTypes: 'array' });
const ofAnswers = new Ajv(settings);
for (const ajv of [ofForms, ofAnswers]) {
  formats.default(ajv);
  ajv.addFormat('http-method', /^(?:GET|POST)$/);
  ajv.addFormat('phone-number', /^\+[1-9]\d{6,14}$/);
  ajv.addSchema(document, 'twilio');
}

// Of its own pages Twilio gives the path only, whatever its document says (the page fields of any list).
ofAnswers.addFormat('uri', (text) => URL.canParse(text, 'https://api.twilio.com') && !/\s/.test(text));

/** What Twilio would not know, or not take, of a request; empty where it is as the document says. */
export function faultsOfRequest({ method, path, params, query, contentType }: Asked): string[] {
  const found = operationOf(method, path);
  if (found === undefined) return [`${method} ${path} is no operation`];
  const { pointer, operation, inPath } = found;
  const parameters = operation.parameters ?? [];
  const given: Record<string, Record<string, unknown>> = { path: inPath, query };
  const wrong = parameters.flatMap(({ name, in: where, required }, index) => {
    const value = given[where]?.[name];
    if (value === undefined) return required ? [`${where} ${name} is missing`] : [];
    return errorsOf(ofForms, [...pointer, 'parameters', String(index), 'schema'], { value }, name);
  });
  const unknown = Object.keys(query).filter(
    (name) => !parameters.some((one) => one.in === 'query' && one.name === name),
  );
  return [...wrong, ...unknown.map((name) => `query ${name} is unknown`), ...faultsOfForm(found, params, contentType)];
}

function faultsOfForm(
  { pointer, operation }: NonNullable<ReturnType<typeof operationOf>>,
  params: Asked['params'],
  contentType: string | undefined,
): string[] {
  const schema = operation.requestBody?.content[form]?.schema;
  const names = Object.keys(params);
  if (schema === undefined) return names.map((name) => `form ${name}: nothing is taken here`);
  if (contentType?.split(';')[0] !== form) return [`content type ${contentType}`];
  const unknown = names.filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
  return [
    ...unknown.map((name) => `form ${name} is unknown`),
    ...errorsOf(ofForms, [...pointer, 'requestBody', 'content', form, 'schema'], { value: structuredClone(params) }),
  ];
}

/** What an answer says that Twilio's would not. */
export function faultsOfAnswer({
  method,
  path,
  status,
  answer,
}: Pick<RestRequest, 'method' | 'path' | 'status' | 'answer'>) {
  const found = operationOf(method, path);
  const response = found?.operation.responses[status];
  if (found === undefined || response === undefined) return [`${method} ${path} never answers ${status}`];
  const schema = response.content?.['application/json']?.schema;
  if (schema === undefined) return answer === undefined || answer === '' ? [] : ['an answer without a body has one'];
  const pointer = [...found.pointer, 'responses', String(status), 'content', 'application/json', 'schema'];
  return errorsOf(ofAnswers, pointer, { value: answer });
}

function operationOf(method: string, path: string) {
  for (const [template, item] of Object.entries(document.paths)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const pattern = template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/.]+)');
    const values = new RegExp(`^${pattern}$`).exec(path)?.slice(1);
    const operation = item[method.toLowerCase()];
    if (values === undefined || operation === undefined) continue;
    const inPath = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]));
    return { operation, inPath, pointer: ['paths', template, method.toLowerCase()] };
  }
  return undefined;
}

const compiled = new Map<string, ValidateFunction>();

/** By the place in the document, so that what it refers to is found; `value` is wrapped because reading may change it. */
function errorsOf(ajv: Ajv, pointer: readonly string[], wrapped: { value: unknown }, name = ''): string[] {
  const place = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const key = `${ajv === ofForms} ${place}`;
  const schema = { type: 'object', properties: { value: { $ref: `twilio#/${place}` } } };
  const validate = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, validate);
  if (validate(wrapped)) return [];
  return (validate.errors ?? []).map((error: ErrorObject) =>
    `${name}${error.instancePath.replace('/value', '')} ${error.message} ${JSON.stringify(error.params)}`.trim(),
  );
}
