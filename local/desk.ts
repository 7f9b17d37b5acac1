import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbStores } from '#lib/adapters/dynamodb/stores.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { env, secretPrefix, webhookLimits } from '#lib/names.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Stores } from '#lib/ports/ports.ts';
import type { Log } from '#lib/ports/telemetry.ts';
import { pathOf } from '#lib/routes.ts';
import { readSettings } from '#lib/runtime/env.ts';
import { furnish } from '#lib/runtime/wire.ts';
import { type LocalLambda, startLambda } from '#local/aws/lambda.ts';
import { type LocalSecrets, startSecrets } from '#local/aws/secrets.ts';
import { persona, personaPace } from '#local/claude/persona.ts';
import { pings } from '#local/claude/ping.ts';
import type { Mind, Pace } from '#local/claude/reply.ts';
import { reportsOn } from '#local/claude/report.ts';
import { type ScriptedClaude, startClaude } from '#local/claude/server.ts';
import { demo, demoSecret, seedDemoCompany } from '#local/demo-company.ts';
import { createTables } from '#local/dynamodb/create-tables.ts';
import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';
import { type Gateway, startGateway } from '#local/gateway.ts';
import { handlers, streams, workers } from '#local/handlers.ts';
import { startIssuer } from '#local/issuer/server.ts';
import { keptSigningKey } from '#local/issuer/signing-key.ts';
import { deskAudience, deskIssuer, type TokenOptions } from '#local/issuer/token.ts';
import { mapleAndPine } from '#local/shop/maple-and-pine.ts';
import { type Shop, type ShopOptions, startShop } from '#local/shop/server.ts';
import { type StripeStandIn, startStripe } from '#local/stripe/server.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { type IncomingCall, startTwilio, type TwilioOptions, type TwilioStandIn } from '#local/twilio/server.ts';

export type DeskOptions = {
  port?: number;
  log: Log;
  /** A clock of one's own, for tests. */
  clock?: Clock;
  /** Where DynamoDB keeps its tables; in memory where absent. */
  dataFolder?: string;
  /** Who answers as Claude where no real key is set: the demo persona, or nothing but what a test scripts. */
  mind?: Mind | 'scripted-only';
  pace?: Pace;
  twilio?: Partial<TwilioOptions>;
  shop?: Omit<ShopOptions, 'signingKey'>;
  /** Signs tokens with the key that `npm run token` uses too; else with one that nobody else has. */
  keepSigningKey?: boolean;
};

/** The cloud on the desk: the real handlers and the real SDK clients, against servers on this machine. */
export type Desk = {
  url: string;
  gateway: Gateway;
  stores: Stores;
  /** The demo company's Twilio account. */
  account: { accountSid: string; authToken: string };
  secrets: LocalSecrets;
  lambda: LocalLambda;
  claude: ScriptedClaude;
  twilio: TwilioStandIn;
  /** Maple & Pine's own shop. */
  shop: Shop;
  /** The same shop's books, as Stripe has them; no company of the desk asks there until it is told to. */
  stripe: StripeStandIn;
  metrics: ReturnType<typeof memoryMetrics>;
  /** A ring of the demo company's number, as its phone number is set up at Twilio. */
  incoming(call?: Partial<IncomingCall>): IncomingCall;
  ring(call?: Partial<IncomingCall>): Promise<PhoneCall>;
  /** A token for the JSON API. */
  token(options: TokenOptions): Promise<string>;
  close(): Promise<void>;
};

