import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type JsonSchema, type Operation, openApiDocument } from '#lib/contracts/api/openapi.ts';
import { type RouteName, routes } from '#lib/routes.ts';

export const apiDocument = openApiDocument('test');

const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
formats.default(ajv);
for (const [name, schema] of Object.entries(apiDocument.components.schemas)) {
  ajv.addSchema(schema, `#/components/schemas/${name}`);
}
const compiled = new Map<JsonSchema, ValidateFunction>();

/** Whether a value is what a schema of the document says; each schema is compiled once. */
export function faultsBySchema(schema: JsonSchema, value: unknown): string | undefined {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? undefined : ajv.errorsText(validate.errors);
}

export function operationOf(name: RouteName): Operation {
  const row = routes.find((one) => one.name === name);
  const operation = row && apiDocument.paths[row.path]?.[row.method.toLowerCase()];
  if (operation === undefined) throw new Error(`The document does not know the route ${name}.`);
  return operation;
}

type Answer = { status: number; headers: Record<string, string>; text: string; body: unknown };

/** Throws where an answer is not one that the document promises. */
export function checkAnswer(name: RouteName, { status, headers, text, body }: Answer): void {
  const response = operationOf(name).responses[status];
  if (response === undefined) throw new Error(`The document does not know that ${name} may answer ${status}: ${text}`);
  if (headers['x-request-id'] === undefined) throw new Error(`${name} answered ${status} without x-request-id.`);
  if (response.content === undefined) {
    if (text !== '') throw new Error(`${name} answered ${status} with a body, and the document promises none.`);
    return;
  }
  const type = headers['content-type']?.split(';')[0] ?? '';
  const content = response.content[type];
  if (content === undefined)
    throw new Error(`${name} answered ${status} in "${type}", which the document does not know.`);
  const faults = faultsBySchema(content.schema, /json/.test(type) ? body : text);
  if (faults !== undefined)
    throw new Error(`${name} answered ${status} with what the document does not promise: ${faults}`);
}
