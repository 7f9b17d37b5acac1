import { memoryStores } from '#lib/adapters/memory/stores.ts';
import { describeStores } from '#test/stores/contract.ts';

describeStores('the stores in memory', async () => memoryStores());
