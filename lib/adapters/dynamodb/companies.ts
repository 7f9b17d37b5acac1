import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, putRow, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { versionsBelow } from '#lib/adapters/dynamodb/versions.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Companies, Edit, Edition } from '#lib/ports/companies.ts';

export function dynamodbCompanies(db: Database): Companies {
  const fromRow = (row: Row): CompanyConfig =>
    readStored(CompanyConfig, row, db.tables.config, { companyId: row.companyId });
  const toEdition = (row: Row): Edition => ({
    config: fromRow(row),
    ...(row.edit === undefined ? {} : { edit: row.edit as Edit }),
  });

  return {
    async find(companyId) {
      const row = await getRow(db, 'config', { companyId });
      return row && fromRow(row);
    },

    async createOnce(config) {
      const { won, standing } = await putOnce(db, 'config', config);
      return won || !standing ? config : fromRow(standing);
    },

    // Kept first, replaced then: a crash between the two leaves a copy too many, and never loses a version. Field by field,
    // so that what a newer release wrote beside them stays; a field of ours that is left out goes. A seed's row has no
    // version: that is 0.
    async replace({ companyId, ...config }, edit) {
      const row = await getRow(db, 'config', { companyId });
      if (row === undefined || versionOf(row) !== config.version) return false;
      await putRow(db, 'configVersion', { ...row, version: config.version });
      const unversioned = config.version === 0 ? 'attribute_not_exists(#version) OR ' : '';
      const { won } = await updateIf(db, {
        table: 'config',
        key: { companyId },
        set: { ...config, version: config.version + 1, edit },
        remove: [...Object.keys(CompanyConfig.shape), 'edit'].filter(
          (field) => !isSet({ companyId, edit, ...config }, field),
        ),
        condition: `attribute_exists(companyId) AND (${unversioned}#version = :seen)`,
        values: { ':seen': config.version },
        stamp: 'replacedBy',
      });
      return won;
    },

    async edition(companyId, version) {
      const row = await getRow(db, 'config', { companyId });
      if (row !== undefined && versionOf(row) === version) return toEdition(row);
      // A copy that was kept for an edit which was then not made is of the standing version, and was found above.
      const kept = await getRow(db, 'configVersion', { companyId, version });
      return kept && toEdition(kept);
    },

    async editions(companyId, { before = Number.MAX_SAFE_INTEGER, limit }) {
      const row = await getRow(db, 'config', { companyId });
      if (row === undefined) return [];
      const standing = toEdition(row);
      const { version } = standing.config;
      const earlier = await versionsBelow(db, 'configVersion', companyId, { below: Math.min(before, version), limit });
      const rest = earlier.map(toEdition);
      return (version < before ? [standing, ...rest] : rest).slice(0, limit);
    },
  };
}

const versionOf = (row: Row): unknown => row.version ?? 0;

const isSet = (config: object, field: string): boolean => (config as Row)[field] !== undefined;
