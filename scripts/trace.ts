import { text } from 'node:stream/consumers';
import { print } from '#local/terminal.ts';
import { type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { tracePositions } from '#scripts/trace/positions.ts';

const help = `npm run trace < lines-of-a-log

Reads a stack trace from standard input, or whole lines of a log with one in them, and writes it with the files and lines that
were bundled: /var/task/speech.mjs:12:3456 becomes lib/http/twilio-webhook.ts:88:9. Exits 1 where there is no such position in it.

It builds the bundles of this checkout again, so check out the commit that the log line names as "version" first, and run npm ci.
Deployed functions carry no source maps: they would more than double what is loaded at a cold start, and the first error of each
environment would wait for them.`;

await runCommand({ help, options: {} }, async (): Promise<ExitCode> => {
  // A log line holds its stack as JSON.
  const given = (await text(process.stdin)).replaceAll('\\n', '\n').trimEnd();
  const { traced, found } = await tracePositions(given);
  if (found === 0) {
    process.stderr.write('No position in a bundle of ours is in it, such as /var/task/speech.mjs:12:3456.\n');
    return exitCodes.wrong;
  }
  print(traced);
  return exitCodes.ok;
});
