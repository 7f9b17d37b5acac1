import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbAllowances } from '#lib/adapters/dynamodb/allowances.ts';
import { dynamodbCallbacks } from '#lib/adapters/dynamodb/callbacks.ts';
import { dynamodbCalls } from '#lib/adapters/dynamodb/calls.ts';
import { dynamodbCompanies } from '#lib/adapters/dynamodb/companies.ts';
import { dynamodbContacts } from '#lib/adapters/dynamodb/contacts.ts';
import { dynamodbDialogues } from '#lib/adapters/dynamodb/dialogues.ts';
import type { Database } from '#lib/adapters/dynamodb/document-client.ts';
import { dynamodbErasures } from '#lib/adapters/dynamodb/erasures.ts';
import { dynamodbIntegrations } from '#lib/adapters/dynamodb/integrations.ts';
import { dynamodbLedger } from '#lib/adapters/dynamodb/ledger.ts';
import { dynamodbOutboundCalls } from '#lib/adapters/dynamodb/outbound-calls.ts';
import { dynamodbOutbox } from '#lib/adapters/dynamodb/outbox.ts';
import { dynamodbPricing } from '#lib/adapters/dynamodb/pricing.ts';
import { dynamodbRequestCounts } from '#lib/adapters/dynamodb/request-counts.ts';
import { dynamodbScripts } from '#lib/adapters/dynamodb/scripts.ts';
import { dynamodbSessions } from '#lib/adapters/dynamodb/sessions.ts';
import { tableNames } from '#lib/adapters/dynamodb/tables.ts';
import { dynamodbTallies } from '#lib/adapters/dynamodb/tallies.ts';
import { dynamodbUsage } from '#lib/adapters/dynamodb/usage.ts';
import type { Stores } from '#lib/ports/ports.ts';

/** The stores in DynamoDB, on a client made with `marshallOptions: { removeUndefinedValues: true }`. */
export function dynamodbStores(client: DynamoDBDocumentClient, options: { tablePrefix?: string } = {}): Stores {
  const db: Database = { client, tables: tableNames(options.tablePrefix) };
  return {
    companies: dynamodbCompanies(db),
    integrations: dynamodbIntegrations(db),
    scripts: dynamodbScripts(db),
    calls: dynamodbCalls(db),
    sessions: dynamodbSessions(db),
    dialogues: dynamodbDialogues(db),
    usage: dynamodbUsage(db),
    pricing: dynamodbPricing(db),
    ledger: dynamodbLedger(db),
    allowances: dynamodbAllowances(db),
    callbacks: dynamodbCallbacks(db),
    outbox: dynamodbOutbox(db),
    erasures: dynamodbErasures(db),
    tallies: dynamodbTallies(db),
    outboundCalls: dynamodbOutboundCalls(db),
    contacts: dynamodbContacts(db),
    requestCounts: dynamodbRequestCounts(db),
  };
}
