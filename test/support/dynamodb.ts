import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A document client for a DynamoDB on this machine, made as the runtime makes its own. */
export function documentClient(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

type Fate = 'answered' | 'answer-lost' | 'never-sent';
type Wire = {
  /** Every request that went out since the last `forget`, retries too: `GetItem`, `PutItem`, … */
  sent: string[];
  /**
   * Decides what becomes of a request, and may take its time. `n` counts from 1 since the last `forget`, `attempt` is
   * the SDK's own count.
   */
  fate: (request: { command: string; n: number; attempt: number }) => Fate | Promise<Fate>;
  forget(): void;
};

/** Listens on the wire of a client, below the SDK's retries, and may cut it. */
export function wiretap(client: DynamoDBDocumentClient): Wire {
  const wire: Wire = {
    sent: [],
    fate: () => 'answered',
    forget() {
      wire.sent = [];
      wire.fate = () => 'answered';
    },
  };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName).replace(/Command$/, '');
      const { headers } = args.request as { headers: Record<string, string> };
      const attempt = Number(/attempt=(\d+)/.exec(headers['amz-sdk-request'] ?? '')?.[1]);
      wire.sent.push(command);
      const fate = await wire.fate({ command, n: wire.sent.length, attempt });
      if (fate === 'never-sent') throw new Error('cut before it was sent');
      const answer = await next(args);
      if (fate === 'answered') return answer;
      // What the SDK takes for a connection that broke, and tries again.
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    },
    { step: 'finalizeRequest', priority: 'low', name: 'wiretap' },
  );
  return wire;
}
