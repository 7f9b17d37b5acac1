import type { Callbacks } from '#lib/ports/callbacks.ts';
import type { Calls } from '#lib/ports/calls.ts';
import type { Clock } from '#lib/ports/clock.ts';
import type { Shops } from '#lib/ports/commerce.ts';
import type { Companies } from '#lib/ports/companies.ts';
import type { Contacts } from '#lib/ports/contacts.ts';
import type { Credentials } from '#lib/ports/credentials.ts';
import type { Dialogues } from '#lib/ports/dialogues.ts';
import type { Erasures } from '#lib/ports/erasures.ts';
import type { Integrations } from '#lib/ports/integrations.ts';
import type { Allowances, Ledger } from '#lib/ports/ledger.ts';
import type { Model } from '#lib/ports/model.ts';
import type { OutboundCalls } from '#lib/ports/outbound-calls.ts';
import type { Outbox } from '#lib/ports/outbox.ts';
import type { PhoneLines } from '#lib/ports/phone-lines.ts';
import type { RequestCounts } from '#lib/ports/request-counts.ts';
import type { CompanyScripts } from '#lib/ports/scripts.ts';
import type { Sessions } from '#lib/ports/sessions.ts';
import type { Tallies } from '#lib/ports/tallies.ts';
import type { Log, Metrics } from '#lib/ports/telemetry.ts';
import type { Texts } from '#lib/ports/texts.ts';
import type { Pricing, Usage } from '#lib/ports/usage.ts';
import type { Worker } from '#lib/ports/worker.ts';

/** The stores: what has a memory adapter and a DynamoDB one, held to one contract suite. */
export type Stores = {
  companies: Companies;
  integrations: Integrations;
  scripts: CompanyScripts;
  calls: Calls;
  sessions: Sessions;
  dialogues: Dialogues;
  usage: Usage;
  pricing: Pricing;
  ledger: Ledger;
  allowances: Allowances;
  callbacks: Callbacks;
  outbox: Outbox;
  tallies: Tallies;
  erasures: Erasures;
  outboundCalls: OutboundCalls;
  contacts: Contacts;
  requestCounts: RequestCounts;
};

/** All that the domain may ask the world for. A verb takes only what it uses: `Pick<Ports, 'calls' | 'clock'>`. */
export type Ports = Stores & {
  credentials: Credentials;
  shops: Shops;
  model: Model;
  texts: Texts;
  phoneLines: PhoneLines;
  worker: Worker;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  /** A fresh id of a kind: `use_…`. */
  newId(kind: string): string;
};
