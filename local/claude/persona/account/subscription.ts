import type { Language } from '#lib/domain/language.ts';
import { conclude } from '#local/claude/persona/account/conclude.ts';
import { justToBeSure, wasConfirmed } from '#local/claude/persona/account/confirm.ts';
import { lastResult, type Matter, storyOf } from '#local/claude/persona/account/matter.ts';
import { lookUp } from '#local/claude/persona/account/verify.ts';
import type { Change } from '#local/claude/persona/account/wish.ts';
import type { Call } from '#local/claude/persona/call.ts';
import { withOffer } from '#local/claude/persona/offer.ts';
import { type Lines, normalise } from '#local/claude/persona/words.ts';
import type { Reply } from '#local/claude/reply.ts';

type Subscription = { subscriptionId: string; plan: string };

/** Pauses, resumes or cancels a subscription, once the caller has said yes to exactly that. */
export function subscription(call: Call, matter: Matter, change: Change): Reply {
  const { language } = call;
  const record = lastResult(matter, 'find_customer');
  if (!record && call.offers('find_customer')) return lookUp(call, 'find_customer', {});
  const all = record && !record.failed ? subscriptionsIn(record.text) : [];
  if (record && all.length === 0) return { text: withOffer(call, noneThere[language]) };
  const meant = all.find(({ plan }) => matter.turns.some(({ heard }) => sharesWord(heard, plan))) ?? all[0];
  const plan = meant?.plan ?? theSubscription[language];
  if (!wasConfirmed(matter, language)) return { text: `${justToBeSure[language]} ${shallI[change][language](plan)}` };
  const input = { change, ...(meant && all.length > 1 ? { subscriptionId: meant.subscriptionId } : {}) };
  return conclude(call, matter, {
    tool: 'change_subscription',
    input: { ...input, reason: storyOf(matter).slice(0, 500) },
    result: lastResult(matter, 'change_subscription', input),
    told: {
      wish: `To ${change} the subscription ${plan}, confirmed with a yes.`,
      facts: meant ? `Subscription ${meant.subscriptionId}: ${meant.plan}.` : '',
      tried: 'None.',
    },
    done: () => isDone[change][language](plan),
  });
}

const sharesWord = (heard: string, plan: string): boolean =>
  normalise(plan)
    .trim()
    .split(' ')
    .some((word) => heard.includes(` ${word} `));

/** `subscription sub_1: Pine Club, active, 12.00 USD` */
function subscriptionsIn(text: string): Subscription[] {
  const rows = text.matchAll(/^subscription (\S+): (.+?), (?:active|paused|cancelled), /gm);
  return [...rows].map(([, subscriptionId = '', plan = '']) => ({ subscriptionId, plan }));
}

const theSubscription: Lines = {
  en: 'subscription',
  es: 'suscripción',
  fr: 'abonnement',
  de: 'Abo',
  pt: 'assinatura',
};

const noneThere: Lines = {
  en: "I'm sorry, I see no subscription there. So nothing was changed.",
  es: 'Lo siento, no veo ninguna suscripción. Por eso no se ha cambiado nada.',
  fr: 'Je regrette, je ne vois aucun abonnement. Tout reste donc comme avant.',
  de: 'Ich sehe dort leider kein Abo. Es wurde also nichts geändert.',
  pt: 'Desculpe, não vejo nenhuma assinatura. Por isso nada foi mudado.',
};

type Say = Record<Language, (plan: string) => string>;

const shallI: Record<Change, Say> = {
  pause: {
    en: (plan) => `Shall I pause your ${plan}?`,
    es: (plan) => `¿Pongo en pausa su ${plan}?`,
    fr: (plan) => `Dois-je mettre votre ${plan} en pause ?`,
    de: (plan) => `Soll ich Ihr ${plan} pausieren?`,
    pt: (plan) => `Posso pausar: ${plan}?`,
  },
  resume: {
    en: (plan) => `Shall I resume your ${plan}?`,
    es: (plan) => `¿Reanudo su ${plan}?`,
    fr: (plan) => `Dois-je reprendre votre ${plan} ?`,
    de: (plan) => `Soll ich Ihr ${plan} fortsetzen?`,
    pt: (plan) => `Posso retomar: ${plan}?`,
  },
  cancel: {
    en: (plan) => `Shall I cancel your ${plan}?`,
    es: (plan) => `¿Cancelo su ${plan}?`,
    fr: (plan) => `Dois-je résilier votre ${plan} ?`,
    de: (plan) => `Soll ich Ihr ${plan} kündigen?`,
    pt: (plan) => `Posso cancelar: ${plan}?`,
  },
};

const isDone: Record<Change, Say> = {
  pause: {
    en: (plan) => `Your ${plan} is paused now.`,
    es: (plan) => `Su ${plan} está ahora en pausa.`,
    fr: (plan) => `Votre ${plan} est maintenant en pause.`,
    de: (plan) => `Ihr ${plan} ist jetzt pausiert.`,
    pt: (plan) => `Pronto, está em pausa: ${plan}.`,
  },
  resume: {
    en: (plan) => `Your ${plan} is running again.`,
    es: (plan) => `Su ${plan} está activo de nuevo.`,
    fr: (plan) => `Votre ${plan} a repris.`,
    de: (plan) => `Ihr ${plan} läuft jetzt wieder.`,
    pt: (plan) => `Pronto, está ativo de novo: ${plan}.`,
  },
  cancel: {
    en: (plan) => `Your ${plan} is cancelled now.`,
    es: (plan) => `Su ${plan} está cancelado.`,
    fr: (plan) => `Votre ${plan} est résilié.`,
    de: (plan) => `Ihr ${plan} ist jetzt gekündigt.`,
    pt: (plan) => `Pronto, está cancelado: ${plan}.`,
  },
};
