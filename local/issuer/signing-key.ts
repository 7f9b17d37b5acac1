import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** Where the desk and `npm run token` keep the key that they share. */
const signingKeyFile = '.desk/issuer-key.json';

/** A private key that signs for this desk, and opens no other door. */
export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
}

/** The key in a file; made where there is none. Of two processes that make it at once one wins, and both read it. */
export async function keptSigningKey(file = signingKeyFile): Promise<JWK> {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, JSON.stringify(await newSigningKey()), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JWK;
}
