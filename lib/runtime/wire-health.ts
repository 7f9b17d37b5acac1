import { pinged } from '#lib/adapters/http/ping.ts';
import type { Dependency } from '#lib/ports/dependency.ts';
import type { World } from '#lib/runtime/wire.ts';

/** What a health check asks: the stores, the secrets, the model and the telephony. */
export function dependenciesOf({ ports, settings }: World): Dependency[] {
  const { keys } = settings.fallback;
  return [
    {
      name: 'store',
      critical: true,
      check: async () => {
        await ports.companies.find('health-check');
        return 'ok';
      },
    },
    {
      name: 'secrets',
      critical: true,
      check: async () => ((await ports.credentials.platformAnthropic()) === undefined ? 'unconfigured' : 'ok'),
    },
    pinged({
      name: 'model',
      critical: false,
      url: `${settings.anthropicBaseUrl ?? 'https://api.anthropic.com'}/v1/models?limit=1`,
      headers: async () => {
        const key = await ports.credentials.platformAnthropic();
        return key === undefined ? undefined : { 'x-api-key': key, 'anthropic-version': '2023-06-01' };
      },
    }),
    pinged({
      name: 'telephony',
      critical: false,
      url: `${settings.twilioApiBaseUrl}/2010-04-01/Accounts/${keys?.accountSid ?? ''}.json`,
      headers: async () =>
        keys === undefined
          ? undefined
          : { authorization: `Basic ${Buffer.from(`${keys.accountSid}:${keys.authToken}`).toString('base64')}` },
    }),
  ];
}
