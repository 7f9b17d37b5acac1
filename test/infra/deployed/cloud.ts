import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { env, platformSecret, secretPrefix } from '#lib/names.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { pathOf, routes } from '#lib/routes.ts';
import { type Cloud, startCloud } from '#local/aws/cloud/cloud.ts';
import { startLambda } from '#local/aws/lambda.ts';
import { lambdaContext } from '#local/aws/lambda-context.ts';
import type { ResponseStream } from '#local/aws/response-stream.ts';
import { startSecrets } from '#local/aws/secrets.ts';
import { persona } from '#local/claude/persona.ts';
import { reportsOn } from '#local/claude/report.ts';
import { type ScriptedClaude, startClaude } from '#local/claude/server.ts';
import { demo, demoSecret, seedDemoCompany } from '#local/demo-company.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { type Handlers, type Streams, startGateway } from '#local/gateway.ts';
import { type Issuer, startIssuer } from '#local/issuer/server.ts';
import { type Shop, startShop } from '#local/shop/server.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { startTwilio, type TwilioStandIn } from '#local/twilio/server.ts';
import { type Assembly, assemble, type DeployedFunction } from '#test/infra/deployed/assembly.ts';
import { guard } from '#test/infra/deployed/guarded-endpoint.ts';
import type { Ask } from '#test/infra/deployed/iam.ts';
import { type RunningFunction, runFunction } from '#test/infra/deployed/lambda.ts';
import { told } from '#test/support/afterwards.ts';

/** What is deployed, running on this machine: each function in a process of its own, with no more than its role allows. */
export type DeployedCloud = {
  assembly: Assembly;
  /** Served at the URL that the template tells the functions, to whoever asks the gateway. */
  gatewayUrl: string;
  stores: Stores;
  claude: ScriptedClaude;
  twilio: TwilioStandIn;
  shop: Shop;
  issuer: Issuer;
  /** CodeDeploy, and the versions that it shifts to. */
  deploying: Cloud;
  /** By entry: what it asked AWS for. */
  asks: ReadonlyMap<string, Ask[]>;
  /** What was refused, in words. */
  refused: string[];
  /** `first` is the webhook that Twilio asks first: inbound, unless that one was lost. */
  ring(call?: { to?: string; first?: 'inbound' | 'speech' | 'escalate' }): Promise<PhoneCall>;
  /** As a schedule or another function would. */
  invoke(entry: string, event: unknown): Promise<unknown>;
  /** From now on a function answers so, whatever its asset says; without an answer it is as deployed again. */
  stub(entry: string, answer?: () => Promise<unknown>): void;
  /** Resolves when no worker runs any more. */
  settled(): Promise<void>;
  /** What a function wrote. */
  linesOf(entry: string): string[];
  close(): Promise<void>;
};

/** A company whose team is told by text message; and some that nobody has configured yet. */
export const team = { companyId: 'team', phoneNumber: '+12025550101' };
export const fresh = {
  inbound: { companyId: 'fresh-1', phoneNumber: '+12025550102' },
  speech: { companyId: 'fresh-2', phoneNumber: '+12025550103' },
  escalate: { companyId: 'fresh-3', phoneNumber: '+12025550104' },
} as const;
const added = [team, ...Object.values(fresh)];

/** The key of the platform's secret: Claude takes no other. */
const platformKey = 'platform-key-of-the-test';

