import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError, JwkValidationError, JwtExpiredError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { fetchKeys } from '#lib/adapters/oidc/fetch-keys.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Member, Tokens } from '#lib/ports/tokens.ts';
import { roles } from '#lib/routes.ts';

export type OidcOptions = {
  issuer: string;
  /** What `aud` must be; or `client_id`, which Cognito's access tokens have in its place. */
  audience: string;
  keysUrl: string;
  companyClaim: string;
  roleClaim: string;
};

/**
 * Tokens of an OIDC issuer. Its keys are fetched once, and again for a key id that is new (aws-jwt-verify waits ten
 * seconds between two such tries, so that invented ids cost the issuer nothing). Only asymmetric signatures count.
 */
export function oidcTokens({ issuer, audience, keysUrl, companyClaim, roleClaim }: OidcOptions): Tokens {
  const verifier = JwtVerifier.create(
    { issuer, audience: null, jwksUri: keysUrl, graceSeconds: 5 },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchKeys } }) },
  );
  return {
    async verify(token) {
      const claims: Record<string, unknown> = await verifier.verify(token).catch((cause: unknown) => {
        throw refusalOf(cause);
      });
      if (claims.exp === undefined) throw refused('It never expires.');
      if (![claims.aud ?? claims.client_id].flat().includes(audience)) throw refused('It is for somebody else.');
      return memberOf(claims, { companyClaim, roleClaim });
    },
  };
}

/** The shape that company ids have everywhere: they are parts of keys and of secrets' names. */
const companyId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

function memberOf(claims: Record<string, unknown>, names: { companyClaim: string; roleClaim: string }): Member {
  const company = claimOf(claims, names.companyClaim);
  if (typeof company !== 'string' || !companyId.test(company)) throw refused('It names no company.');
  // Groups come as a list; the highest role in it counts.
  const given = [claimOf(claims, names.roleClaim)].flat();
  const role = roles.findLast((one) => given.includes(one));
  if (role === undefined) throw refused(`It names no role; roles are ${roles.join(', ')}.`);
  return { companyId: company, role, subject: typeof claims.sub === 'string' ? claims.sub : 'unknown' };
}

/** Cognito puts `custom:` before every claim of ours; others need not. */
const claimOf = (claims: Record<string, unknown>, name: string): unknown =>
  claims[name] ?? claims[name.replace(/^custom:/, '')];

function refusalOf(cause: unknown): AppError {
  if (cause instanceof FetchError || cause instanceof JwksValidationError || cause instanceof JwkValidationError) {
    return new AppError('unavailable', "The issuer's keys cannot be read: no token can be checked.", { cause });
  }
  return refused(cause instanceof JwtExpiredError ? 'It has expired.' : 'It is not one that the issuer signed.', cause);
}

const refused = (why: string, cause?: unknown): AppError =>
  new AppError('unauthenticated', `The token is not accepted. ${why}`, { cause });
