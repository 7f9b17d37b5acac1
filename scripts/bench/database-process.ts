import { startEmbeddedDynamo } from '#local/dynamodb/embedded.ts';

// The child of scripts/bench/database.ts: tells where it listens and lives until its parent is gone.
process.once('disconnect', () => process.exit(0));
const { endpoint } = await startEmbeddedDynamo();
process.send?.(endpoint);
