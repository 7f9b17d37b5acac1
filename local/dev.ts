import { env } from '#lib/names.ts';
import { demo } from '#local/demo-company.ts';
import { startDesk } from '#local/desk.ts';
import { deskLog } from '#local/desk-log.ts';
import { portOf } from '#local/port.ts';
import { print } from '#local/terminal.ts';

/** `npm run dev`: serves the product on this machine until it is told to stop. */
const desk = await startDesk({ port: portOf(process.env.PORT), log: deskLog({ level: 'info' }), ...dataFolder() });

if (process.argv.includes('--show-credentials')) {
  print(`demo company  ${demo.companyId}`);
  print(`number        ${demo.phoneNumber}`);
  print(`account SID   ${demo.accountSid}`);
  print(`auth token    ${demo.authToken}`);
  print(`signed URLs   ${process.env[env.webhookBaseUrl]}`);
}
print(`ready ${desk.url}`);

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
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
