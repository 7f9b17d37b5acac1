import { describeCommerce } from '#test/commerce/contract.ts';
import { makeMemoryRig } from '#test/commerce/rigs.ts';

describeCommerce('the shop in memory', makeMemoryRig);
