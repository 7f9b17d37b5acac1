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

  it('lists what a company has, and nothing of others', async () => {
    const twilio = sampleIntegration();
    const { phoneNumber: _, accountSid: __, ...common } = twilio;
    const stripe = { ...common, provider: 'STRIPE', category: 'COMMERCE' } as const;
    for (const one of [twilio, stripe, sampleIntegration()]) await stores().integrations.put(one);
    const listed = await stores().integrations.list(twilio.companyId);
    expect(listed).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining([twilio, stripe]));
  });

  it('lets no edition write over a later one, nor twice', async () => {
    const { integrations } = stores();
    const { phoneNumber: _, ...rest } = sampleIntegration();
    const first = { ...sampleIntegration({ companyId: rest.companyId }), edition: 1 };
    const second = { ...rest, status: 'INACTIVE', edition: 2 } as const;
    expect(await integrations.replace(first)).toBe(true);
    expect(await integrations.replace(first)).toBe(false);
    expect(await integrations.replace(second)).toBe(true);
    expect(await integrations.replace({ ...first, edition: 1 })).toBe(false);
    expect(await integrations.find(rest.companyId, 'TWILIO')).toEqual(second);
    expect(await integrations.findByPhoneNumber(String(first.phoneNumber))).toBeUndefined();
  });

  it('writes over what an operator wrote by hand', async () => {
    const byHand = sampleIntegration();
    await stores().integrations.put(byHand);
    expect(await stores().integrations.replace({ ...byHand, status: 'INACTIVE', edition: 1 })).toBe(true);
    expect(await stores().integrations.find(byHand.companyId, 'TWILIO')).toMatchObject({ status: 'INACTIVE' });
  });

  it('does not bring back what was taken away by a later edition', async () => {
    const { integrations } = stores();
    const twilio = { ...sampleIntegration(), edition: 1 };
    const { companyId, provider, category } = twilio;
    await integrations.replace(twilio);
    await integrations.remove({ companyId, provider, category, edition: 3 });
    expect(await integrations.replace({ ...twilio, edition: 2 })).toBe(false);
    expect(await integrations.find(companyId, provider)).toBeUndefined();
    expect(await integrations.list(companyId)).toEqual([]);
    expect(await integrations.findByPhoneNumber(String(twilio.phoneNumber))).toBeUndefined();
    await integrations.remove({ companyId, provider, category, edition: 2 });
    expect(await integrations.replace({ ...twilio, edition: 4 })).toBe(true);
    expect(await integrations.find(companyId, provider)).toEqual({ ...twilio, edition: 4 });
  });

  it('gives a number to one of many who ask at once, and to its owner again', async () => {
    const { integrations } = stores();
    const number = samplePhoneNumber();
    const at = '2026-11-22T21:30:00.000Z';
    const companies = Array.from({ length: 10 }, () => freshId('acme'));
    const claims = await Promise.all(companies.map((companyId) => integrations.claimNumber(number, { companyId, at })));
    const won = claims.filter((claim) => claim !== undefined);
    expect(won).toHaveLength(1);
    const again = await integrations.claimNumber(number, { companyId: String(won[0]?.companyId), at });
    expect(again?.stamp).not.toBe(won[0]?.stamp);
    expect(await integrations.findClaim(number)).toEqual(again);
  });

  it('gives a number back only for the claim that stands', async () => {
    const { integrations } = stores();
    const number = samplePhoneNumber();
    const at = '2026-11-22T21:30:00.000Z';
    const mine = { companyId: freshId('acme'), at };
    const old = await integrations.claimNumber(number, mine);
    const young = await integrations.claimNumber(number, mine);
    if (!old || !young) throw new Error('Nobody else has it.');
    await integrations.releaseNumber(number, old);
    expect(await integrations.findClaim(number)).toEqual(young);
    const other = { companyId: freshId('other'), at };
    expect(await integrations.claimNumber(number, other, old)).toBeUndefined();
    const taken = await integrations.claimNumber(number, other, young);
    expect(taken).toMatchObject(other);
    if (taken) await integrations.releaseNumber(number, taken);
    expect(await integrations.findClaim(number)).toBeUndefined();
  });
}
