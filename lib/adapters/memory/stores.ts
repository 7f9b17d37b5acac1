import { memoryAllowances } from '#lib/adapters/memory/allowances.ts';
import { memoryCallbacks } from '#lib/adapters/memory/callbacks.ts';
import { memoryCalls } from '#lib/adapters/memory/calls.ts';
import { memoryCompanies } from '#lib/adapters/memory/companies.ts';
import { memoryContacts } from '#lib/adapters/memory/contacts.ts';
import { memoryDialogues } from '#lib/adapters/memory/dialogues.ts';
import { memoryErasures } from '#lib/adapters/memory/erasures.ts';
import { memoryIntegrations } from '#lib/adapters/memory/integrations.ts';
import { memoryLedger } from '#lib/adapters/memory/ledger.ts';
import { memoryOutboundCalls } from '#lib/adapters/memory/outbound-calls.ts';
import { memoryOutbox } from '#lib/adapters/memory/outbox.ts';
import { memoryPricing } from '#lib/adapters/memory/pricing.ts';
import { memoryRequestCounts } from '#lib/adapters/memory/request-counts.ts';
import { memoryScripts } from '#lib/adapters/memory/scripts.ts';
import { memorySessions } from '#lib/adapters/memory/sessions.ts';
import { memoryTallies } from '#lib/adapters/memory/tallies.ts';
import { memoryUsage } from '#lib/adapters/memory/usage.ts';
import type { Stores } from '#lib/ports/ports.ts';

/** The stores in memory: nothing expires, nothing is shared with what comes in or goes out. */
export function memoryStores(): Stores {
  const counted = new Set<string>();
  return {
    companies: memoryCompanies(),
    integrations: memoryIntegrations(),
    scripts: memoryScripts(),
    calls: memoryCalls(),
    sessions: memorySessions(),
    dialogues: memoryDialogues(),
    usage: memoryUsage(),
    pricing: memoryPricing(),
    ledger: memoryLedger(counted),
    allowances: memoryAllowances(),
    callbacks: memoryCallbacks(),
    outbox: memoryOutbox(),
    erasures: memoryErasures(),
    tallies: memoryTallies(counted),
    outboundCalls: memoryOutboundCalls(),
    contacts: memoryContacts(),
    requestCounts: memoryRequestCounts(),
  };
}
