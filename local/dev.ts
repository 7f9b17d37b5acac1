import { env } from '#lib/names.ts';
import { cannotStart } from '#local/cannot-start.ts';
import { startClockwork } from '#local/clockwork.ts';
import { demo } from '#local/demo-company.ts';
import { startDesk } from '#local/desk.ts';
import { deskLog } from '#local/desk-log.ts';
import { portOf } from '#local/port.ts';
import { print } from '#local/terminal.ts';

/** The SDK's own names. On the desk the keys are any. */
const awsNames = ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

/** `npm run dev`: serves the product on this machine until it is told to stop. */
const port = portOf(process.env.PORT);
const desk = await startDesk({ port, log: deskLog({ level: 'info' }), keepSigningKey: true, ...dataFolder() }).catch(
  (cause) => cannotStart(cause, port),
);

if (process.argv.includes('--show-credentials')) {
  print(`demo company  ${demo.companyId}`);
  print(`number        ${demo.phoneNumber}`);
  print(`account SID   ${demo.accountSid}`);
  print(`auth token    ${demo.authToken}`);
  print(`signed URLs   ${process.env[env.webhookBaseUrl]}`);
  print(`tables        ${process.env[env.dynamodbEndpoint]}`);
  print('For commands that work on this desk from another terminal, such as npm run reconcile:');
  for (const name of [env.desk, env.stage, env.dynamodbEndpoint, env.secretsEndpoint, ...awsNames]) {
    print(`export ${name}=${process.env[name]}`);
  }
}
print(`ready ${desk.url}`);

const stopClockwork = startClockwork();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    stopClockwork();
    desk.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function dataFolder(): { dataFolder?: string } {
  const folder = process.env.DESK_DATA;
  return folder === undefined || folder === '' ? {} : { dataFolder: folder };
}
