import {
  disableCompany,
  dryRunConfig,
  enableCompany,
  getConfig,
  getConfigVersion,
  listConfigVersions,
  putConfig,
} from '#lib/contracts/api/config.ts';
import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { editConfig, requireEdition, requirePossible, switchCompany } from '#lib/domain/configure.ts';
import { dryRun } from '#lib/domain/dry-run.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import { pageOfVersions, toVersionView } from '#lib/http/version-pages.ts';

/** A company's settings: read, replace, look back, try out, switch off and on. */
export const handler = jsonApi(
  on(getConfig, async ({ ports, companyId }) => toReply(await configOf(ports, companyId))),

  on(putConfig, async ({ ports, companyId, subject, role, body, ifMatch }) =>
    toReply(await editConfig(ports, { companyId, subject, role }, body, ifMatch)),
  ),

  on(listConfigVersions, async ({ ports, companyId, query }) => {
    // Written down by the first who asks.
    await configOf(ports, companyId);
    const page = await pageOfVersions([companyId, 'listConfigVersions'], query, async (place) =>
      (await ports.companies.editions(companyId, place)).map(({ config: { version }, edit }) => ({ version, edit })),
    );
    return { status: 200, body: page };
  }),

  on(getConfigVersion, async ({ ports, companyId, path }) => {
    const { config, edit } = await requireEdition(ports, companyId, path.version);
    return { status: 200, body: { ...toVersionView({ version: config.version, edit }), config } };
  }),

  on(enableCompany, async ({ ports, companyId, subject, role }) =>
    toReply(await switchCompany(ports, { companyId, subject, role }, true)),
  ),

  on(disableCompany, async ({ ports, companyId, subject, role }) =>
    toReply(await switchCompany(ports, { companyId, subject, role }, false)),
  ),

  on(dryRunConfig, async ({ ports, companyId, role, body }) => {
    const config = body.config ? { ...body.config, companyId } : await configOf(ports, companyId);
    // What could not be put is not tried out either.
    if (body.config) await requirePossible(ports, config, 'config.');
    const { wording } = await ports.scripts.standing(companyId, config.language);
    const at = body.at === undefined ? ports.clock.now() : Date.parse(body.at);
    const from = body.from === null ? undefined : (body.from ?? 'nobody in particular');
    return { status: 200, body: dryRun({ config, wording, at, from, showNumbers: role === 'admin' }) };
  }),
);

const toReply = (config: CompanyConfig) => ({ status: 200 as const, body: config, version: config.version });
