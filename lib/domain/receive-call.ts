import { CompanyConfig, type HumanAgent } from '#lib/contracts/company-config.ts';
import type { Answer, Line } from '#lib/domain/answer.ts';
import { type CallProfile, hoursOf, personOf, retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import { configOf } from '#lib/domain/company.ts';
import { spokenName } from '#lib/domain/company-name.ts';
import { droppedLine } from '#lib/domain/dropped-line.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type CallSid, type CompanyId, type SessionId, sessionIdOfCall } from '#lib/domain/ids.ts';
import { refusalOf } from '#lib/domain/refusal.ts';
import type { Wording } from '#lib/domain/script.ts';
import { fillAbout, resolveScripts } from '#lib/domain/scripts.ts';
import type { Session } from '#lib/domain/session.ts';
import { listenFor, sayScript } from '#lib/domain/speaking.ts';
import { defaultVoices } from '#lib/domain/voices.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type Ring = {
  callSid: CallSid;
  /** Undefined where the number called is nobody's. */
  companyId: CompanyId | undefined;
  direction: VoiceCall['direction'];
  /** E.164, or undefined for a caller who withholds it. */
  from: string | undefined;
  /** The carrier vouches for `from` (SHAKEN attestation A). */
  attested: boolean;
  to: string;
};

type ReceivePorts = Pick<
  Ports,
  'companies' | 'scripts' | 'calls' | 'sessions' | 'dialogues' | 'worker' | 'clock' | 'log' | 'metrics'
>;

/** Answers a ringing call: greets, or says truthfully why not. A repeat of the same ring hears the same greeting. */
export async function receiveCall(ports: ReceivePorts, ring: Ring): Promise<Answer> {
  if (ring.companyId === undefined) {
    ports.log.warn('call to a number of nobody', { callSid: ring.callSid });
    return { lines: [sayScript(strangerProfile, 'notInService')], next: { kind: 'hangup' } };
  }
  return receiveFor(ports, { ...ring, companyId: ring.companyId });
}

type OurRing = Ring & { companyId: CompanyId };

async function receiveFor(ports: ReceivePorts, ring: OurRing): Promise<Answer> {
  const config = await configOf(ports, ring.companyId);
  const { wording } = await ports.scripts.standing(ring.companyId, config.language);
  const profile = profileOf(config, wording);
  const refusal = refusalOf(config, ring);
  // A call that was taken stays taken, whatever was edited since: a repeat of its ring hears the greeting again.
  if (refusal !== undefined && (await ports.calls.find(ring.callSid)) === undefined) {
    ports.log.info('call refused', { callSid: ring.callSid, company: ring.companyId, reason: refusal });
    return { lines: [sayScript(profile, refusal)], next: { kind: 'hangup' } };
  }
  const resumes = await droppedLine(ports, ring);
  const { call, created } = await ports.calls.createOnce(newCall(ports.clock.now(), ring, profile, resumes));
  // The signature proves whose number rang, and not whose call this is.
  if (call.companyId !== ring.companyId) {
    throw new AppError('forbidden', `Call ${ring.callSid} is not company ${ring.companyId}'s.`);
  }
  // Counted as soon as it stands: whoever repeats a ring that failed after this finds it standing.
  if (created) ports.metrics.emit('callsTotal', 1, { company: call.companyId });
  if (call.endedAt !== undefined) return callOver(call);
  await openSession(ports, call, config, {
    ...(ring.from === undefined ? {} : { callerId: { number: ring.from, attested: ring.attested } }),
    ...(call.resumes === undefined ? {} : { resumes: call.resumes }),
  });
  return greet(call);
}

/** What a caller hears whose call is over already: a late or repeated webhook. */
export const callOver = (call: VoiceCall): Answer => ({
  lines: [sayScript(call.profile, 'callOver')],
  next: { kind: 'hangup' },
});

/** The first words of a call: that this is an AI, then why we are there. */
export const greet = (call: VoiceCall): Answer => ({
  lines: [sayScript(call.profile, 'disclosure'), openingOf(call)],
  next: listenFor(call.profile, 1),
});

