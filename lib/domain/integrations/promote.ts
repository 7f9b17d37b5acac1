import type { Provider } from '#lib/contracts/integration.ts';
import type { Editor } from '#lib/domain/configure.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type CheckPorts, checkIntegration, type NumberUrls } from '#lib/domain/integrations/check.ts';
import { by, type EditPorts, editKeys, finish, writeRow } from '#lib/domain/integrations/edit.ts';
import { editionOf, keyRingOf } from '#lib/domain/integrations/key-ring.ts';
import { categoryOf, type IntegrationView, notSetUp } from '#lib/domain/integrations/view.ts';

export type PromoteWish = {
  /** Untested: for an emergency, or where the provider does not answer. */
  force: boolean;
  /** What was signed with the old key is taken for so long. Only Twilio signs what comes to us. */
  keepOldMinutes: number;
  urls: NumberUrls | undefined;
};

/**
 * Makes the next key the one in use, once it has been tried out; the old one is accepted for a while yet, for what is on its
 * way. Throws AppError `stale`, and `conflict` where there is no next key or the provider does not take it.
 */
export async function promoteKeys(
  ports: EditPorts & CheckPorts,
  editor: Editor,
  provider: Provider,
  readVersion: string,
  { force, keepOldMinutes, urls }: PromoteWish,
): Promise<IntegrationView> {
  const { companyId } = editor;
  const [row, secret] = await Promise.all([
    ports.integrations.find(companyId, provider),
    ports.secrets.read(companyId),
  ]);
  const ring = keyRingOf(secret, provider);
  if (row === undefined && ring === undefined) throw notSetUp(provider);
  const next = ring?.next;
  const isRepeat = String(editionOf(secret, provider) - 1) === readVersion && row?.edit?.what === 'promoted';
  if (next === undefined && isRepeat) return finish(ports, editor, provider, 'integration promoted', row.edition ?? 0);
  if (next === undefined && String(editionOf(secret, provider)) === readVersion) throw noNext(provider);
  if (next !== undefined && !force) await requireGood(ports, companyId, provider, urls);

  const until = new Date(ports.clock.now() + keepOldMinutes * 60_000).toISOString();
  const edition = await editKeys(ports, editor, provider, readVersion, (standing) => {
    if (standing?.next === undefined) throw noNext(provider);
    const keepsOld = provider === 'TWILIO' && keepOldMinutes > 0;
    return { current: standing.next, ...(keepsOld && { previous: { ...standing.current, until } }) };
  });
  const { status = 'ACTIVE', phoneNumber, endpoint } = row ?? {};
  await writeRow(ports, {
    companyId,
    provider,
    category: categoryOf[provider],
    status,
    phoneNumber,
    endpoint,
    accountSid: next?.accountSid,
    edition,
    edit: by(ports, editor, 'promoted'),
  });
  return finish(ports, editor, provider, 'integration promoted', edition);
}

/** Where the number points says nothing about the key. */
async function requireGood(
  ports: CheckPorts,
  companyId: string,
  provider: Provider,
  urls: NumberUrls | undefined,
): Promise<void> {
  const { checks } = await checkIntegration(ports, companyId, provider, { keys: 'next', setWebhooks: false, urls });
  const [bad] = checks.filter(({ check, state }) => /^(?:account|key|answer)$/.test(check) && state !== 'passed');
  if (bad === undefined) return;
  throw new AppError(
    'conflict',
    `The next key did not pass its test, so the old one stays in use. ${bad.advice} To promote it all the same, say {"force":true}.`,
  );
}

const noNext = (provider: Provider): AppError =>
  new AppError('conflict', `There is no next key of ${provider}: put one as "next" first, and test it.`);
