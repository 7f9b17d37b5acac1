import { describeCommerce } from '#test/commerce/contract.ts';
import { makeDemoShopRig } from '#test/commerce/rigs.ts';

describeCommerce('a webhook to the demo shop', makeDemoShopRig);
