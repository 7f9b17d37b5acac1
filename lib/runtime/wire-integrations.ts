import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsManagerSecrets } from '#lib/adapters/aws/company-secrets.ts';
import { anthropicCheck } from '#lib/adapters/checks/anthropic.ts';
import { stripeCheck } from '#lib/adapters/checks/stripe.ts';
import { twilioCheck } from '#lib/adapters/checks/twilio.ts';
import { webhookCheck } from '#lib/adapters/checks/webhook.ts';
import type { CheckPorts, NumberUrls } from '#lib/domain/integrations/check.ts';
import type { EditPorts } from '#lib/domain/integrations/edit.ts';
import { numberUrlsOf } from '#lib/http/urls.ts';
import { type WebhookPorts, type World, world } from '#lib/runtime/wire.ts';
import { stripeServerOf } from '#lib/runtime/wire-shops.ts';

export type IntegrationPorts = WebhookPorts & EditPorts & CheckPorts & { urls: NumberUrls | undefined };

let standing: { of: object; ports: IntegrationPorts } | undefined;

/** The wired world of whoever sets companies up: their secrets to be written, and their providers to be tried. */
export function integrationPorts(): IntegrationPorts {
  const base = world();
  if (standing?.of !== base.ports) standing = { of: base.ports, ports: { ...base.ports, ...furnished(base) } };
  return standing.ports;
}

function furnished({ ports: { clock }, settings }: World): Omit<IntegrationPorts, keyof WebhookPorts> {
  const { secretsEndpoint: endpoint, secretPrefix, webhookBaseUrl } = settings;
  // Nobody is on the phone: each try may take longer than the webhooks'.
  const client = new SecretsManagerClient({
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
    maxAttempts: 4,
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return {
    secrets: secretsManagerSecrets({ client, secretPrefix }),
    checks: {
      twilio: twilioCheck({ baseUrl: settings.twilioApiBaseUrl }),
      anthropic: anthropicCheck({ baseUrl: settings.anthropicBaseUrl }),
      webhook: webhookCheck({ clock, loopback: settings.desk }),
      stripe: stripeCheck({ server: stripeServerOf(settings) }),
    },
    urls: webhookBaseUrl === undefined ? undefined : numberUrlsOf(webhookBaseUrl),
  };
}