export async function startDeployedCloud(): Promise<DeployedCloud> {
  const assembly = assemble();
  const running = new Map<string, RunningFunction>();
  const stubs = new Map<string, () => Promise<unknown>>();
  const call: Call = (entry, event, context, onChunk) => {
    const one = running.get(entry);
    if (one === undefined) throw new Error(`functions/${entry}.ts is not deployed.`);
    return stubs.get(entry)?.() ?? one.invoke(event, context, onChunk);
  };

  const shop = await startShop({ signingKey: demo.shopKey });
  const prefix = secretPrefix('staging');
  const secrets = await startSecrets({
    secrets: {
      [prefix + demo.companyId]: JSON.stringify(demoSecret(shop.endpoint)),
      ...Object.fromEntries(
        added.map(({ companyId }) => [prefix + companyId, JSON.stringify(demoSecret(shop.endpoint))]),
      ),
      [prefix + platformSecret]: JSON.stringify({ ANTHROPIC: { current: { apiKey: platformKey } } }),
    },
  });
  const dynamodb = await startEmbeddedDynamo();
  const claude = await startClaude({ mind: persona, aside: reportsOn, apiKeys: [platformKey] });
  const lambda = await startLambda({
    functions: Object.fromEntries(
      assembly.functions.map(({ name, entry }) => [name, (event, context) => call(entry, event, context)]),
    ),
  });
  const gateway = await startGateway({
    handlers: handlersOf(call),
    streams: streamsOf(call),
    functionTimeoutMs: 29_000,
  });
  const twilio = await startTwilio({
    accounts: [{ accountSid: demo.accountSid, authToken: demo.authToken }],
    hosts: { [assembly.url]: gateway.url },
    // As it may: each effect must hang on a write that is allowed, and so must what the loser reads.
    sendsTwice: true,
  });
  const issuer = await startIssuer();
  const deploying = await startCloud();
  for (const { name } of assembly.functions)
    for (const build of ['live', 'new']) deploying.functions.publish(name, build);

  const client = new DynamoDBClient({
    endpoint: dynamodb.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tablePrefix = 'cs-ai-staging-';
  await createTables(client, { tablePrefix });
  const document = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const stores = dynamodbStores(document, { tablePrefix });
  await seedDemoCompany(stores, shop.endpoint);
  await stores.companies.createOnce({ ...told, companyId: team.companyId, recordMessages: true });
  for (const { companyId, phoneNumber } of added) {
    const common = { companyId, status: 'ACTIVE' } as const;
    await stores.integrations.put({ ...common, provider: 'TWILIO', category: 'COMMUNICATION', phoneNumber });
    await stores.integrations.put({ ...common, provider: 'WEBHOOK', category: 'COMMERCE', endpoint: shop.endpoint });
  }

  const asks = new Map<string, Ask[]>(assembly.functions.map(({ entry }) => [entry, []]));
  const refused: string[] = [];
  const guards: { close(): Promise<void> }[] = [];
  const start = async (deployed: DeployedFunction): Promise<void> => {
    const { entry, statements } = deployed;
    const tell = (ask: Ask, allowed: boolean): void => {
      asks.get(entry)?.push(ask);
      if (!allowed) refused.push(`${entry} may not ${ask.action} on ${ask.resource}`);
    };
    const guarded = async (behind: string): Promise<string> => {
      const one = await guard(behind, statements, tell, (id) => deploying.deployments.groupOf(id));
      guards.push(one);
      return one.endpoint;
    };
    const endpoints = {
      [env.dynamodbEndpoint]: await guarded(dynamodb.endpoint),
      [env.secretsEndpoint]: await guarded(secrets.endpoint),
      [env.lambdaEndpoint]: await guarded(lambda.endpoint),
      [env.anthropicBaseUrl]: claude.url,
      [env.twilioApiBaseUrl]: twilio.url,
      [env.tokenKeysUrl]: issuer.keysUrl,
      AWS_ENDPOINT_URL_CODEDEPLOY: await guarded(deploying.endpoint),
      // They ask at our public address; everybody else only signs and reads it.
      ...(atTheDoor.has(entry) ? { [env.webhookBaseUrl]: gateway.url } : {}),
      // The demo shop and the issuer speak plain http; nothing that is unsigned passes all the same.
      [env.desk]: 'true',
      [env.requireSignature]: 'true',
    };
    running.set(entry, await runFunction(deployed, endpoints));
  };
  await Promise.all(assembly.functions.map(start));

  return {
    assembly,
    gatewayUrl: gateway.url,
    stores,
    claude,
    twilio,
    shop,
    issuer,
    deploying,
    asks,
    refused,
    ring: ({ to = demo.phoneNumber, first = 'inbound' } = {}) =>
      twilio.ring({
        from: '+12025550123',
        to,
        accountSid: demo.accountSid,
        voiceUrl: assembly.url + pathOf(first),
        statusCallback: assembly.url + pathOf('status'),
        params: { StirVerstat: 'TN-Validation-Passed-A' },
      }),
    invoke: (entry, event) => call(entry, event, lambdaContext({ functionName: `cs-ai-staging-${entry}` })),
    stub: (entry, answer) => void (answer === undefined ? stubs.delete(entry) : stubs.set(entry, answer)),
    settled: () => lambda.settled(),
    linesOf: (entry) => running.get(entry)?.lines() ?? [],
    async close() {
      await twilio.close();
      await lambda.settled();
      await gateway.close();
      await Promise.all([...running.values()].map((one) => one.stop()));
      await Promise.all(guards.map((one) => one.close()));
      for (const server of [lambda, claude, shop, secrets, issuer, deploying]) await server.close();
      client.destroy();
      await dynamodb.close();
      assembly.remove();
    },
  };
}

type Call = (entry: string, event: unknown, context: Context, onChunk?: (chunk: string) => void) => Promise<unknown>;

/** The functions that go to our public address as anybody would. */
const atTheDoor: ReadonlySet<string> = new Set(['probe', 'check-traffic']);

const handlersOf = (call: Call): Handlers =>
  Object.fromEntries(
    routes.map(({ entry }) => [
      entry,
      async (event, context) => (await call(entry, event, context)) as APIGatewayProxyStructuredResultV2,
    ]),
  );

/** A function's own URL: takes the head off a streamed answer, and sends the rest on as it comes. */
const streamsOf = (call: Call): Streams =>
  Object.fromEntries(
    routes
      .flatMap((row) => ('stream' in row ? [row.stream] : []))
      .map((entry) => [
        entry,
        async (event, stream, context) => {
          const response = stream as unknown as ResponseStream;
          await call(entry, event, context, (chunk) => {
            const [head, body] = chunk.includes(headEnd) ? chunk.split(headEnd) : [undefined, chunk];
            if (head !== undefined) response.head(JSON.parse(head));
            response.write(body);
          });
          response.end();
        },
      ]),
  );

const headEnd = '\0'.repeat(8);
