import { env } from '#lib/names.ts';
import type { Log } from '#lib/ports/telemetry.ts';
import { type Desk, type DeskOptions, startDesk } from '#local/desk.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import type { WebhookExchange } from '#local/twilio/webhook.ts';
import { startDatabaseProcess } from '#scripts/bench/database.ts';

export type BenchDesk = Desk & {
  log: Log;
  /** What went wrong so far, in a few words each: error lines of the log, the cause with them. */
  errors: string[];
};

export type BenchOptions = { quick: boolean };

/** A desk on which nothing waits but the model, whose replies the bench scripts. */
export async function startBenchDesk(options: Partial<DeskOptions> = {}): Promise<BenchDesk> {
  const errors: string[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (message, cause) => void errors.push(`${message}: ${String(cause)}`),
  };
  const desk = await startDesk({ mind: 'scripted-only', log, ...options });
  return { ...desk, log, errors };
}

/** The same for many calls at once: the database has a process of its own, so that its work does not count as ours. */
export async function startLoadDesk(): Promise<BenchDesk> {
  const earlier = process.env[env.dynamodbEndpoint];
  const database = await startDatabaseProcess();
  process.env[env.dynamodbEndpoint] = database.endpoint;
  const desk = await startBenchDesk();
  return {
    ...desk,
    close: async () => {
      await desk.close();
      await database.close();
      if (earlier === undefined) delete process.env[env.dynamodbEndpoint];
      else process.env[env.dynamodbEndpoint] = earlier;
    },
  };
}

const isSpeech = ({ purpose, url }: WebhookExchange): boolean => purpose === 'twiml' && url.includes('/speech');

/** The speech webhooks of a call so far. */
export const speechWebhooks = (call: PhoneCall): WebhookExchange[] => call.webhooks.filter(isSpeech);

/** Milliseconds from sending to having the answer. */
export function msOf({ ms, url, failure }: WebhookExchange): number {
  if (ms === undefined || failure !== undefined) throw new Error(`${url} was not answered: ${failure?.message ?? ''}`);
  return ms;
}
