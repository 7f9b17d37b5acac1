import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datadogDashboard } from '#infra/observability/datadog-dashboard.ts';
import { datadogMonitors } from '#infra/observability/datadog-monitors.ts';
import { print } from '#local/terminal.ts';
import { datadogApi } from '#scripts/datadog/datadog-api.ts';
import { publish } from '#scripts/datadog/publish.ts';
import { CommandError, type ExitCode, exitCodes, runCommand } from '#scripts/ops/command.ts';
import { readStage } from '#scripts/ops/stage.ts';

const help = `npm run datadog -- --stage staging|production --dry-run | --out <folder> | --post

The monitors and the dashboard of a stage at Datadog, from the same data as the alarms in CloudWatch.

  --stage            staging or production
  --dry-run          says what would be sent, and sends nothing
  --out              writes monitors.json and dashboard.json into a folder
  --post             sends them: creates what is missing, updates what an earlier run made
  --notify-critical  whom critical monitors tell, like @pagerduty-cs-ai
  --notify-warning   whom warnings tell, like @slack-cs-ai

--post needs DD_API_KEY and DD_APP_KEY; DD_SITE is datadoghq.com unless set. DD_API_URL is another API than the site's.

Exits 0 when done, 2 for a wrong option, and 3 when Datadog refused or did not answer.`;

const options = {
  stage: { type: 'string' },
  'dry-run': { type: 'boolean' },
  out: { type: 'string' },
  post: { type: 'boolean' },
  'notify-critical': { type: 'string' },
  'notify-warning': { type: 'string' },
} as const;

await runCommand({ help, options }, async (values): Promise<ExitCode> => {
  const stage = readStage(values.stage, ['staging', 'production']);
  const wishes = [values['dry-run'], values.out, values.post].filter((wish) => wish !== undefined && wish !== false);
  if (wishes.length !== 1) throw new CommandError(exitCodes.usage, 'Say one of --dry-run, --out <folder> and --post.');
  const notify = { critical: values['notify-critical'] ?? '', warning: values['notify-warning'] ?? '' };
  const monitors = datadogMonitors(stage, notify);
  const dashboard = datadogDashboard(stage);
  if (values['dry-run']) {
    for (const { body } of monitors) print(`${body.type}: ${body.name}\n  ${body.query}`);
    print(`dashboard: ${dashboard.title}, ${dashboard.widgets.length} rows`);
  } else if (values.out !== undefined) {
    mkdirSync(values.out, { recursive: true });
    for (const [file, content] of Object.entries({ 'monitors.json': monitors, 'dashboard.json': dashboard })) {
      writeFileSync(join(values.out, file), `${JSON.stringify(content, null, 2)}\n`);
      print(`Written: ${join(values.out, file)}`);
    }
  } else {
    const { created, updated } = await publish(datadogApi(readAccess()), stage, monitors, dashboard);
    print(`Datadog has it: ${created} created, ${updated} updated.`);
  }
  return exitCodes.ok;
});

function readAccess(): { url: string; apiKey: string; appKey: string } {
  const [apiKey, appKey] = [process.env.DD_API_KEY, process.env.DD_APP_KEY];
  if (!apiKey || !appKey) throw new CommandError(exitCodes.usage, '--post needs DD_API_KEY and DD_APP_KEY.');
  const url = process.env.DD_API_URL ?? `https://api.${process.env.DD_SITE ?? 'datadoghq.com'}`;
  const isHere = /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(url);
  if (!url.startsWith('https://') && !isHere) {
    throw new CommandError(exitCodes.usage, `DD_API_URL must be https, because a key goes there; it is "${url}".`);
  }
  return { url, apiKey, appKey };
}
