import type { Integration, Provider } from '#lib/contracts/integration.ts';
import type { Editor } from '#lib/domain/configure.ts';
import { AppError } from '#lib/domain/errors.ts';
import { editionOf, isSameRing, type KeyRing, keyRingOf, toChange } from '#lib/domain/integrations/key-ring.ts';
import { claimNumber } from '#lib/domain/integrations/number-claim.ts';
import { isHeld, requireOwnNumber } from '#lib/domain/integrations/own-number.ts';
import { categoryOf, findIntegration, type IntegrationView, notSetUp } from '#lib/domain/integrations/view.ts';
import { ringWanted, type Wanted } from '#lib/domain/integrations/wanted.ts';
import { isSameLine } from '#lib/domain/phone-number.ts';
import type { CompanySecrets } from '#lib/ports/company-secrets.ts';
import type { Ports } from '#lib/ports/ports.ts';
import type { ProviderChecks } from '#lib/ports/provider-checks.ts';

export type EditPorts = Pick<Ports, 'integrations' | 'companies' | 'credentials' | 'clock' | 'log'> & {
  secrets: CompanySecrets;
  checks: Pick<ProviderChecks, 'twilio'>;
};

/**
 * Sets an integration up, or changes it. The company's secret decides which of several edits is the next one; the row, which
 * says what is no secret, follows it, and a repeat after a crash brings it along. Throws AppError `stale`, `invalid`,
 * `conflict`, or `unavailable` where Twilio cannot be asked whose a number is.
 */
export async function putIntegration(
  ports: EditPorts,
  editor: Editor,
  wanted: Wanted,
  readVersion: string,
): Promise<IntegrationView> {
  const { companyId } = editor;
  const { provider, phoneNumber } = wanted;
  const former = await numberToGiveUp(ports, editor, provider, phoneNumber);
  if (phoneNumber !== undefined) {
    await refuseOurPeople(ports, companyId, phoneNumber);
    await refuseStrangers(ports, companyId, { ...wanted, phoneNumber }, readVersion);
    await claimNumber(ports, companyId, phoneNumber);
  }
  const edition = await editKeys(ports, editor, provider, readVersion, (ring) => ringWanted(ring, wanted));
  const { key: _, next: __, ...seen } = wanted;
  await writeRow(ports, {
    companyId,
    category: categoryOf[provider],
    ...seen,
    edition,
    edit: by(ports, editor, 'put'),
  });
  await former?.giveUp();
  return finish(ports, editor, provider, 'integration put', edition);
}

/** Takes an integration away, its keys at once. Throws AppError `stale`, or `notFound` where there is none. */
export async function removeIntegration(
  ports: EditPorts,
  editor: Editor,
  provider: Provider,
  readVersion: string,
): Promise<void> {
  const { companyId } = editor;
  const row = await ports.integrations.find(companyId, provider);
  const former = await numberToGiveUp(ports, editor, provider, undefined);
  const edition = await editKeys(ports, editor, provider, readVersion, (ring, isRepeat) => {
    if (ring === undefined && row === undefined && !isRepeat) throw notSetUp(provider);
    return undefined;
  });
  await ports.integrations.remove({ companyId, provider, category: categoryOf[provider], edition });
  await former?.giveUp();
  audit(ports, editor, provider, 'integration removed', edition);
}

/**
 * The next edition of a provider's keys, if `readVersion` is the one that stands; a repeat of an edit that was made finds it
 * made. Returns the edition.
 */
export async function editKeys(
  { secrets }: Pick<EditPorts, 'secrets'>,
  { companyId }: Pick<Editor, 'companyId'>,
  provider: Provider,
  readVersion: string,
  decide: (ring: KeyRing | undefined, isRepeat: boolean) => KeyRing | undefined,
): Promise<number> {
  const after = await secrets.edit(companyId, (secret) => {
    const stands = editionOf(secret, provider);
    const ring = keyRingOf(secret, provider);
    const mayRepeat = String(stands - 1) === readVersion;
    if (!mayRepeat && String(stands) !== readVersion) throw stale();
    const wanted = decide(ring, mayRepeat);
    if (!mayRepeat) return toChange(provider, wanted, stands + 1);
    if (isSameRing(ring, wanted)) return undefined;
    throw stale();
  });
  return editionOf(after, provider);
}

