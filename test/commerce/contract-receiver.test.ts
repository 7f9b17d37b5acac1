import { describeCommerce } from '#test/commerce/contract.ts';
import { makeReceiverRig } from '#test/commerce/rigs.ts';

describeCommerce('a webhook to the example of docs/', makeReceiverRig);
