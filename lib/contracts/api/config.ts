import * as z from 'zod/mini';
import { apiContract } from '#lib/contracts/api/contract.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';

/** A row of DynamoDB holds 400 KB. */
const maxBodyBytes = 350 * 1024;

export const getConfig = apiContract({
  route: 'getConfig',
  summary: "The company's configuration; its defaults are written down on first use",
  replies: { 200: CompanyConfig },
});

/** The whole configuration, as it was read; what is left out takes its default. */
const ConfigStatement = z.object({
  ...CompanyConfig.shape,
  // Whose it is says the token.
  companyId: z.optional(z.string()),
});

export const putConfig = apiContract({
  route: 'putConfig',
  summary: "Replaces the company's configuration by its next version; calls under way keep the one they began with",
  body: ConfigStatement,
  maxBodyBytes,
  ifMatch: true,
  replies: { 200: CompanyConfig },
});
