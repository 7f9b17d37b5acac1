import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { signatureHeader, signTwilioRequest } from '#lib/http/twilio-signature.ts';
import { env } from '#lib/names.ts';
import { type AwsResponse, awsError, startAwsServer } from '#local/aws/json-server.ts';
import { startSecrets } from '#local/aws/secrets.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { listenHere } from '#local/loopback.ts';
import { documentClient } from '#test/support/dynamodb.ts';

export type Reply = { status: number; type?: string; body: string };
type Request = { key: string; form: Record<string, string>; signed: boolean; token: string | undefined; body: string };

const keys = { accountSid: 'AC-smoke', authToken: 'smoke-token' };
const greeting: Reply = {
  status: 200,
  type: 'text/xml',
  body: '<Response><Gather><Say>Hello.</Say></Gather></Response>',
};
const json = (status: number, body: unknown): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

/** A stage in AWS whose every part is on this machine: the API by its contract, and the services that are asked about it. */
export async function startStage() {
  const asked: Request[] = [];
  const overrides = new Map<string, Reply>();
  const errors = new Map<string, string[][]>();

  const api = createServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url: path = '', headers } = request;
    const form = Object.fromEntries(new URLSearchParams(body));
    const signed = headers[signatureHeader] === signTwilioRequest(keys.authToken, url + path, form);
    const token = headers.authorization?.replace('Bearer ', '');
    const one = { key: `${method} ${path.replace(/sess_[^/]+/, '{id}')}`, form, signed, token, body };
    asked.push(one);
    const { status, type = 'application/json', body: said } = overrides.get(one.key) ?? answer(one);
    response.writeHead(status, { 'content-type': type }).end(said);
  });
  const { url, close } = await listenHere(api);

  const lambda = await startAwsServer({ contentType: 'application/json' }, ({ path }) =>
    path.startsWith('/2015-03-31/functions/cs-ai-staging-inbound/configuration')
      ? { status: 200, json: { Environment: { Variables: { [env.webhookBaseUrl]: url } } } }
      : awsError(404, 'ResourceNotFoundException', 'Function not found'),
  );
  const logs = await startAwsServer({ contentType: 'application/x-amz-json-1.1' }, ({ body }): AwsResponse => {
    const { logGroupName, nextToken, filterPattern } = JSON.parse(body) as Record<string, string>;
    if (!filterPattern?.includes('ERROR')) return awsError(400, 'InvalidParameterException', 'no pattern');
    const pages = errors.get(logGroupName ?? '') ?? [[]];
    const page = Number(nextToken ?? 0);
    const more = page + 1 < pages.length ? { nextToken: String(page + 1) } : {};
    return { status: 200, json: { events: pages[page]?.map((message) => ({ message })), ...more } };
  });
  const secrets = await startSecrets({
    secrets: { 'cs-ai/staging/smoke': JSON.stringify({ TWILIO: { current: keys } }) },
  });
  const dynamodb = await startEmbeddedDynamo();
  const client = new DynamoDBClient({
    endpoint: dynamodb.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await createTables(client, { tablePrefix: 'cs-ai-staging-' });
  const documents = documentClient(dynamodb.endpoint);
  const stores = dynamodbStores(documents, { tablePrefix: 'cs-ai-staging-' });

  return {
    url,
    asked,
    /** By method and path: what is answered instead. */
    overrides,
    /** Pages of error lines, by log group. */
    errors,
    secrets: secrets.secrets,
    /** The number that the smoke company is rung at. */
    number: (phoneNumber: string) =>
      stores.integrations.put({
        companyId: 'smoke',
        provider: 'TWILIO',
        category: 'COMMUNICATION',
        status: 'ACTIVE',
        phoneNumber,
      }),
    environment: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
      AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      CS_AI_SMOKE_TOKEN: 'a-token',
    },
    async close() {
      client.destroy();
      documents.destroy();
      await Promise.all([close(), lambda.close(), logs.close(), secrets.close(), dynamodb.close()]);
    },
  };
}

function answer({ key, signed, token, body }: Request): Reply {
  if (key === 'GET /api/health') {
    return json(200, { status: 'ok', stage: 'staging', version: 'build-7', dependencies: { store: { status: 'ok' } } });
  }
  if (key.startsWith('POST /api/momentum/voice/inbound')) return signed ? greeting : { status: 403, body: '' };
  if (key === 'POST /api/momentum/voice/status-callback')
    return { status: signed ? 200 : 403, type: 'text/xml', body: '<Response/>' };
  if (token !== 'a-token') return json(401, { title: 'No token', status: 401 });
  // Nobody is called at night, and without a zone it may be night.
  if (key.endsWith('/voice/calls') && !body.includes('timeZone'))
    return json(409, { title: 'Quiet hours', status: 409 });
  const open: Record<string, Reply> = {
    'POST /api/momentum/voice/calls': json(201, { callSid: 'CA-1', status: 'queued' }),
    'POST /api/momentum/cs/sessions': json(201, { session: { sessionId: 'sess_1' }, greeting: 'Hello.' }),
    'POST /api/momentum/cs/sessions/{id}/end': json(200, { sessionId: 'sess_1', status: 'abandoned' }),
    'GET /api/momentum/cs/analytics': json(200, { sessions: 0 }),
    'GET /api/momentum/voice/analytics': json(200, { calls: 0 }),
  };
  return open[key] ?? json(404, { message: 'Not Found' });
}
