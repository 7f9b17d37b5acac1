import * as z from 'zod/mini';
import type { ApiContract, Schema } from '#lib/contracts/api/contract.ts';
import { contracts } from '#lib/contracts/api/contracts.ts';
import { Problem } from '#lib/contracts/api/problem.ts';
import { type Route, routes } from '#lib/routes.ts';

export type JsonSchema = { [keyword: string]: unknown };
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, { description: string; headers?: Record<string, JsonSchema>; content?: Content }>;
};
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
};
type Content = Record<string, { schema: JsonSchema }>;
export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
};

/** The JSON API as an OpenAPI 3.1 document: the same rows and schemas that the door works by. */
export function openApiDocument(version: string): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const contract of Object.values<ApiContract>(contracts)) {
    const row = rowOf(contract);
    paths[row.path] = { ...paths[row.path], [row.method.toLowerCase()]: operationOf(contract, row) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'CS AI',
      version,
      description:
        'AI customer service on the phone and in chat. The company is the one in the token, always. What API Gateway refuses ' +
        'before it reaches us (401, 404, 413, 429, 503, 504) it answers itself, as application/json with a "message".',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operationOf(contract: ApiContract, row: Route): Operation {
  return {
    operationId: contract.route,
    summary: contract.summary,
    description:
      row.role === 'chat' ? 'Needs the role chat, agent or admin.' : `Needs the role ${row.role} or a higher one.`,
    tags: [row.entry],
    security: [{ token: [] }],
    parameters: [...pathParameters(contract, row), ...queryParameters(contract), ...headerParameters(contract)],
    ...(contract.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(schemaOf(contract.body, 'input')) } }),
    responses: { ...repliesOf(contract), ...problemsOf(contract, row) },
  };
}

function pathParameters({ path }: ApiContract, row: Route): Parameter[] {
  const schemas = propertiesOf(path);
  return [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schemas[name] ?? { type: 'string' },
  }));
}

function queryParameters({ query }: ApiContract): Parameter[] {
  const required = query === undefined ? [] : (schemaOf(query, 'input').required as string[] | undefined);
  return Object.entries(propertiesOf(query)).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required?.includes(name) === true,
    schema,
  }));
}

function headerParameters({ ifMatch, idempotent }: ApiContract): Parameter[] {
  const header = (name: string, pattern: string, description: string): Parameter => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string', pattern },
  });
  return [
    ...(ifMatch ? [header('If-Match', '^"[\\w.:-]{1,128}"$', 'The ETag of the version that was read.')] : []),
    ...(idempotent
      ? [header('Idempotency-Key', '^[\\x21-\\x7e]{1,128}$', 'The same for a repeat, another for all else.')]
      : []),
  ];
}

function repliesOf({ replies, text, events }: ApiContract): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(replies).map(([status, schema]) => {
      const content = {
        ...(schema === null ? {} : json(schemaOf(schema, 'output'))),
        ...(text === undefined ? {} : { [text]: { schema: { type: 'string' } } }),
        ...(events ? { 'text/event-stream': { schema: { type: 'string' } } } : {}),
      };
      const none = Object.keys(content).length === 0;
      return [status, { description: descriptions[status] ?? 'Done.', headers, ...(none ? {} : { content }) }];
    }),
  );
}

/** What may go wrong at this route, by what the door asks of it. */
function problemsOf(contract: ApiContract, row: Route): Operation['responses'] {
  const statuses = [
    401,
    403,
    422,
    429,
    500,
    503,
    504,
    ...(row.path.includes('{') ? [404] : []),
    ...(contract.body === undefined ? [] : [400, 413, 415]),
    ...(contract.ifMatch ? [400, 412, 428] : []),
    ...(contract.idempotent ? [400, 409] : []),
    ...(contract.problems ?? []),
  ];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: descriptions[status] ?? 'It could not be done.',
        headers,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const json = (schema: JsonSchema): Content => ({ 'application/json': { schema } });

const headers = {
  'x-request-id': { description: 'By which our log knows the request.', required: true, schema: { type: 'string' } },
};

const descriptions: Record<string, string> = {
  200: 'Here it is.',
  201: 'It was made.',
  202: 'It was taken, and will be done.',
  204: 'It was done; there is nothing to say.',
  400: 'The request cannot be read.',
  401: 'A valid token is needed.',
  403: 'The role is less than the route needs.',
  404: 'There is no such thing, or it is another company’s.',
  409: 'It is not in a state in which this can be done.',
  412: 'It was changed since it was read.',
  413: 'The body is too large.',
  415: 'The content type is not application/json.',
  422: 'Some of it is not as it must be: see `errors`.',
  428: 'If-Match is missing.',
  429: 'Too many requests; see retry-after.',
  500: 'Our fault.',
  502: 'A provider refused or failed.',
  503: 'Something that is needed cannot be reached.',
  504: 'It took too long.',
};

const propertiesOf = (schema: Schema | undefined): Record<string, JsonSchema> =>
  schema === undefined ? {} : ((schemaOf(schema, 'input').properties ?? {}) as Record<string, JsonSchema>);

/** In what is sent to us unknown fields are refused, whatever the schema by itself would do with them. */
const schemaOf = (schema: Schema, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      delete jsonSchema.$schema;
      if (jsonSchema.properties !== undefined) jsonSchema.additionalProperties ??= false;
    },
  }) as JsonSchema;

function rowOf(contract: ApiContract): Route {
  const row = routes.find(({ name }) => name === contract.route);
  if (row === undefined) throw new Error(`No route is named ${contract.route}; see lib/routes.ts.`);
  return row;
}
