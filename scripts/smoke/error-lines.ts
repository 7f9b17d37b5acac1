import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

/** As lib/adapters/aws/powertools-log.ts and Lambda's own runtime write it. */
const pattern = '{ $.level = "ERROR" || $.level = "FATAL" }';
const mostPages = 20;

/** How many lines of level ERROR a function wrote since a time, with the message of the first. Undefined: it has no log yet. */
export async function errorLines(
  client: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
): Promise<{ count: number; sample: string } | undefined> {
  let count = 0;
  let sample = '';
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = await client
      .send(new FilterLogEventsCommand({ logGroupName, startTime, filterPattern: pattern, nextToken }))
      .catch((cause: Error) => {
        if (cause.name === 'ResourceNotFoundException') return undefined;
        throw cause;
      });
    if (found === undefined) return undefined;
    for (const { message = '' } of found.events ?? []) {
      count += 1;
      sample ||= messageOf(message);
    }
    nextToken = found.nextToken;
    if (nextToken === undefined) break;
  }
  return { count, sample };
}

/** Only the message: no field of a line is repeated here. */
function messageOf(line: string): string {
  try {
    return String((JSON.parse(line) as { message?: unknown }).message ?? 'no message');
  } catch {
    return 'a line that is no JSON';
  }
}
