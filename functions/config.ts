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
import { editConfig, listEditions, requireEdition, switchCompany } from '#lib/domain/configure.ts';
import { dryRun } from '#lib/domain/dry-run.ts';
import { readCursor, writeCursor } from '#lib/http/cursor.ts';
import { jsonApi, on } from '#lib/http/json-api.ts';
import type { Edition } from '#lib/ports/companies.ts';

/** A company's settings: read, replace, look back, try out, switch off and on. */
export const handler = jsonApi(
  on(getConfig, async ({ ports, companyId }) => toReply(await configOf(ports, companyId))),

  on(putConfig, async ({ ports, companyId, subject, role, body, ifMatch }) =>
    toReply(await editConfig(ports, { companyId, subject, role }, body, ifMatch)),
  ),

  on(listConfigVersions, async ({ ports, companyId, query: { cursor, limit } }) => {
    const scope = [companyId, 'listConfigVersions'];
    const [before] = readCursor(scope, cursor, isVersion) ?? [];
    const page = { before: before === undefined ? undefined : Number(before), limit };
    const { editions, next } = await listEditions(ports, companyId, page);
    const nextCursor = writeCursor(scope, next === undefined ? undefined : [String(next)]);
    return { status: 200, body: { items: editions.map(toView), ...(nextCursor && { next: nextCursor }) } };
  }),

  on(getConfigVersion, async ({ ports, companyId, path }) => {
    const edition = await requireEdition(ports, companyId, path.version);
    return { status: 200, body: { ...toView(edition), config: edition.config } };
  }),

  on(enableCompany, async ({ ports, companyId, subject, role }) =>
    toReply(await switchCompany(ports, { companyId, subject, role }, true)),
  ),

  on(disableCompany, async ({ ports, companyId, subject, role }) =>
    toReply(await switchCompany(ports, { companyId, subject, role }, false)),
  ),

  on(dryRunConfig, async ({ ports, companyId, role, body }) => {
    const config = body.config ? { ...body.config, companyId } : await configOf(ports, companyId);
    const scripts = await ports.scripts.list(companyId, config.language);
    const at = body.at === undefined ? ports.clock.now() : Date.parse(body.at);
    const from = body.from === null ? undefined : (body.from ?? 'nobody in particular');
    return { status: 200, body: dryRun({ config, scripts, at, from, showNumbers: role === 'admin' }) };
  }),
);

const isVersion = (position: readonly string[]): boolean =>
  position.length === 1 && /^\d{1,9}$/.test(position[0] ?? '');

const toReply = (config: CompanyConfig) => ({ status: 200 as const, body: config, version: config.version });

const toView = ({ config, edit }: Edition) => ({
  version: config.version,
  ...(edit && { editedAt: edit.at, editedBy: edit.by }),
});
