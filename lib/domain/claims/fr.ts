import type { Vocabulary } from '#lib/domain/claims/meaning.ts';

/** Without accents "remboursé" and "rembourse" are one; with a "je" before it either is a claim. */
export const french: Vocabulary = {
  joinsApostrophes: false,
  verbLast: false,
  pairsAreUmlauts: false,
  dropsSubjects: false,
  words: {
    'refund.given':
      'rembourse, remboursee, rembourses, remboursees, recredite, recreditee, recredites, restitue, restituee, ' +
      'restitues, dedommage, dedommagee, indemnise, indemnisee, annule le paiement, annule votre paiement, ' +
      'confirmation de votre remboursement',
    'refund.give':
      'rembourser, remboursons, remboursant, rembourse, restituer, recrediter, dedommager, indemniser, vous rendre, ' +
      'remboursez',
    'refund.gives':
      'rembourserai, rembourserons, recrediterai, recrediterons, restituerai, restituerons, remboursera, ' +
      'dedommagerai, serez rembourse, serez remboursee, sera rembourse, sera remboursee, seront rembourses',
    'refund.noun': 'remboursement, remboursements, restitution, ce que vous avez paye',
    'credit.given': 'credite, creditee, credites, creditees, offert, offerte, offerts',
    'credit.give': 'crediter, creditons, offrir, offrons',
    'credit.gives':
      'crediterai, crediterons, offrirai, offrirons, vous offre, j offre, on vous offre, je vous fais cadeau',
    'credit.noun':
      'credit, credits, bon d achat, bons d achat, bon de reduction, un avoir, votre avoir, l avoir, d un avoir, ' +
      'avoir de, cet avoir, geste commercial, cheque cadeau, carte cadeau, remise, reduction, ristourne, bonus, ' +
      'compensation, cagnotte, dedommagement, points de fidelite, d avoir',
    'subscription.noun':
      'resiliation, desabonnement, annulation, suspension, changement de formule, reactivation, ' +
      'changement d abonnement, pause',
    'subscription.given': 'desabonne, desabonnee, reabonne, reabonnee, n etes plus abonne, n etes plus abonnee',
    'subscription.give': 'desabonner, reabonner, desabonne',
    plan:
      'abonnement, abonnements, adhesion, formule, forfait, renouvellement, renouvellement automatique, contrat, ' +
      'plan, reconduction, prelevement automatique, prelevements',
    changed:
      'resilie, resiliee, resilies, annule, annulee, annules, suspendu, suspendue, suspendus, mis en pause, ' +
      'mise en pause, repris, reprise, reactive, reactivee, change, changee, modifie, modifiee, interrompu, ' +
      'interrompue, stoppe, stoppee, termine, terminee, desactive, desactivee, passe a, passee a, bascule, basculee, ' +
      'coupe, coupee, supprime, supprimee, cloture, cloturee, gele, gelee, renouvele, renouvelee, prolonge, relance, ' +
      'relancee, reconduit, ferme, fermee, bloque, fini, finie, passe au, pause, migre, remis en route, est arrete, ' +
      'ai arrete, a ete arrete, avons arrete, retire du, retiree du, sorti du, sortie du, retire de, est arretee, ' +
      'ete arretee, mis fin, mis un terme',
    change:
      'resilier, annuler, suspendre, mettre en pause, reprendre, reactiver, changer, modifier, arreter, interrompre, ' +
      'stopper, desactiver, resilie, annule, suspends, suspendons, change, modifie, arrete, passer a, passer au, ' +
      'mets en pause, resilions, annulons, basculer, couper, cloturer, passe au',
    changes:
      'resilierai, annulerai, suspendrai, reactiverai, changerai, mettrai en pause, resilierons, annulerons, ' +
      'arreterai, vous etes maintenant sur, vous etes desormais sur, etes desormais sur, etes maintenant sur',
    done:
      'emis, emise, effectue, effectuee, effectues, traite, traitee, fait, faite, faits, faites, valide, validee, ' +
      'approuve, approuvee, accorde, accordee, termine, terminee, acheve, execute, executee, regle, reglee, accepte, ' +
      'acceptee, autorise, autorisee, finalise, finalisee, boucle, bouclee, occupe, occupee, debloque, debloquee, ' +
      'enclenche, enclenchee, applique, appliquee, concretise, conclu, realise, realisee, procede, ok, bon, ' +
      'confirme, arrange, arrangee, octroye, octroyee, solde, charge, chargee, expedie, credite, creditee, retire, ' +
      'annule, deduit, passee, complete, honore, ordonne, c est fait, chose faite, obtenu, decroche, enregistre, ' +
      'enregistree, l ai fait, oui je l ai fait, complet, annulee',
    sent:
      'envoye, envoyee, envoyes, mis, mise, ajoute, ajoutee, ajoutes, verse, versee, verses, transfere, transferee, ' +
      'vire, viree, vires, lance, lancee, initie, initiee, depose, deposee, rendu, rendue, rendus, retourne, ' +
      'retournee, retournes, renvoye, renvoyee, renvoyes, declenche, declenchee, programme, programmee, place, ' +
      'placee, donne, donnee, parti, partie, partis, arrive, arrivee, arrives, reparti, poste, transmis, glisse, ' +
      'glissee, porte, reverse, reversee, reverses, remis, remise, revenu, revenue, revenus, recu, emballe, ' +
      'ordonnance, expediee, inscrit, attribue, cree, balance, bascule, genere, recupere, paye, regle, repartis, ' +
      'repartie, soumis, soumise',
    do:
      'emettre, emets, effectuer, effectue, effectuons, traiter, traite, traitons, faire, fais, faisons, envoyer, ' +
      'envoie, envoyons, mettre, mets, ajouter, ajoute, ajoutons, verser, verse, versons, transferer, transfere, ' +
      'virer, lancer, lance, lancons, rendre, rends, rendons, retourner, retourne, renvoyer, renvoie, renvoyons, ' +
      'valider, valide, approuver, appliquer, applique, deposer, depose, proceder, procede, procedons, occuper, ' +
      'occupe, donner, donne, accorder, accorde, declencher, declenche, vire, crediter, credite, enclencher, ' +
      'enclenche, reverser, reverse, autorise, debloquer, debloque, soumettre, soumets, terminer, finaliser, ' +
      'boucler, conclure, achever, obtenir, regler',
    does:
      'emettrai, effectuerai, effectuerons, traiterai, ferai, ferons, enverrai, enverrons, mettrai, ajouterai, ' +
      'ajouterons, verserai, verserons, transfererai, lancerai, rendrai, rendrons, retournerai, renverrai, ' +
      'validerai, appliquerai, deposerai, procederai, accorderai, donnerai, procederons, reverserai, reverserons, ' +
      'virerai, virerons, voici votre, voila votre, voici vos, voila vos, voici, vous avez deja, ' +
      'vous avez maintenant, vous avez desormais, affiche maintenant, affiche desormais, montre maintenant, ' +
      'indique maintenant, plaisir de confirmer, plaisir de vous confirmer, heureuse de confirmer, ' +
      'heureux de confirmer',
    get:
      'verrez, recevrez, aurez, recupererez, retrouverez, toucherez, voir, recevoir, avoir, recuperer, retrouver, ' +
      'toucher, apparaitra, apparaitront, arrivera, arriveront, reviendra, reviendront, sera la, sera de retour, ' +
      'tombera, sera visible, parviendra, seront la, revoir, arriver, revenir, revoyez, recuperez, figurera, ' +
      'figureront, sera sur, seront sur, affichera, montrera, refletera',
    state:
      'en route, en chemin, en cours, parti, partie, partis, c est fait, fait, faite, pret, prete, c est bon, ' +
      'c est regle, a vous, est la, definitif, effectif, effective, confirme, acquis, acquise, sur le chemin, ' +
      'en attente, dans les tuyaux, imminent, visible, revient, reviennent, chose faite, boucle, bouclee, regle, ' +
      'reglee, rentre, rentrent, en traitement, en transit, en train d arriver, assure, garanti, ' +
      'en cours de traitement, en cours d execution, sur les rails, dans la boite, disponible, est a vous, ' +
      'sont a vous, vous revient, vous reviennent, vole, arrive, arrivent, dans la poche, officiel, ' +
      'sur le point d arriver, part, file, complet, complete, vous attend, vous attendent, est passe, est passee, ' +
      'rentre a la maison, vole vers, volent, repartent, repart, partent',
    managed:
      'viens de, viens d, venons de, venons d, vient de, vient d, viens juste de, reussi a, ai pu, avons pu, ' +
      'j ai pu, parvenu a, parvenue a, pris la liberte de, pris soin de, viens tout juste de, ai reussi a, ' +
      'eu le plaisir de, veille a, pense a, fini de, termine de, pas oublie de, pas manque de, pas hesite a, ' +
      'me suis permis de, me suis permise de, pris les devants et, me suis empresse de, me suis empressee de, ' +
      'me suis charge de, me suis chargee de',
    money:
      'argent, somme, montant, dollars, euros, euro, dollar, francs, sous, fric, fonds, thune, reais, balles, ' +
      'totalite, montants, centimes, integralite, pepetes, centime, frais',
    amount: 'dollars, euros, euro, dollar, francs, reais, balles, centimes, centime',
    back:
      'retour, de retour, retourne, retournee, retournes, rendu, rendue, rendus, rendre, rends, rendons, rendrai, ' +
      'rendrons, revient, reviennent, revenu, revenus, reviendra, reviendront, revenir, recuper*, restitu*, renvoy*, ' +
      'renvoie, renverrai, reverse, reversee, reverses, reverser, reverserai, reverserons, retrouv*, recredit*, ' +
      'en retour, a nouveau, de nouveau, reparti, retourner, remis, remise, revoir, rentre, rentrent, annule, ' +
      'annulee, repartis, repartie',
    place:
      'sur votre carte, sur votre compte, a votre compte, a votre banque, chez votre banque, dans votre poche, ' +
      'sur la carte, sur le compte, dans votre portefeuille, sur votre solde, votre solde, vers votre carte, ' +
      'vers votre compte, votre compte, votre carte, votre banque, dans votre cagnotte, sur ta carte, ' +
      'sur ton compte, votre compte bancaire, sur votre compte bancaire, vers votre banque, a votre credit, ' +
      'votre poche, votre portefeuille, sur votre moyen de paiement, chez vous, sur votre visa, votre visa, ' +
      'vers votre visa, entre vos mains, dans vos mains, avec vous, sur votre releve, sur votre paypal, ' +
      'sur votre extrait',
    us: 'je, j, nous, on, ai, jai, avons, mon equipe, notre equipe',
    you: 'vous, votre, vos, te, t, ton, ta, tes, tu, toi, votre carte',
    it: 'cela, ca, c, tout, ceci, celui ci, elle, il, ils, elles, l, qui, le',
    past:
      'a, ont, ai, avons, avez, ete, jai, etait, avait, avais, as, vient d etre, viennent d etre, fut, furent, ' +
      'avez ete',
    now: 'est, sont, etes, es, sera, seront, serez, se, va, cest, etre',
    will:
      'vais, allons, va, vont, allez, suis en train de, sommes en train de, en train de, par la presente, verrez, ' +
      'recevrez, aurez, recupererez, retrouverez, toucherez, apparaitra, apparaitront, arrivera, arriveront, ' +
      'reviendra, reviendront, sera la, sera de retour, tombera, sera visible, parviendra, seront la, devriez, ' +
      'devrait, devraient, sera, seront, serez, figurera, figureront, sera sur, seront sur, affichera, montrera, ' +
      'refletera, pouvez vous attendre a, attendez vous a, pouvez compter sur, comptez sur',
    may:
      'peux, peut, pouvons, pourrais, pourrait, pourrions, pourriez, pouvez, voulez, voudriez, voudrais, souhaitez, ' +
      'souhaiteriez, desirez, aimeriez, dois, doit, faut, laissez moi, permettez moi, essayer, essaie, essaye, ' +
      'tenter, tente, proposer, propose, possible, besoin, demander, demande, avant de, prefereriez, preferez, ' +
      'serait, seraient, seriez, aurais, aurait, aurions, pour que, pouvoir, voulez vous que, souhaitez vous que, ' +
      'veut, comment, eligible, droit a, afin de, quand je, voulons, devons, peuvent, peux pas, serais, serait il, ' +
      'vouliez, souhaitiez, puissiez, veuillez, vouloir, aimerais, pourra, pourrai, pourront, devra, devrai, voudra, ' +
      'vous voulez que, souhaitez que, vous souhaitez que, vous preferez que, preferez vous que, desirez vous que, ' +
      'aimeriez vous que, faut il que, voudriez vous que, aimeriez que, voulez que, preferez que, pour etre, d etre',
    hedge: 'peutetre, ait, aient, soit, soient',
    not: 'pas, jamais, rien, aucun, aucune, ni, personne, point, guere, non, sans, aucunement, nullement',
    if:
      'si, s il, s ils, s elle, a condition, sous reserve, en cas de, au cas ou, pourvu que, selon, depend, ' +
      'des reception, apres reception, a reception, suivant la reception, suivant reception, suivant le retour, ' +
      'sauf, ne peux pas promettre, ne peux pas garantir, il faut, apres la reception, apres le retour, dites moi, ' +
      'des le retour, apres verification, apres accord, apres validation, apres avoir recu, ' +
      'a partir de la reception, a compter de la reception, soumis',
    when: 'lorsque, lorsqu, quand, apres, une fois, des que, des qu, avant que, avant qu, jusqu a ce que, tant que',
    once: 'une fois, une fois que, des que, des qu, avant que, avant qu, jusqu a ce que, tant que',
    proviso:
      'recu, recue, recus, recevons, recevrons, reception, retour, retourne, arrive, arrivee, arrivera, accepte, ' +
      'acceptee, valide, validee, validation, approuve, approuvee, verifie, verifiee, verification, inspecte, ' +
      'controle, confirme, accord, responsable, livre, livree, renvoye, renvoyee, parvenu, parvenue, entrepot, ' +
      'traite, traitee, aurons, emis, effectue',
    checks:
      'regardez, consultez, verifiez, ouvrez, allez, connectez, attendez, raccrochez, savoir, trompe, demandez, ' +
      'permettez, interesse, rassure, dire, tout va bien, jetez, je puis, vous voulez savoir, ne me trompe',
    said:
      'vous dites, vous avez dit, vous disiez, vous m avez dit, vous avez mentionne, on vous a dit, selon vous, ' +
      'vous pensez, vous pensiez, vous croyez, vous croyiez, vous m expliquez, vous attendiez, vous me dites, ' +
      'on vous a promis, d apres vous, vous me disiez, ne vois pas que, ne vois pas qu, ne trouve pas que, ' +
      'ne crois pas que, ne crois pas qu, ne pense pas que, ne pense pas qu, ne peux pas confirmer que, ' +
      'ne peux pas confirmer qu, pas vrai que, pas vrai qu, aucune trace qu',
    ask:
      'voulez, souhaitez, pouvez, puis je, quel, quelle, quels, quelles, comment, quand, ou, pourquoi, qui, que, ' +
      'est ce, avez, est, preferez, desirez, combien, dois je, a t, aimeriez, puis, faut il, vous voulez, ' +
      'vous souhaitez, vous avez, vous preferez, avez vous, qu est, est ce que, est ce qu',
    offer:
      'voulez vous, souhaitez vous, puis je, dois je, preferez vous, aimeriez vous, desirez vous, et si, ' +
      'que diriez vous, ca vous',
    know: 'saviez, savez, devinez, heureux, heureuse, apprendre, content, rassure, remarque',
    tag: 'd accord, ok, okay, hein, non, n est ce pas, bien, bon, oui, vu, pas vrai, accord, compris',
    general:
      'articles, article, produits, produit, clients, commandes, achats, remboursements, retours, normalement, ' +
      'generalement, habituellement, en general, d habitude, politique, abonnements, credits, bons d achat, ' +
      'un article, un produit, se fait, se font, s effectue, s effectuent, par la loi, principe, tout achat, cas, ' +
      'quelqu un, gens, colis endommages, annulations, s applique, s appliquent',
    innocent:
      'demande, message, texto, mail, e mail, email, lien, formulaire, etiquette, note, a mon responsable, ' +
      'a un responsable, a un collegue, question, questions, details, instructions, sms, politique, regles, ' +
      'information, informations, dossier, options, option, statut, conditions, panier, adresse, page, delai, ' +
      'possibilite, a ma responsable, a l equipe, a mon collegue, requete, responsable, reclamation, bon de retour',
    goods:
      'commande, commandes, colis, livraison, envoi, tapis, table, lampe, rideaux, article, produit, facture, achat',
    earlier:
      'deja, auparavant, precedemment, il y a, en mai, en janvier, en fevrier, en mars, en avril, en juin, ' +
      'en juillet, en aout, en septembre, en octobre, en novembre, en decembre, janvier, fevrier, mars, avril, mai, ' +
      'juin, juillet, aout, septembre, octobre, novembre, decembre, le mois dernier, la semaine derniere, ' +
      'l an dernier, plus tot',
    the: 'le, la, les, l, ce, cet, cette, ces, votre, vos, ton, ta',
    and: 'et, ou, puis',
    but:
      'mais, car, parce que, alors, puisque, cependant, pourtant, et maintenant, et voila, et puis, tandis que, ' +
      'comme, ainsi',
    stop:
      'pas de souci, pas de soucis, pas de probleme, pas d inquietude, sans souci, sans probleme, sans aucun doute, ' +
      'aucun doute, aucun souci, aucun probleme, pas seulement, rien a craindre, ne vous inquietez pas, ' +
      'n ayez crainte, sans attendre, sans tarder, une fois de plus, encore une fois, sans hesiter, je confirme, ' +
      'confirmer, confirme que, vous dire, annoncer, informer, informe, assure que, vous assure, promets, garantis, ' +
      'sachez, jure, crois, pense, considerez, considerez le, considerez que, comme promis, comme convenu, ' +
      'comme demande, comme vous l avez demande, comme vous le vouliez, dire que, rassurer, rassurez vous, ' +
      'figurez vous, que, qu, bien sur, aucune inquietude, n est plus, rien de plus simple, pas moins de, ' +
      'plus de souci, s il vous plait, si je puis dire, si je ne me trompe, sans faute, a propos, concernant, ' +
      'au sujet de, quant a',
    price: 'total, solde, restant, prix, coute, cout, frais',
    light:
      'deja, aussi, bien, tout, toute, juste, vraiment, effectivement, maintenant, aujourd hui, immediatement, ' +
      'tout de suite, officiellement, finalement, enfin, entierement, completement, integralement, personnellement, ' +
      'rapidement, directement, meme, encore, seulement, de, du, des, d, en, y, a, au, aux, avec, pour, par, dans, ' +
      'sur, un, une, le, la, les, l, entier, plein, partiel, petit, petite, grand, autre, nous, me, m, moi, mon, ma, ' +
      'notre, nouvelle, nouvelles, bonne, bonnes, oui, merci, parfait, carte, compte, banque, nom, part, systeme, ' +
      'carte de credit, carte bancaire, moment, instant, seconde, minute, matin, soir, que, qu, ce, se, s, n, ne, ' +
      'probablement, surement, certainement, doit, automatiquement, de nouveau, a nouveau, chose, moitie, reste, ' +
      'lui, leur, est, etes, sont, suis, sommes, serez, sera, moi meme, aussitot, hier, promis, cote, egalement, ' +
      'desormais, apres tout, chez, jours, heures, hop, voila, super, bref, euh, ben, tiens, entiere, ' +
      'vous avez retourne, vous avez renvoye, vous avez paye, vous avez achete, rendez, demain, malheureusement, ' +
      'meme pas, bel, belle, histoire, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, fevrier, ' +
      'mars, avril, mai, juin, juillet, aout, septembre, octobre, novembre, decembre, semaine, jour, heure, visa, ' +
      'mastercard, quelque chose, chaque, petit quelque chose, tout a fait, dernier, prochain, ouvres, bientot, ' +
      'procedure, processus, ce moment, instant meme, livraison, plus tard, vers, permis, tot, etre, numero, donc, ' +
      'aurai, aurons, aura, comme un credit, comme credit, en credit, heureusement, helas, que vous attendiez, ' +
      'que vous avez demande',
    your: 'votre, vos, ton, ta, tes',
    indefinite: 'un, une',
    whole: 'tout',
    planState:
      'en pause, de l histoire ancienne, a nouveau actif, de nouveau actif, a nouveau active, de nouveau active, ' +
      'redevenu actif, mort, enterre, fini, finie, termine, terminee, inactif, de l histoire',
    turn: 'autre chose, quelque chose d autre, puis je, que puis je, avez vous, voulez vous, y a t il, souhaitez vous',
    harmless:
      'trouve, trouvee, trouver, verifie, verifiee, verifier, regarde, regarder, vu, vue, voir, vois, lu, lire, ' +
      'note, notee, entendu, compris, comprends, demande, demandee, discute, explique, expliquer, mentionne, ' +
      'transfere votre, escalade, ouvert, cherche, chercher, consulte, consulter, debite, debitee, debites, preleve, ' +
      'prelevee, prelevement, facture, facturee, depense, refuse, refusee, rejete, retarde, retardee, perdu, perdue, ' +
      'possible, limite, limitee, plafonne, plafonnes, soumis, base, superieur, inferieur, different, eleve, ' +
      'calcule, calculer, estime, estimer, promis, propose, proposee, essaye, essayee, tente, echoue, bloque, ' +
      'bloquee, passe un, aider, aide, comparer, compare, prend, prennent, prendra, achete, achetee, parle, parler, ' +
      'appele, desole, desolee, regrette, depend, dependra, varie, examiner, examine, examinee, demander, attend, ' +
      'dit, ecrit, ecrire, rappeler, met, mettent, prevu, prevue, actif, active, commence, commencee, debute, ' +
      'expire, expiree, perime',
    home: 'de retour, en retour',
    charge: 'debit, prelevement, paiement, achat, transaction',
    undone: 'annule, annulee, annules, annuler',
    limit: 'plus de, jusqu a, moins de, au dessus de, superieur a, superieurs a, au dela de, de plus de, a partir de',
    query: 'ce qui, combien, pourquoi',
  },
};
