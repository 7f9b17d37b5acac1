import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleIntegration, samplePhoneNumber } from '#test/support/samples.ts';

export function describeIntegrations(stores: () => Stores): void {
  it('finds an integration by company and provider', async () => {
    const twilio = sampleIntegration();
    const { phoneNumber: _, accountSid: __, ...common } = twilio;
    const anthropic = { ...common, provider: 'ANTHROPIC', category: 'AI_ML' } as const;
    await stores().integrations.put(twilio);
    await stores().integrations.put(anthropic);
    expect(await stores().integrations.find(twilio.companyId, 'TWILIO')).toEqual(twilio);
    expect(await stores().integrations.find(twilio.companyId, 'ANTHROPIC')).toEqual(anthropic);
  });

  it("does not find another company's integration", async () => {
    await stores().integrations.put(sampleIntegration());
    expect(await stores().integrations.find(freshId('other'), 'TWILIO')).toBeUndefined();
  });

  it('finds the integration whose number was called, exactly', async () => {
    const integration = sampleIntegration();
    await stores().integrations.put(integration);
    await stores().integrations.put(sampleIntegration());
    expect(await stores().integrations.findByPhoneNumber(String(integration.phoneNumber))).toEqual(integration);
    expect(await stores().integrations.findByPhoneNumber(`${integration.phoneNumber}0`)).toBeUndefined();
    expect(await stores().integrations.findByPhoneNumber('anonymous')).toBeUndefined();
  });

  it('finds a number that moved with the company where it is active', async () => {
    const phoneNumber = samplePhoneNumber();
    const before = sampleIntegration({ companyId: freshId('a'), phoneNumber, status: 'INACTIVE' });
    const after = sampleIntegration({ companyId: freshId('b'), phoneNumber });
    await stores().integrations.put(before);
    expect(await stores().integrations.findByPhoneNumber(phoneNumber)).toEqual(before);
    await stores().integrations.put(after);
    expect(await stores().integrations.findByPhoneNumber(phoneNumber)).toEqual(after);
  });

  it('writes an integration over the one before, number included', async () => {
    const integration = sampleIntegration();
    const renumbered = { ...integration, phoneNumber: samplePhoneNumber() };
    await stores().integrations.put(integration);
    await stores().integrations.put(renumbered);
    expect(await stores().integrations.findByPhoneNumber(String(integration.phoneNumber))).toBeUndefined();
    expect(await stores().integrations.findByPhoneNumber(renumbered.phoneNumber)).toEqual(renumbered);
  });
}
