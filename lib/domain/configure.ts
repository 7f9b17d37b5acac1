import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import { configOf } from '#lib/domain/company.ts';
import { AppError, type Fault } from '#lib/domain/errors.ts';
import type { CompanyId } from '#lib/domain/ids.ts';
import { isSameLine } from '#lib/domain/phone-number.ts';
import { priceAt } from '#lib/domain/pricing.ts';
import { isSame } from '#lib/domain/same.ts';
import type { Edit, Edition } from '#lib/ports/companies.ts';
import type { Ports } from '#lib/ports/ports.ts';

type ConfigurePorts = Pick<Ports, 'companies' | 'pricing' | 'integrations' | 'clock'>;

/** A configuration as it is stated: whose it is, and which version it becomes, others say. */
export type Statement = Omit<CompanyConfig, 'companyId'>;

/** Who edits. */
export type Editor = { companyId: CompanyId; subject: string; role: string };

/**
 * Replaces the configuration whose version was read by its next one. A repeat of an edit that has been made finds it made.
 * Throws AppError `stale` where somebody else was faster, and `invalid` where the world does not allow what it says.
 */
export async function editConfig(
  ports: ConfigurePorts,
  editor: Editor,
  statement: Statement,
  readVersion: string,
): Promise<CompanyConfig> {
  const { companyId } = editor;
  const standing = await configOf(ports, companyId);
  const wanted: CompanyConfig = { ...statement, companyId, version: standing.version };
  const repeats = String(standing.version - 1) === readVersion && isSame(standing, wanted);
  if (repeats) return standing;
  if (String(standing.version) !== readVersion) throw stale();
  await requirePossible(ports, wanted);
  if (!(await ports.companies.replace(wanted, editBy(ports, editor)))) throw stale();
  return { ...wanted, version: standing.version + 1 };
}

/** How often a switch is tried again while others edit: it is used in a hurry, and must not ask which version was read. */
const switchTries = 5;

/** Switches the company's AI on or off, whatever else is being edited. Throws AppError `conflict` where that never ends. */
export async function switchCompany(ports: ConfigurePorts, editor: Editor, enabled: boolean): Promise<CompanyConfig> {
  for (let tries = 0; tries < switchTries; tries += 1) {
    const standing = await configOf(ports, editor.companyId);
    if (standing.enabled === enabled) return standing;
    const wanted = { ...standing, enabled };
    if (await ports.companies.replace(wanted, editBy(ports, editor)))
      return { ...wanted, version: standing.version + 1 };
  }
  throw new AppError('conflict', 'The configuration is being edited again and again. Try once more.');
}

/** Throws AppError `notFound` for a version that never was. */
export async function requireEdition(
  ports: Pick<Ports, 'companies'>,
  companyId: CompanyId,
  version: number,
): Promise<Edition> {
  const edition = await ports.companies.edition(companyId, version);
  if (edition === undefined) throw new AppError('notFound', `The configuration has no version ${version}.`);
  return edition;
}

/** `inBody` is where the configuration stands in it. Throws AppError `invalid`. What only the stores can tell: whether the models are ones that we know, and whether a transfer would ring ourselves. */
export async function requirePossible(
  ports: Pick<Ports, 'pricing' | 'integrations' | 'clock'>,
  config: CompanyConfig,
  inBody = '',
): Promise<void> {
  const { aiRep, aiManager, humanAgent } = config.tiers;
  const now = new Date(ports.clock.now()).toISOString();
  const unknownModel = async (tier: 'aiRep' | 'aiManager', model: string): Promise<Fault[]> =>
    priceAt(await ports.pricing.list(model), model, now).known
      ? []
      : [{ field: `tiers.${tier}.model`, problem: `is no model that we have a price for, such as claude-haiku-5-5` }];
  const own = (await ports.integrations.find(config.companyId, 'TWILIO'))?.phoneNumber;
  const people = { escalationPhone: [humanAgent.escalationPhone], backupPhones: humanAgent.backupPhones };
  const found: Fault[] = [
    ...(await unknownModel('aiRep', aiRep.model)),
    ...(await unknownModel('aiManager', aiManager.model)),
    ...Object.entries(people).flatMap(([field, numbers]) =>
      numbers.some((number) => isSameLine(number, own))
        ? [
            {
              field: `tiers.humanAgent.${field}`,
              problem: 'must not be the number that callers dial: it would ring the AI',
            },
          ]
        : [],
    ),
  ];
  const faults = found.map(({ field, problem }) => ({ field: `${inBody}${field}`, problem }));
  const [first] = faults;
  if (first !== undefined) throw new AppError('invalid', `In the body: "${first.field}" ${first.problem}.`, { faults });
}

/** Who edits, and when, as it is kept with the version that comes of it. */
export const editBy = ({ clock }: Pick<Ports, 'clock'>, { subject, role }: Editor): Edit => ({
  at: new Date(clock.now()).toISOString(),
  by: { subject, role },
});

const stale = (): AppError =>
  new AppError('stale', 'The configuration was changed since you read it. Read it again, and make your change there.');