/** Throws AppError `stale` where another edit has written the row of this edition, or of a later one. */
export async function writeRow(
  { integrations }: Pick<EditPorts, 'integrations'>,
  row: Integration & { edition: number },
): Promise<void> {
  if (await integrations.replace(row)) return;
  const standing = await integrations.find(row.companyId, row.provider);
  const isSame =
    standing?.edition === row.edition &&
    (['status', 'phoneNumber', 'accountSid', 'endpoint'] as const).every((field) => standing[field] === row[field]);
  if (!isSame) throw stale();
}

/** What every edit ends with: our own cache asks anew, the log knows of it, the company sees it. */
export async function finish(
  ports: EditPorts,
  editor: Editor,
  provider: Provider,
  message: string,
  edition: number,
): Promise<IntegrationView> {
  audit(ports, editor, provider, message, edition);
  return findIntegration(ports, editor.companyId, provider);
}

export const by = ({ clock }: Pick<EditPorts, 'clock'>, { subject, role }: Editor, what: 'put' | 'promoted') => ({
  at: new Date(clock.now()).toISOString(),
  by: { subject, role },
  what,
});

function audit(
  { credentials, log }: Pick<EditPorts, 'credentials' | 'log'>,
  { companyId, subject, role }: Editor,
  provider: Provider,
  message: string,
  edition: number,
): void {
  credentials.forget(companyId);
  log.info(message, { company: companyId, provider, edition, role }, { subject });
}

/** The number that callers dial now, if it is to be another one: the next company may have it then. */
async function numberToGiveUp(
  { integrations }: Pick<EditPorts, 'integrations'>,
  { companyId }: Editor,
  provider: Provider,
  wanted: string | undefined,
): Promise<{ giveUp(): Promise<void> } | undefined> {
  if (provider !== 'TWILIO') return undefined;
  const number = (await integrations.find(companyId, provider))?.phoneNumber;
  if (number === undefined || number === wanted) return undefined;
  const claim = await integrations.findClaim(number);
  if (claim?.companyId !== companyId) return undefined;
  return { giveUp: () => integrations.releaseNumber(number, claim) };
}

/** Before anything is claimed: who cannot show that a number is theirs keeps nobody from it, not even for a moment. */
async function refuseStrangers(
  { integrations, secrets, checks }: Pick<EditPorts, 'integrations' | 'secrets' | 'checks'>,
  companyId: string,
  wanted: Wanted & { phoneNumber: string },
  readVersion: string,
): Promise<void> {
  const { provider, phoneNumber } = wanted;
  const [row, secret] = await Promise.all([integrations.find(companyId, provider), secrets.read(companyId)]);
  const stands = editionOf(secret, provider);
  if (![stands, stands - 1].map(String).includes(readVersion)) throw stale();
  const standing = keyRingOf(secret, provider);
  const { current } = ringWanted(standing, wanted);
  if (!isHeld(row, phoneNumber, current, standing?.current)) await requireOwnNumber(checks, current, phoneNumber);
}

/** A transfer to a person would ring the AI. */
async function refuseOurPeople(
  { companies }: Pick<EditPorts, 'companies'>,
  companyId: string,
  phoneNumber: string,
): Promise<void> {
  const person = (await companies.find(companyId))?.tiers.humanAgent;
  if (person === undefined) return;
  if (![person.escalationPhone, ...person.backupPhones].some((number) => isSameLine(number, phoneNumber))) return;
  const field = 'credentials.phoneNumber';
  const problem = "is a number of your people in the configuration (tiers.humanAgent): it can't be the AI's too";
  throw new AppError('invalid', `In the body: "${field}" ${problem}.`, { faults: [{ field, problem }] });
}

const stale = (): AppError =>
  new AppError('stale', 'The integration was changed since you read it. Read it again, and make your change there.');
