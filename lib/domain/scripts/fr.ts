import type { Scripts } from '#lib/domain/script.ts';

/** What we say ourselves, in French. "chez {company}" and not "de {company}": no elision whatever the company is called. */
export const french: Scripts = {
  disclosure: ["Bonjour, vous êtes bien chez {company}, je m'appelle {name} et je suis une intelligence artificielle."],
  greeting: ["Comment puis-je vous aider aujourd'hui ?"],
  welcomeBack: [
    'Content de vous retrouver. La communication semble avoir été coupée. On reprend là où nous en étions ?',
  ],
  outboundOpening: ['Je vous appelle au sujet de ceci : {about}. Avez-vous un instant ?'],
  callbackOpening: ['Vous nous aviez demandé de vous rappeler. Avez-vous un instant ?'],
  voicemail: ['Je suis désolée de vous avoir manqué. Rappelez-nous à ce numéro quand cela vous convient. Au revoir.'],
  noMoreCalls: ["Bien sûr. C'est noté, nous ne vous appellerons plus. Au revoir."],
  filler: [
    "Un instant, s'il vous plaît.",
    'Voyons voir.',
    "D'accord, une petite seconde.",
    'Je vous demande un instant.',
    "Très bien, je m'en occupe.",
    'Laissez-moi réfléchir une seconde.',
    'Bien sûr, juste un moment.',
    'Merci, un petit instant.',
  ],
  firstNudge: [
    'Je vous écoute. Que puis-je faire pour vous ?',
    "Pardon, je n'ai rien entendu. Que puis-je faire pour vous ?",
  ],
  secondNudge: ['Vous êtes toujours là ? Dites-moi en quelques mots pourquoi vous appelez.'],
  whisper: ["Ici {company}. Notre assistant d'intelligence artificielle vous passe l'appel d'un client."],
  whyAsked: ["Le client a demandé à parler à quelqu'un."],
  whySilent: ["Le client n'a rien dit jusqu'ici."],
  whyStuck: ["L'assistant n'a pas pu continuer seul."],
  whisperPress: ["Appuyez sur 1 pour prendre l'appel, ou sur 2 pour le refuser."],
  callerLeft: ['Le client a raccroché. Au revoir.'],
  silenceGoodbye: [
    "Je n'entends personne, je vais donc mettre fin à l'appel. Rappelez-nous quand vous voulez. Au revoir.",
  ],
  goodbye: ["Merci d'avoir appelé, et à bientôt chez {company}. Au revoir."],
  transfer: ["Je vous passe quelqu'un de l'équipe. Restez en ligne, s'il vous plaît."],
  transferNoAnswer: [
    "J'ai essayé, mais malheureusement personne dans l'équipe n'a décroché. Je reste là pour vous aider : comment voulez-vous continuer ?",
  ],
  transferBusy: [
    "J'ai essayé, mais malheureusement la ligne de l'équipe est occupée. Je reste là pour vous aider : comment voulez-vous continuer ?",
  ],
  transferFailed: [
    "Malheureusement, je n'ai pas réussi à joindre l'équipe. Je reste là pour vous aider : comment voulez-vous continuer ?",
  ],
  transferNobodyFree: [
    "J'ai essayé, mais malheureusement personne dans l'équipe n'est libre. Je reste là pour vous aider : comment voulez-vous continuer ?",
  ],
  tryingNext: ["Je n'ai encore joint personne, j'essaie quelqu'un d'autre. Restez en ligne, s'il vous plaît."],
  afterHours: ["Je suis désolé, personne de notre équipe n'est là à cette heure."],
  stillHere: ['Moi, je reste là : que puis-je faire pour vous ?'],
  noPerson: [
    "Je regrette, je n'ai personne à vous passer. Je vous aide volontiers autant que je peux : de quoi s'agit-il ?",
  ],
  mayRecord: ['Puis-je enregistrer votre message pour l’équipe ? Dites oui, s’il vous plaît, ou appuyez sur 1.'],
  recordNow: ['Parlez après le signal, s’il vous plaît, et appuyez sur une touche quand vous avez terminé.'],
  recorded: ['Merci, votre message pour l’équipe est enregistré. Que puis-je faire d’autre pour vous ?'],
  notRecorded: [
    'Très bien, rien n’est enregistré. Vous pouvez me le dire et je le transmets par écrit : que doit savoir l’équipe ?',
  ],
  nothingRecorded: [
    'Je n’ai entendu aucun message. Vous pouvez me le dire et je le transmets par écrit : que doit savoir l’équipe ?',
  ],
  afterPerson: [
    "Votre échange avec l'équipe est terminé. Merci d'avoir appelé, et à bientôt chez {company}. Au revoir.",
  ],
  tooSlow: [
    "Excusez-moi, cela a pris trop de temps. Reposez-moi votre question, ou appuyez sur zéro pour parler à quelqu'un.",
  ],
  tooSlowNoPerson: ["Excusez-moi, cela a pris trop de temps. Pouvez-vous me reposer la question, s'il vous plaît ?"],
  failedToPerson: ["Excusez-moi, j'ai rencontré un problème. Je vous passe tout de suite quelqu'un de l'équipe."],
  failedTryAgain: ["Excusez-moi, j'ai rencontré un problème. Pouvez-vous répéter, s'il vous plaît ?"],
  failedGoodbye: [
    "Toutes mes excuses, j'ai un problème technique et je ne peux pas vous aider pour le moment. Rappelez-nous un peu plus tard. Au revoir.",
  ],
  refusal: [
    "Je regrette, je ne peux pas vous aider pour cela. Avez-vous une autre question ? Ou appuyez sur zéro pour parler à quelqu'un.",
  ],
  refusalNoPerson: ['Je regrette, je ne peux pas vous aider pour cela. Puis-je faire autre chose pour vous ?'],
  managerIntro: [
    "Bonjour, ici {manager}, l'intelligence artificielle responsable du service client de {company}. J'ai tout votre dossier sous les yeux.",
  ],
  notDone: ["Pour être clair, rien n'a été modifié sur votre compte pour le moment."],
  busyToPerson: ["Je suis désolé, je ne peux pas continuer moi-même pour l'instant. Je vous passe une personne."],
  busyGoodbye: [
    "Je suis désolé, je ne peux pas continuer pour l'instant. Merci de rappeler un peu plus tard. Au revoir.",
  ],
  notInService: ["Désolé, ce numéro n'est pas en service. Vérifiez-le et rappelez, s'il vous plaît. Au revoir."],
  companyDisabled: [
    "Désolé, notre assistant téléphonique n'est pas disponible pour le moment. Merci de rappeler plus tard. Au revoir.",
  ],
  callerBlocked: ['Désolé, nous ne pouvons pas prendre cet appel. Au revoir.'],
  callerAnonymous: [
    'Désolé, nous ne pouvons pas prendre les appels en numéro masqué. Merci de rappeler avec votre numéro affiché. Au revoir.',
  ],
  callOver: ["Cet appel est déjà terminé. Rappelez-nous si vous avez besoin d'autre chose. Au revoir."],
  systemApology: ['Veuillez nous excuser, nous avons un problème technique en ce moment.'],
};