function openingOf({ profile, outbound, resumes }: VoiceCall): Line {
  if (outbound === undefined) return sayScript(profile, resumes === undefined ? 'greeting' : 'welcomeBack');
  const line = sayScript(profile, outbound.opening);
  return { ...line, text: fillAbout(line.text, outbound.about) };
}

type OpenPorts = Pick<Ports, 'sessions' | 'dialogues' | 'worker' | 'log' | 'metrics'>;
/** What is known of whoever is at the other end, beyond the call itself. */
type Known = Pick<Session, 'callerId' | 'resumes' | 'outbound' | 'customerHint'>;

/** Opens the conversation of a call, once, and wakes the model for it. */
export async function openSession(
  ports: OpenPorts,
  call: VoiceCall,
  config: CompanyConfig,
  known: Known,
): Promise<void> {
  const { companyId, sessionId } = call;
  const [created] = await Promise.all([
    createSession(ports, call, config, known),
    ports.dialogues.greet({
      sessionId,
      companyId,
      text: greet(call)
        .lines.map((line) => line.text)
        .join(' '),
      expiresAt: retainCallUntil(call),
    }),
  ]);
  if (!created) return;
  // Fills the prompt cache and wakes the worker while the greeting plays; a call goes on without it.
  await ports.worker
    .start({ kind: 'warm', companyId, sessionId, turn: 0 })
    .catch((cause: unknown) => ports.log.error('warm-up not started', cause, { callSid: call.callSid }));
}

async function createSession(ports: OpenPorts, call: VoiceCall, config: CompanyConfig, known: Known): Promise<boolean> {
  const { created } = await ports.sessions.createOnce(
    {
      sessionId: call.sessionId,
      companyId: call.companyId,
      channel: 'voice',
      callSid: call.callSid,
      tier: config.tiers.aiRep.enabled || !config.tiers.aiManager.enabled ? 'aiRep' : 'aiManager',
      status: 'active',
      language: call.profile.language,
      config,
      startedAt: call.startedAt,
      verificationTries: 0,
      ...known,
    },
    retainCallUntil(call),
  );
  if (created) ports.metrics.emit('sessionsTotal', 1, { company: call.companyId });
  return created;
}

const newCall = (now: number, ring: OurRing, profile: CallProfile, resumes: SessionId | undefined): VoiceCall => ({
  callSid: ring.callSid,
  companyId: ring.companyId,
  sessionId: sessionIdOfCall(ring.callSid),
  direction: ring.direction,
  from: ring.from ?? 'anonymous',
  to: ring.to,
  status: 'in-progress',
  lastSequence: -1,
  profile,
  startedAt: new Date(now).toISOString(),
  transfers: {},
  ...(resumes === undefined ? {} : { resumes }),
});

/** All that a call of this company needs to speak. */
export function profileOf(config: CompanyConfig, own: Wording): CallProfile {
  const { language, tiers, speech } = config;
  const person = personOf(tiers.humanAgent);
  const hours = hoursOf(config);
  return {
    language,
    voices: {
      aiRep: tiers.aiRep.voice ?? defaultVoices[language].aiRep,
      aiManager: tiers.aiManager.voice ?? defaultVoices[language].aiManager,
    },
    scripts: resolveScripts(language, own, {
      company: spokenName(config),
      name: (tiers.aiRep.enabled ? tiers.aiRep : tiers.aiManager).name,
      manager: tiers.aiManager.name,
    }),
    hints: speech.hints,
    silenceSeconds: speech.silenceSeconds,
    endOfSpeechSeconds: speech.endOfSpeechSeconds,
    ...(person === undefined ? {} : { person }),
    ...(hours === undefined ? {} : { hours }),
    ...(wantsTexts(tiers.humanAgent) ? { notify: true } : {}),
    retentionDays: config.retentionDays,
  };
}

const wantsTexts = (human: HumanAgent): boolean => human.notifyOnEscalation && human.notificationPhone !== undefined;

/** For a caller whose company we do not know: English, and nothing promised. */
export const strangerProfile: CallProfile = profileOf(CompanyConfig.parse({ companyId: 'nobody' }), {});
