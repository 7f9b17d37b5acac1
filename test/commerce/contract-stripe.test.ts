import { describeCommerce } from '#test/commerce/contract.ts';
import { makeStripeRig } from '#test/commerce/rigs.ts';

describeCommerce('Stripe', makeStripeRig);
