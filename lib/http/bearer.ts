import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { AppError } from '#lib/domain/errors.ts';
import type { Member, Tokens } from '#lib/ports/tokens.ts';
import { mayEnter, type Role } from '#lib/routes.ts';

/**
 * Who asks. API Gateway's authorizer has looked at the token before, and it is verified here all the same: a function may
 * be reached by another way. Throws AppError `unauthenticated`.
 */
export async function requireMember(event: APIGatewayProxyEventV2, tokens: Tokens): Promise<Member> {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(event.headers.authorization ?? '')?.[1];
  if (token === undefined) {
    throw new AppError(
      'unauthenticated',
      'Send the header "Authorization: Bearer <token>" with a token of the issuer.',
    );
  }
  return await tokens.verify(token);
}

/** Throws AppError `forbidden` for whoever's role is less than the route's. */
export function requireRole(member: Pick<Member, 'role'>, least: Role): void {
  if (!mayEnter(member.role, least)) {
    throw new AppError('forbidden', `This needs the role ${least}; the token's is ${member.role}.`);
  }
}
