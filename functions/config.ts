import { getConfig, putConfig } from '#lib/contracts/api/config.ts';
import { configOf } from '#lib/domain/company.ts';
import { editConfig } from '#lib/domain/configure.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';

/** A company's settings: read them, replace them by their next version. */
export const handler = jsonApi(
  on(getConfig, async ({ ports, companyId }) => {
    const config = await configOf(ports, companyId);
    return { status: 200, body: config, version: config.version };
  }),
  on(putConfig, async ({ ports, companyId, body, ifMatch }) => {
    const config = await editConfig(ports, companyId, body, ifMatch);
    return { status: 200, body: config, version: config.version };
  }),
);
