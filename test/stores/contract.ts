import { beforeAll, describe } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { describeAllowanceModel } from '#test/stores/contract/allowance-model.ts';
import { describeAllowances } from '#test/stores/contract/allowances.ts';
import { describeAuthority } from '#test/stores/contract/authority.ts';
import { describeCallbacks } from '#test/stores/contract/callbacks.ts';
import { describeCalls } from '#test/stores/contract/calls.ts';
import { describeClaims } from '#test/stores/contract/claims.ts';
import { describeCompanies } from '#test/stores/contract/companies.ts';
import { describeDialogue } from '#test/stores/contract/dialogue.ts';
import { describeErasures } from '#test/stores/contract/erasures.ts';
import { describeIntegrations } from '#test/stores/contract/integrations.ts';
import { describeLedger } from '#test/stores/contract/ledger.ts';
import { describeContacts, describeHeldNumbers, describeOutboundCalls } from '#test/stores/contract/outbound.ts';
import { describeOutbox } from '#test/stores/contract/outbox.ts';
import { describePricing } from '#test/stores/contract/pricing.ts';
import { describeReplies } from '#test/stores/contract/replies.ts';
import { describeRequestCounts } from '#test/stores/contract/request-counts.ts';
import { describeReturning } from '#test/stores/contract/returning.ts';
import { describeScripts } from '#test/stores/contract/scripts.ts';
import { describeSessions } from '#test/stores/contract/sessions.ts';
import { describeTallies } from '#test/stores/contract/tallies.ts';
import { describeUnsettled } from '#test/stores/contract/unsettled.ts';
import { describeUsage } from '#test/stores/contract/usage.ts';

/** What every adapter of the stores keeps to. `skipped` says why it cannot run here. */
export function describeStores(
  name: string,
  makeStores: () => Promise<Stores>,
  skipped: string | undefined = undefined,
): void {
  const title = skipped === undefined ? name : `${name} (skipped: ${skipped})`;
  describe.skipIf(skipped !== undefined)(title, () => {
    let made: Stores;
    beforeAll(async () => {
      made = await makeStores();
    });
    const stores = () => made;
    describe('companies', () => describeCompanies(stores));
    describe('integrations', () => describeIntegrations(stores));
    describe('scripts', () => describeScripts(stores));
    describe('pricing', () => describePricing(stores));
    describe('calls', () => describeCalls(stores));
    describe('sessions', () => describeSessions(stores));
    describe('the customer and the tier of a session', () => describeAuthority(stores));
    describe('claims of a turn', () => describeClaims(stores));
    describe('replies', () => describeReplies(stores));
    describe('a whole dialogue', () => describeDialogue(stores));
    describe('usage', () => describeUsage(stores));
    describe('tallies', () => describeTallies(stores));
    describe('erasures', () => describeErasures(stores));
    describe('the ledger', () => describeLedger(stores));
    describe('actions not settled', () => describeUnsettled(stores));
    describe('promises to call back', () => describeCallbacks(stores));
    describe('who calls again', () => describeReturning(stores));
    describe('the outbox', () => describeOutbox(stores));
    describe('calls that were asked for', () => describeOutboundCalls(stores));
    describe('a number that is being called', () => describeHeldNumbers(stores));
    describe('who may be called', () => describeContacts(stores));
    describe('requests to the API', () => describeRequestCounts(stores));
    describe('allowances', () => describeAllowances(stores));
    describe('allowances, against a simple model', () => describeAllowanceModel(stores));
  });
}
