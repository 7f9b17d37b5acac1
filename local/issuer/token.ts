import { importJWK, type JWK, SignJWT } from 'jose';
import type { Role } from '#lib/routes.ts';

/** The desk's issuer by name. It is no address: where its keys are is told beside it, for the port is another each time. */
export const deskIssuer = 'https://desk.cs-ai.invalid';
export const deskAudience = 'cs-ai-desk';

export type TokenOptions = {
  companyId: string;
  role: Role;
  subject?: string;
  /** As jose writes it: `8h`, or an instant. */
  expires?: string | Date;
  issuer?: string;
  audience?: string;
};

/** A token as Cognito would write it, signed by the desk's key. */
export async function signToken(key: JWK, options: TokenOptions): Promise<string> {
  const { companyId, role, subject = 'desk', expires = '8h', issuer = deskIssuer, audience = deskAudience } = options;
  return await new SignJWT({ 'custom:companyId': companyId, 'custom:role': role })
    .setProtectedHeader({ alg: key.alg ?? 'ES256', kid: key.kid ?? '' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(await importJWK(key));
}
