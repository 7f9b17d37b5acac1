import type { Scripts } from '#lib/domain/script.ts';

/** What we say ourselves, in Portuguese, of Brazil. */
export const portuguese: Scripts = {
  disclosure: ['Olá, aqui é {name}, assistente de inteligência artificial da {company}.'],
  greeting: ['Como posso ajudar você hoje?'],
  welcomeBack: ['Que bom que você ligou de novo. Parece que a ligação caiu. Vamos continuar de onde paramos?'],
  outboundOpening: ['Estou ligando sobre o seguinte: {about}. Você tem um momento?'],
  callbackOpening: ['Você pediu que ligássemos de volta. Você tem um momento?'],
  voicemail: ['Sinto não ter conseguido falar com você. Ligue de volta para este número quando for melhor. Até logo.'],
  noMoreCalls: ['Claro. Já anotei, e não vamos mais ligar para você. Até logo.'],
  filler: [
    'Um momento, por favor.',
    'Deixa eu ver.',
    'Ok, só um segundo.',
    'Só um instante.',
    'Certo, já vejo isso para você.',
    'Deixa eu pensar um segundinho.',
    'Claro, me dá um momento.',
    'Tudo bem, um momentinho.',
  ],
  firstNudge: ['Pode falar, estou ouvindo. Como posso ajudar?', 'Desculpe, não ouvi nada. Como posso ajudar?'],
  secondNudge: ['Você ainda está aí? Me conte em poucas palavras o motivo da sua ligação.'],
  whisper: [
    'Aqui é da {company}. A nossa assistente de inteligência artificial está passando a ligação de um cliente para você.',
  ],
  whyAsked: ['O cliente pediu para falar com uma pessoa.'],
  whySilent: ['O cliente não disse nada até agora.'],
  whyStuck: ['A assistente não conseguiu continuar sozinha.'],
  whisperPress: ['Aperte 1 para atender a ligação ou 2 para recusar.'],
  callerLeft: ['O cliente desligou. Até logo.'],
  silenceGoodbye: ['Não estou ouvindo ninguém, então vou encerrar a ligação. Ligue de novo quando quiser. Até logo.'],
  goodbye: ['A {company} agradece a sua ligação. Tudo de bom e até logo.'],
  transfer: ['Vou passar você agora para uma pessoa da equipe. Por favor, não desligue.'],
  transferNoAnswer: [
    'Sinto muito, eu tentei, mas ninguém da equipe atendeu. Continuo aqui para ajudar: como você quer seguir?',
  ],
  transferBusy: [
    'Sinto muito, eu tentei, mas a linha da equipe está ocupada. Continuo aqui para ajudar: como você quer seguir?',
  ],
  transferFailed: [
    'Sinto muito, não consegui completar a ligação com a equipe. Continuo aqui para ajudar: como você quer seguir?',
  ],
  transferNobodyFree: [
    'Sinto muito, eu tentei, mas ninguém da equipe está livre agora. Continuo aqui para ajudar: como você quer seguir?',
  ],
  tryingNext: ['Ainda não consegui falar com ninguém e vou tentar outra pessoa. Por favor, não desligue.'],
  afterHours: ['Sinto muito, a esta hora não há ninguém da nossa equipe.'],
  stillHere: ['Mas eu continuo aqui: em que posso ajudar?'],
  noPerson: ['Sinto muito, não tenho uma pessoa para quem passar você. Mas ajudo no que eu puder: do que se trata?'],
  mayRecord: ['Posso gravar a sua mensagem para a equipe? Diga sim, por favor, ou aperte 1.'],
  recordNow: ['Fale depois do sinal, por favor, e aperte qualquer tecla quando terminar.'],
  recorded: ['Pronto, a sua mensagem para a equipe foi gravada. O que mais posso fazer por você?'],
  notRecorded: [
    'Tudo bem, nada será gravado. Você também pode dizer a mim, e eu passo por escrito: o que a equipe deve saber?',
  ],
  nothingRecorded: [
    'Não ouvi nenhuma mensagem. Você também pode dizer a mim, e eu passo por escrito: o que a equipe deve saber?',
  ],
  afterPerson: ['A conversa com a equipe terminou. A {company} agradece a sua ligação. Até logo.'],
  tooSlow: ['Desculpe, isso demorou demais. Pergunte de novo, por favor, ou digite zero para falar com uma pessoa.'],
  tooSlowNoPerson: ['Desculpe, isso demorou demais. Você pode perguntar mais uma vez, por favor?'],
  failedToPerson: ['Desculpe, algo deu errado aqui do meu lado. Vou passar você agora para uma pessoa.'],
  failedTryAgain: ['Desculpe, algo deu errado aqui do meu lado. Você pode repetir, por favor?'],
  failedGoodbye: [
    'Peço desculpas, estou com um problema técnico e não consigo ajudar agora. Por favor, ligue de novo um pouco mais tarde. Até logo.',
  ],
  refusal: [
    'Desculpe, nisso eu não posso ajudar. Posso ajudar em outra coisa? Ou digite zero para falar com uma pessoa.',
  ],
  refusalNoPerson: ['Desculpe, nisso eu não posso ajudar. Posso ajudar em outra coisa?'],
  managerIntro: [
    'Olá, aqui é {manager}, a IA responsável pela gerência da {company}. Já estou com toda a sua história aqui.',
  ],
  notDone: ['Para deixar claro, até agora nada foi alterado na sua conta.'],
  busyToPerson: ['Sinto muito, agora não consigo continuar com isso. Vou passar você para uma pessoa.'],
  busyGoodbye: [
    'Sinto muito, agora não consigo continuar com isso. Por favor, ligue de novo um pouco mais tarde. Até logo.',
  ],
  notInService: ['Desculpe, este número não está em serviço. Por favor, confira o número e ligue de novo. Até logo.'],
  companyDisabled: [
    'Desculpe, nosso assistente telefônico não está disponível no momento. Por favor, ligue mais tarde. Até logo.',
  ],
  callerBlocked: ['Desculpe, não podemos atender esta ligação. Até logo.'],
  callerAnonymous: [
    'Desculpe, não podemos atender ligações de número oculto. Por favor, ligue de novo mostrando o seu número. Até logo.',
  ],
  callOver: ['Esta ligação já foi encerrada. Se precisar de mais alguma coisa, ligue de novo. Até logo.'],
  systemApology: ['Desculpe, estamos com um problema técnico neste momento.'],
};
