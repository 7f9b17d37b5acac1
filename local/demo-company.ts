import { CompanyConfig } from '#lib/contracts/company-config.ts';
import { type CompanySecret, IntegrationStatement, toStored } from '#lib/contracts/integration.ts';
import type { Stores } from '#lib/ports/ports.ts';

/** The company that every desk has. Its keys are worth nothing: they open only the Twilio stand-in. */
export const demo = {
  companyId: 'demo',
  phoneNumber: '+12025550100',
  personPhone: '+12025550120',
  teamPhone: '+12025550121',
  accountSid: 'ACdemo-desk-account',
  authToken: 'demo-desk-token',
  shopKey: 'demo-desk-shop-key',
  stripeKey: 'demo-desk-stripe-key',
} as const;

export const demoConfig = CompanyConfig.parse({
  companyId: demo.companyId,
  displayName: 'Maple & Pine',
  language: 'en',
  timeZone: 'America/New_York',
  tiers: {
    aiRep: {
      name: 'Ada',
      capabilities: { canProcessRefunds: true, maxRefundAmount: 25, canApplyCredits: true, maxCreditAmount: 10 },
    },
    aiManager: {
      name: 'Morgan',
      capabilities: {
        canProcessRefunds: true,
        maxRefundAmount: 100,
        canModifySubscription: true,
        canApplyCredits: true,
        maxCreditAmount: 50,
      },
    },
    humanAgent: {
      enabled: true,
      escalationPhone: demo.personPhone,
      ringSeconds: 20,
      notifyOnEscalation: true,
      notificationPhone: demo.teamPhone,
    },
  },
  recordMessages: true,
  instructions: 'Maple & Pine sells home goods: tables, curtains, lamps and rugs. Orders have four-digit numbers.',
  knowledge: [
    {
      title: 'Delivery and shipping',
      text: 'Delivery takes three to five working days. Shipping is free from 50 dollars, otherwise it costs 4.90 dollars. Tables come by appointment.',
    },
    {
      title: 'Returns and refunds',
      text: 'Anything unused may be returned within 30 days, with the slip that came in the box. Money goes back within five working days of arrival.',
    },
    {
      title: 'Opening hours and contact',
      text: 'The shop and the phone line are open Monday to Saturday, 9 in the morning to 6 in the evening. Sundays are closed.',
    },
    {
      title: 'Warranty',
      text: 'Furniture carries a two-year warranty against faults in wood and joints. Lamps carry one year.',
    },
    { title: 'Payment', text: 'Payment is by card, bank transfer or invoice. Invoices are due within 14 days.' },
    {
      title: 'Care of wool rugs',
      text: 'Wool rugs are vacuumed weekly and cleaned cold. A new rug sheds for the first weeks; that is normal.',
    },
  ],
  speech: { hints: ['Maple and Pine', 'linen curtains', 'oak table', 'ceramic lamp', 'wool rug'] },
});

/** As an operator would state them. */
const statements = (shopEndpoint: string) =>
  [
    {
      provider: 'TWILIO',
      credentials: { accountSid: demo.accountSid, authToken: demo.authToken, phoneNumber: demo.phoneNumber },
    },
    { provider: 'WEBHOOK', credentials: { endpoint: shopEndpoint, signingKey: demo.shopKey } },
  ].map((statement) => toStored(demo.companyId, IntegrationStatement.parse(statement)));

/** The demo company's one secret. */
export const demoSecret = (shopEndpoint: string): CompanySecret =>
  Object.assign({}, ...statements(shopEndpoint).map(({ secret }) => secret));

/** Writes the demo company where it is missing; a changed config of an earlier run is left as it is. */
export async function seedDemoCompany(
  stores: Pick<Stores, 'companies' | 'integrations'>,
  shopEndpoint: string,
): Promise<void> {
  await stores.companies.createOnce(demoConfig);
  for (const { integration } of statements(shopEndpoint)) await stores.integrations.put(integration);
}
