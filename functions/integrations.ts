import {
  deleteIntegration,
  getIntegration,
  listIntegrations,
  promoteIntegration,
  putIntegration,
  type Statement,
  testIntegration,
} from '#lib/contracts/api/integrations.ts';
import type { Provider } from '#lib/contracts/integration.ts';
import { AppError } from '#lib/domain/errors.ts';
import { checkIntegration } from '#lib/domain/integrations/check.ts';
import { putIntegration as put, removeIntegration } from '#lib/domain/integrations/edit.ts';
import { promoteKeys } from '#lib/domain/integrations/promote.ts';
import { findIntegration, type IntegrationView, listIntegrations as list } from '#lib/domain/integrations/view.ts';
import type { Wanted } from '#lib/domain/integrations/wanted.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { integrationPorts } from '#lib/runtime/wire-integrations.ts';

/** A company's telephone account, model key and shop. A function of its own: it writes secrets, and carries Twilio's client. */
export const handler = jsonApi(
  on(listIntegrations, async ({ companyId }) => ({
    status: 200,
    body: { items: await list(integrationPorts(), companyId) },
  })),

  on(getIntegration, async ({ companyId, path }) =>
    toReply(await findIntegration(integrationPorts(), companyId, path.provider)),
  ),

  on(putIntegration, async ({ companyId, subject, role, path, body, ifMatch }) => {
    requireSame(path.provider, body);
    return toReply(await put(integrationPorts(), { companyId, subject, role }, toWanted(body), ifMatch));
  }),

  on(deleteIntegration, async ({ companyId, subject, role, path, ifMatch }) => {
    await removeIntegration(integrationPorts(), { companyId, subject, role }, path.provider, ifMatch);
    return { status: 204 };
  }),

  on(testIntegration, async ({ companyId, path, body }) => {
    const { urls, ...ports } = integrationPorts();
    return { status: 200, body: await checkIntegration(ports, companyId, path.provider, { ...body, urls }) };
  }),

  on(promoteIntegration, async ({ companyId, subject, role, path, body, ifMatch }) => {
    const { urls, ...ports } = integrationPorts();
    const editor = { companyId, subject, role };
    return toReply(await promoteKeys(ports, editor, path.provider, ifMatch, { ...body, urls }));
  }),
);

const toReply = (view: IntegrationView) => ({ status: 200 as const, body: view, version: view.version });

function requireSame(provider: Provider, statement: Statement): void {
  if (statement.provider === provider) return;
  const problem = `must be ${provider}, as in the path`;
  throw new AppError('invalid', `In the body: "provider" ${problem}.`, { faults: [{ field: 'provider', problem }] });
}

function toWanted(statement: Statement): Wanted {
  const { provider, status } = statement;
  switch (statement.provider) {
    case 'TWILIO': {
      const { accountSid, authToken: key, phoneNumber } = statement.credentials;
      const { next } = statement;
      const to = next && { key: next.authToken, accountSid: next.accountSid };
      return { provider, status, accountSid, key, phoneNumber, next: to };
    }
    case 'WEBHOOK': {
      const { endpoint, signingKey: key } = statement.credentials;
      return { provider, status, endpoint, key, next: statement.next && { key: statement.next.signingKey } };
    }
    case 'ANTHROPIC':
    case 'STRIPE': {
      const { next } = statement;
      return { provider, status, key: statement.credentials.apiKey, next: next && { key: next.apiKey } };
    }
    default:
      return statement satisfies never;
  }
}
