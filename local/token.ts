import { parseArgs } from 'node:util';
import { type Role, roles } from '#lib/routes.ts';
import { demo } from '#local/demo-company.ts';
import { keptSigningKey } from '#local/issuer/signing-key.ts';
import { signToken } from '#local/issuer/token.ts';
import { print } from '#local/terminal.ts';

/** `npm run token -- --company demo --role admin`: a token for the JSON API of the desk in this folder, good for 8 hours. */
const { company, role } = asked();
if (!roles.includes(role as Role)) fail(`--role must be one of ${roles.join(', ')}; it is "${role}".`);
print(await signToken(await keptSigningKey(), { companyId: company, role: role as Role }));

function asked(): { company: string; role: string } {
  try {
    return parseArgs({
      options: { company: { type: 'string', default: demo.companyId }, role: { type: 'string', default: 'admin' } },
    }).values;
  } catch (cause) {
    return fail(`${(cause as Error).message}\nnpm run token --silent -- --company demo --role admin`);
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
