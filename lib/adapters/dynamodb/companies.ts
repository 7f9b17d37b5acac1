import { putOnce, updateIf } from '#lib/adapters/dynamodb/conditional-write.ts';
import { type Database, getRow, type Row } from '#lib/adapters/dynamodb/document-client.ts';
import { readStored } from '#lib/adapters/dynamodb/stored.ts';
import { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Companies } from '#lib/ports/companies.ts';

export function dynamodbCompanies(db: Database): Companies {
  const fromRow = (row: Row): CompanyConfig =>
    readStored(CompanyConfig, row, db.tables.config, { companyId: row.companyId });
  return {
    async find(companyId) {
      const row = await getRow(db, 'config', { companyId });
      return row && fromRow(row);
    },

    async createOnce(config) {
      const { won, standing } = await putOnce(db, 'config', config);
      return won || !standing ? config : fromRow(standing);
    },

    // Field by field, so that what a newer version wrote beside them stays; a field of ours that is left out goes. A
    // seed's row has no version: that is 0.
    async replace({ companyId, ...config }) {
      const unversioned = config.version === 0 ? 'attribute_not_exists(#version) OR ' : '';
      const { won } = await updateIf(db, {
        table: 'config',
        key: { companyId },
        set: { ...config, version: config.version + 1 },
        remove: Object.keys(CompanyConfig.shape).filter((field) => field !== 'companyId' && !isSet(config, field)),
        condition: `attribute_exists(companyId) AND (${unversioned}#version = :seen)`,
        values: { ':seen': config.version },
        stamp: 'replacedBy',
      });
      return won;
    },
  };
}

const isSet = (config: object, field: string): boolean => (config as Row)[field] !== undefined;
