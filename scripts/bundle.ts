import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { bundleFunction, forbiddenOnTheWebhookPath } from '#scripts/bundling.ts';

/** `npm run bundle`: builds every function as it is deployed, and fails when a webhook would carry a heavy SDK. */
const out = '.build/functions';
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
let wrong = 0;
for (const file of readdirSync('functions').sort()) {
  const entry = file.replace(/\.ts$/, '');
  const { code, inputs } = await bundleFunction(entry);
  writeFileSync(`${out}/${entry}.mjs`, code);
  const carried = forbiddenOnTheWebhookPath(entry, inputs);
  process.stdout.write(
    `${entry.padEnd(10)} ${String(code.length).padStart(9)} bytes ${carried.map((name) => `CARRIES ${name}`).join(', ')}\n`,
  );
  wrong += carried.length;
}
process.exit(wrong === 0 ? 0 : 1);
