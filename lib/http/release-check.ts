import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { checkCompany, checkMark } from '#lib/names.ts';
import type { Member } from '#lib/ports/tokens.ts';
import type { Role } from '#lib/routes.ts';

/**
 * Whom the check of a new version (lib/checks/check-api.ts) comes as: it has no token, for there is nobody who should keep
 * one for it. It invokes the function itself, with a mark at the top of the event. Whatever comes by API Gateway or a
 * function's URL has none there: what somebody sends stands in headers, path, query and body. So who sets it may invoke the
 * function by IAM; and stands, whatever else they send, before the rows of the company of the checks, which has none.
 */
export const checkMember = (event: APIGatewayProxyEventV2, role: Role): Member | undefined =>
  Reflect.get(event, checkMark) === true
    ? { companyId: checkCompany.companyId, role, subject: checkCompany.companyId }
    : undefined;
