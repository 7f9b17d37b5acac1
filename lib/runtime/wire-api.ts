import { oidcTokens } from '#lib/adapters/oidc/tokens.ts';
import { AppError } from '#lib/domain/errors.ts';
import { env } from '#lib/names.ts';
import type { Tokens } from '#lib/ports/tokens.ts';
import { type World, world } from '#lib/runtime/wire.ts';

export type ApiWorld = World & { tokens: Tokens };

let standing: { of: World; world: ApiWorld } | undefined;

/** The wired world of the JSON door: the webhooks' and the issuer whose tokens it believes. */
export function apiWorld(): ApiWorld {
  const base = world();
  if (standing?.of !== base) standing = { of: base, world: { ...base, tokens: tokensOf(base) } };
  return standing.world;
}

function tokensOf({ settings }: World): Tokens {
  const { tokens } = settings.api;
  if (tokens === undefined) {
    throw new AppError('misconfigured', `${env.tokenIssuer} and ${env.tokenAudience} are not set: nobody can come in.`);
  }
  if (!settings.desk && !tokens.keysUrl.startsWith('https:')) {
    throw new AppError('misconfigured', `The issuer's keys must be fetched by https; ${env.tokenKeysUrl} is not.`);
  }
  return oidcTokens(tokens);
}