/**
 * Starts everything and points the environment of this process at it. What the environment already names stays: a
 * DynamoDB endpoint, a Twilio API, a real Anthropic key (then the real Claude answers).
 */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  // Before anything is started: a setting that cannot be is told in a clear sentence.
  readSettings();
  const realClaude = process.env[env.anthropicApiKey] !== undefined && options.mind === undefined;
  const shop = await startShop({ signingKey: demo.shopKey, ...options.shop });
  const secrets = await startSecrets({
    secrets: { [`${secretPrefix('local')}${demo.companyId}`]: JSON.stringify(demoSecret(shop.endpoint)) },
  });
  const stripe = await startStripe({ apiKey: demo.stripeKey, opening: mapleAndPine(Date.now()) });
  const dynamodb = await (process.env[env.dynamodbEndpoint] === undefined
    ? startEmbeddedDynamo(options.dataFolder === undefined ? {} : { path: options.dataFolder })
    : { endpoint: process.env[env.dynamodbEndpoint] ?? '', close: async () => undefined });
  const claude = await startClaude({
    aside: (request) => reportsOn(request) ?? pings(request),
    ...(options.mind === 'scripted-only' ? {} : { mind: options.mind ?? persona }),
    pace: options.pace ?? (options.mind === undefined ? personaPace : { firstTokenMs: 0, betweenTokensMs: 0 }),
  });
  const lambda = await startLambda({
    functions: workers,
    onError: (error) => options.log.error('worker crashed', error),
  });
  const gateway = await startGateway({
    handlers,
    streams,
    functionTimeoutMs: webhookLimits.timeoutMs,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const publicUrl = (process.env[env.webhookBaseUrl] ?? gateway.url).replace(/\/+$/, '');
  const twilio = await startTwilio({
    accounts: [{ accountSid: demo.accountSid, authToken: demo.authToken }],
    numbers: [
      {
        accountSid: demo.accountSid,
        phoneNumber: demo.phoneNumber,
        voiceUrl: publicUrl + pathOf('inbound'),
        statusCallback: publicUrl + pathOf('status'),
      },
    ],
    // The phone on the desk is signed for the public URL and served from here.
    hosts: { [new URL(publicUrl).origin]: gateway.url },
    ...options.twilio,
  });

  const issuer = await startIssuer(options.keepSigningKey ? { key: await keptSigningKey() } : {});

  const earlier = { ...process.env };
  Object.assign(process.env, {
    [env.desk]: 'true',
    [env.stage]: 'local',
    // The desk makes its own tables and secrets, under their plain names.
    [env.tablePrefix]: '',
    [env.secretPrefix]: secretPrefix('local'),
    [env.webhookBaseUrl]: publicUrl,
    [env.dynamodbEndpoint]: dynamodb.endpoint,
    [env.secretsEndpoint]: secrets.endpoint,
    [env.stripeBaseUrl]: process.env[env.stripeBaseUrl] ?? stripe.url,
    [env.lambdaEndpoint]: lambda.endpoint,
    [env.turnFunction]: 'turn',
    [env.afterwardsFunction]: 'afterwards',
    [env.twilioApiBaseUrl]: process.env[env.twilioApiBaseUrl] ?? twilio.url,
    [env.tokenIssuer]: deskIssuer,
    [env.tokenAudience]: deskAudience,
    [env.tokenKeysUrl]: issuer.keysUrl,
    ...(realClaude ? {} : { [env.anthropicApiKey]: 'desk-key', [env.anthropicBaseUrl]: claude.url }),
    AWS_REGION: process.env.AWS_REGION ?? 'us-east-1',
    AWS_ACCESS_KEY_ID: 'desk',
    AWS_SECRET_ACCESS_KEY: 'desk',
  });
  const metrics = memoryMetrics();
  furnish({ log: options.log, metrics, ...(options.clock === undefined ? {} : { clock: options.clock }) });

  const client = new DynamoDBClient({ endpoint: dynamodb.endpoint });
  const stores = dynamodbStores(
    DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  );
  await createTables(client);
  await seedDemoCompany(stores, shop.endpoint);

  const incoming = (call: Partial<IncomingCall> = {}): IncomingCall => ({
    from: '+12025550123',
    to: demo.phoneNumber,
    accountSid: demo.accountSid,
    voiceUrl: publicUrl + pathOf('inbound'),
    statusCallback: publicUrl + pathOf('status'),
    ...call,
  });
  return {
    url: gateway.url,
    gateway,
    stores,
    account: { accountSid: demo.accountSid, authToken: demo.authToken },
    secrets,
    lambda,
    claude,
    twilio,
    shop,
    stripe,
    metrics,
    incoming,
    ring: (call) => twilio.ring(incoming(call)),
    token: issuer.token,
    close: async () => {
      await twilio.close();
      await lambda.settled();
      await gateway.close();
      await issuer.close();
      await lambda.close();
      await claude.close();
      await shop.close();
      await stripe.close();
      await secrets.close();
      client.destroy();
      await dynamodb.close();
      restore(earlier);
    },
  };
}

/** Leaves the environment as it was found. */
function restore(earlier: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in earlier)) delete process.env[name];
  Object.assign(process.env, earlier);
}
