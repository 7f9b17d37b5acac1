import { createServer } from 'node:http';
import type { JWK } from 'jose';
import { newSigningKey } from '#local/issuer/signing-key.ts';
import { signToken, type TokenOptions } from '#local/issuer/token.ts';
import { listenHere } from '#local/loopback.ts';

export type Issuer = {
  /** Where its public keys are. */
  keysUrl: string;
  token(options: TokenOptions): Promise<string>;
  close(): Promise<void>;
};

/** An OIDC issuer on this machine: signs tokens, and serves the keys to check them with. */
export async function startIssuer(options: { key?: JWK } = {}): Promise<Issuer> {
  const key = options.key ?? (await newSigningKey());
  const { d: _, ...publicKey } = key;
  const server = createServer((request, response) => {
    const known = request.method === 'GET' && request.url === '/.well-known/jwks.json';
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? { keys: [publicKey] } : { message: 'Not Found' }));
  });
  const { url, close } = await listenHere(server);
  return {
    keysUrl: `${url}/.well-known/jwks.json`,
    token: (options) => signToken(key, options),
    close,
  };
}
