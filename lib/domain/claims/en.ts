import type { Vocabulary } from '#lib/domain/claims/meaning.ts';

export const english: Vocabulary = {
  joinsApostrophes: true,
  verbLast: false,
  pairsAreUmlauts: false,
  dropsSubjects: false,
  deeds: /ed$/,
  words: {
    'refund.given':
      'refunded, re funded, refundet, reimbursed, repaid, compensated, recompensed, paid back, paid you back, ' +
      'paid it back, gave you back, given you back, given back, handed back, handed you back, money backed, ' +
      'made whole, made you whole, undone the payment, reversed the payment, voided the payment, ' +
      'cancelled the payment, undone your payment, reversed your payment, undone your purchase, ' +
      'confirmation of your refund, did the refund, did your refund, did a refund, did that refund',
    'refund.give':
      'refund, refunding, reimburse, reimbursing, repay, repaying, compensate, compensating, pay you back, ' +
      'paying you back, give you back, giving you back, give back, giving back, pay back, paying back',
    'refund.noun':
      'refund, refunds, re fund, reimbursement, reimbursements, repayment, money back, cash back, moneyback, ' +
      'chargeback, what you paid',
    'credit.given': 'credited, comped, waived, topped up, comp ed',
    'credit.give': 'credit, crediting, waive, waiving, comp, top up',
    'credit.noun':
      'credit, credits, store credit, voucher, vouchers, gift card, gift voucher, goodwill, coupon, rebate, ' +
      'discount, bonus, credit note, compensation, gesture',
    'subscription.given':
      'unsubscribed, resubscribed, no longer subscribed, no longer a member, no longer a subscriber',
    'subscription.give': 'unsubscribe, unsubscribing, resubscribe',
    'subscription.noun':
      'cancellation, cancelation, plan change, subscription change, downgrade, upgrade, reactivation',
    plan:
      'subscription, subscriptions, membership, plan, auto renewal, auto renew, autorenewal, renewal, ' +
      'recurring payment, recurring payments, sub, contract, tariff, monthly box',
    changed:
      'cancelled, canceled, cancled, paused, resumed, reactivated, restarted, unpaused, stopped, ended, terminated, ' +
      'changed, switched, upgraded, downgraded, suspended, frozen, froze, unfrozen, closed, deactivated, disabled, ' +
      'turned off, switched off, called off, killed, axed, scrapped, ditched, halted, unfroze, shut down, renewed, ' +
      'extended, moved, put you on, swapped, nixed, switched over, taken you off, took you off, taken off, ' +
      'moved you to, moved you onto, taken it off',
    change:
      'cancel, cancelling, canceling, pause, pausing, stop, stopping, resume, resuming, reactivate, reactivating, ' +
      'switch, switching, change, changing, upgrade, upgrading, downgrade, downgrading, suspend, terminate, ' +
      'terminating, end, ending, moving, move, turning off, turn off, restart, restarting, freeze, freezing',
    done:
      'issued, processed, done, completed, complete, approved, granted, applied, executed, finalised, finalized, ' +
      'authorised, authorized, credited, taken care of, took care of, sorted, sorted out, settled, handled, fixed, ' +
      'dealt with, seen to, squared away, squared, accepted, cleared, reversed, undone, wrapped up, secured, ' +
      'carried out, performed, actioned, did that, did it, yes i did, i did, yes we did, it has been, yes i have, ' +
      'sure have, put through, pushed through, gone through, went through, run through, went out, gone out, ' +
      'rolled back, cut, ran, dished out, effected, took off, knocked off, knocked, taken off, sorted that, ' +
      'sorted you out, hooked you up, came through, come through, confirmed, voided, gone ahead with, went ahead with',
    sent:
      'sent, made, put, placed, posted, added, transferred, wired, returned, released, gave, given, initiated, ' +
      'started, submitted, triggered, arranged, organised, organized, filed, entered, booked, got, gotten, pushed, ' +
      'moved, left, landed, arrived, hit, deposited, dropped, loaded, dispatched, slipped, popped, shot, zapped, ' +
      'beamed, kicked off, lodged, logged, set up, scheduled, ordered, received, delivered, flung, tossed, ' +
      'rustled up, thrown in, threw in, stuck, whacked, chucked, paid, reached, found its way, found their way, ' +
      'handed, passed, bunged, paid out, forwarded, gone back, went back, gone out to',
    do:
      'issue, issuing, process, processing, send, sending, make, making, apply, applying, add, adding, put, putting, ' +
      'transfer, transferring, return, returning, release, releasing, initiate, initiating, trigger, triggering, ' +
      'arrange, arranging, authorise, authorize, approve, approving, push, pushing, give, giving, start, starting, ' +
      'submit, submitting, grant, granting, wire, wiring, book, booking, place, placing, drop, dropping, file, get, ' +
      'getting, handle, handling, do, doing, complete, completing, take care of, taking care of, sort, sorting, ' +
      'execute, post, posting, throw in, throwing in, run, running, putting through, put through, pop, popping, ' +
      'deposit, see to, move, moving, take off, knock off, pay, paying, slip, slipping, stick, sticking, reverse, ' +
      'reversing, undo, void',
    does:
      'you now have, now you have, you have now got, youve now got, here is your, heres your, here s your, ' +
      'there goes your, here you go with your, heres, here is, here s, now shows, now show, pleased to confirm, ' +
      'happy to confirm, glad to confirm, delighted to confirm',
    get:
      'see, receive, get, have, find, notice, spot, be seeing, be getting, be receiving, be there, arrive, appear, ' +
      'show up, show, reach, hit, land, turn up, pop up, come through, drop, come back, go back, be back, come, go, ' +
      'be yours, be waiting, getting, seeing, receiving, flow back, find its way, make its way, follow, be with you, ' +
      'be home, be in your, can expect to see, expect to see',
    state:
      'on its way, on it s way, on the way, on their way, coming, coming back, heading, headed, en route, ' +
      'in progress, under way, underway, in motion, in the works, in the mail, in the post, in the pipeline, ' +
      'pending, all set, done, a done deal, done deal, good to go, ready, final, official, effective, in place, ' +
      'in effect, live, locked in, confirmed, yours, yours again, as good as, back where it belongs, ' +
      'back where they belong, rolling, flying, travelling, traveling, visible, waiting, showing, guaranteed, ' +
      'happening, in process, in transit, in the bag, sitting, sitting pretty, homebound, winging its way, ' +
      'making its way, making their way, going back, going out, home, safe, a reality, in the books, on the house, ' +
      'a fact, in the system, in the air, reality, back with you, flowing, waiting for you, flying home, ' +
      'coming home, going home, is in, is out, is off, are in, are out, back on track with, is there already, ' +
      'is there now, is already there, is now there, is through',
    managed:
      'went ahead and, gone ahead and, managed to, was able to, were able to, ive been able to, have been able to, ' +
      'been able to, succeeded in, finished, just finished, took the liberty of, taken the liberty of, decided to, ' +
      'chose to, made sure to, got around to, my pleasure to, the pleasure of, pleasure to, didnt forget to, ' +
      'did not forget to, did not fail to, didnt fail to, been busy, am done, im done, just done, happily, kindly, ' +
      'got round to, done with',
    money:
      'money, cash, funds, amount, sum, dollars, dollar, bucks, buck, cents, euros, euro, eur, usd, pounds, quid, ' +
      'pesos, reais, purchase price, penny, pennies, dough, full amount, francs, yen, tenner, fiver, grand, ' +
      'whole lot, cent, shipping costs, shipping fee, delivery fee, fees',
    amount:
      'dollars, dollar, bucks, cents, euros, euro, eur, usd, pounds, quid, pesos, reais, francs, yen, tenner, fiver, ' +
      'cent, penny',
    back:
      'back, returned, returning, return, again, reversed, restored, handed, undone, undo, reversing, reverse, void, ' +
      'voided, taken back',
    place:
      'to your card, on your card, onto your card, into your card, to your account, on your account, ' +
      'into your account, onto your account, in your account, to your bank, in your bank, in your pocket, ' +
      'into your pocket, in your wallet, on your statement, your way, with your bank, to the card, onto the card, ' +
      'on the card, to the account, on the account, to your paypal, to your balance, on your balance, ' +
      'in your balance, your balance, to your original payment method, to the original payment method, ' +
      'in your hands, to your credit card, on your credit card, onto your credit card, to your bank account, ' +
      'into your bank account, in your bank account, on your bank account, to your wallet, your card, your account, ' +
      'your bank account, your bank, your pocket, your wallet, your paypal, with you, to you, over to you, ' +
      'your visa, to your visa, on your visa, into your hands, at your bank, in your checking account, ' +
      'in your savings account, your checking account, to your checking account, into your checking account, ' +
      'your savings account, your inbox',
    us: 'i, we, i did not, ive, im, ill, weve, my team, our team, my manager, my colleague, iv',
    you: 'you, you are, your, yours, youve, youll, youre, u, ur, yourself',
    it: 'it, that, this, these, those, they, them, everything, all, which, both, its, thats, itll, thatll, each',
    past: 'have, has, had, youve, was, were, been, did, just, having, ve, hes, to have, gotten',
    now: 'is, are, you are, we are, its, thats, am, im, youre, being, be, gets, get, s, m, re, theres',
    will:
      'will, ll, ill, youll, well, itll, thatll, going to, gonna, about to, im, hereby, can expect to, should, ' +
      'can now, youre, you are, am, shall be, bound to, sure to, set to, will now, can expect, wil, due to be, ' +
      'theyll, therell, there ll, re, m, can expect to see, expect to see',
    may:
      'can, could, would, let me, lemme, want, wants, wanted, like, id, youd, need, needs, needed, able to, try, ' +
      'trying, tried, possible, allowed to, allowed, happy to, glad to, willing to, offer, offering, prefer, wish, ' +
      'hope, hoping, unable, ask, asking, asked, eligible, entitled, qualify, qualifies, how to, in order to, to be, ' +
      'to get, cant, cannot, couldnt, wouldnt, shall i, should i, should we, shall we, id be happy to, ' +
      'considered for, wed, ready to, requires, require, would have, could have, should have, help you get',
    hedge: 'may, might, perhaps, maybe, possibly, d',
    not:
      'not, no, never, none, nothing, neither, nor, nobody, havent, hasnt, hadnt, wasnt, werent, isnt, arent, aint, ' +
      'didnt, dont, doesnt, wont, cant, cannot, couldnt, without, yet to, rather than, instead of, not one, ' +
      'not a cent, i did not, haven t, hasn t, wasn t, isn t, didn t, doesn t, won t, can t, t, not yet, ' +
      'waiting to be, awaiting',
    if:
      'if, unless, provided, providing, in case, whether, assuming, as long as, subject to, depending on, depends, ' +
      'cant promise, cannot promise, cant guarantee, cannot guarantee, not sure, in the event, let me know, ' +
      'just say, say the word, should you, otherwise, of arrival, of receipt, of receiving, of us receiving, ' +
      'of return, of delivery, of getting, of the return, on condition, only when, only once',
    when: 'when, whenever, after, upon, as soon as, once, until, before, following',
    once: 'once, as soon as, until, before, till, by the time',
    proviso:
      'arriv*, receiv*, receipt, return*, approv*, inspect*, verif*, accept*, review*, reach*, agree*, sign*, ' +
      'confirm*, deliver*, say yes, tell me, decide*, authoris*, authoriz*, checked, manager, colleague, inspection, ' +
      'send it back, sent it back, in our warehouse, at our warehouse, identity, verified, you say so, your okay, ' +
      'your ok, goes through, processed, issued, completed, rug back, lamp back, parcel back, item back, items back, ' +
      'package back, order back, table back, curtains back, them back, goods back, it back',
    checks:
      'check, look, log, open, refresh, hang up, wait, visit, glance, scroll, peek, wake, sleep, must know, wonder, ' +
      'wondering, care, remember, curious, believe it, listen, asking, all goes well, may say so, may say, may, ' +
      'anything, ask me, mistaken, want to know, logged in, good news, like good news',
    said:
      'you said, you say, youre saying, you told, you mentioned, you were told, you wrote, you claim, you think, ' +
      'you believe, you thought, you expected, you mean, you heard, was told, you were promised, youve said, ' +
      'youve told, they told you, they said, he said, she said, you were expecting, you were asking, dont see that, ' +
      'do not see that, cant see that, dont see any, no sign that, cant find that, not true that, dont think, ' +
      'do not think, no record that, cant confirm that, cannot confirm that, cant confirm, cannot confirm, ' +
      'cant say that, cannot say that, you asked whether, you asked if, you want to know',
    ask:
      'would, do, did, have, has, is, are, was, were, can, could, shall, should, what, which, how, when, where, why, ' +
      'who, does, may, have i, did i, whats, wheres, hows, whens, am, will, did you know',
    offer:
      'would you like, would you prefer, shall i, should i, shall we, do you want, may i, can i, could i, ' +
      'would it help, how about, what if, would you rather, do you wish, would a, do you, did you, have you, ' +
      'can you, could you, are you, will you, did they, has it, was it, is it, has the, was the, is the, is your, ' +
      'was your, has your, will it, does it',
    know:
      'know, hear, realise, realize, notice, believe it, believe, guess what, happy that, glad that, isnt it, ' +
      'arent you, arent i, love to hear, relieved, pleased, did you know',
    tag:
      'right, okay, ok, yes, yeah, alright, huh, all right, good, great, cool, deal, fair enough, innit, yeh, eh, ' +
      'sound good, happy',
    general:
      'refunds, reimbursements, items, item, orders, purchases, articles, products, customers, returns, goods, ' +
      'anything, things, normally, usually, typically, generally, policy, as a rule, by law, credits, vouchers, ' +
      'members, gifts, sale, purchase price, payments, people, everyone, in general, in principle, unused, ' +
      'subscriptions, coupons, discounts, cancellations, cases, someone, anyone, plans, faulty, damaged',
    innocent:
      'request, requests, message, text, email, e mail, mail, link, form, label, slip, note, to my manager, ' +
      'to a manager, to our manager, to a colleague, to my colleague, to the team, to our team, question, questions, ' +
      'details, instructions, sms, policy, rules, terms, information, info, case, query, ticket, options, option, ' +
      'status, conditions, with my manager, with a colleague, to my supervisor, cart, basket, page, address, wish, ' +
      'inquiry, enquiry, possibility, window, deadline, period',
    goods:
      'order, orders, parcel, package, delivery, shipment, rug, table, lamp, curtains, item, product, replacement, ' +
      'invoice, bill',
    earlier:
      'already, before, earlier, previously, ago, in the past, on may, in may, in january, in february, in march, ' +
      'in april, in june, in july, in august, in september, in october, in november, in december, on january, ' +
      'on february, on march, on april, on june, on july, on august, on september, on october, on november, ' +
      'on december, last week, last month, last year',
    the: 'the, your, this, that, these, those, both',
    det: 'the, your, this, that, a, an, any, some, my, our, no, of, each, every, another, one, whose',
    and: 'and, or, then',
    but:
      'but, so, because, since, though, although, however, yet still, therefore, hence, and now, and so, and yes, ' +
      'and then, plus, whereas, while',
    stop:
      'no problem, no worries, not to worry, not a problem, nothing to worry about, no doubt, without doubt, ' +
      'without a doubt, without question, without hesitation, no question, no sooner, no longer, not only, not just, ' +
      'no less than, never fear, why not, nothing but, consider it, consider that, consider yourself, consider this, ' +
      'consider your, once again, can confirm, confirm, say, tell you, assure you, promise, report, announce, ' +
      'inform you, know, believe, guarantee, swear, reveal, declare, happy to say, glad to say, pleased to say, ' +
      'happy to report, think, guess, bet, as you said, as you asked, as you wished, as you wanted, as promised, ' +
      'if im not mistaken, if i am not mistaken, if you must know, if i may say so, if i may, if you ask me, ' +
      'unless im mistaken, if anything, even if, no need to worry, not a moment too soon, see that, confirm that, ' +
      'tell, mention, note, share, for sure, of course, dont worry, do not worry, no kidding, no joke, ' +
      'no more waiting, no more worries, no need to wait, no questions asked, not gonna lie, not going to lie, ' +
      'without delay, without further ado, regarding, about, concerning',
    price: 'total, balance, remaining, price, costs, cost, worth, new total, subtotal',
    light:
      'now, also, too, gladly, actually, really, indeed, already, right away, at once, immediately, straight away, ' +
      'today, tonight, officially, finally, fully, completely, successfully, happily, personally, kindly, quickly, ' +
      'quietly, basically, simply, literally, even, ever, still, only, well, okay, ok, so far, yet, there, here, ' +
      'for, of, on, in, to, with, from, at, by, as, into, onto, out, up, off, over, through, me, my, us, our, full, ' +
      'whole, entire, partial, small, little, nice, big, complete, total, a, an, some, first, second, other, ' +
      'another, more, well then, then, very, must, probably, likely, surely, certainly, definitely, absolutely, ' +
      'please, thanks, sure, yes, yeah, yep, done, perfect, great, good, news, all, half, rest, difference, ' +
      'question, card, account, bank, credit card, credit cards, card number, name, behalf, side, end, system, ' +
      'morning, afternoon, minute, moment, ago, him, her, he, she, who, call you back, call back, get back to you, ' +
      'come back to you, getting back to you, you returned, you sent, you paid, you bought, you sent back, you put, ' +
      'you made, you placed, youve returned, youve paid, youve sent, you have returned, you have paid, ' +
      'you have sent, you ordered, you received, you cancelled, you canceled, you paused, you changed, you switched, ' +
      'you started, you moved, you stopped, you got, automatically, instantly, hereby, pretty, quite, like magic, ' +
      'as requested, as agreed, though, per, cent, entirely, thing, matter, monday, tuesday, wednesday, thursday, ' +
      'friday, saturday, sunday, january, february, march, april, june, july, august, september, october, november, ' +
      'december, tomorrow, week, weekend, day, days, hour, hours, month, as we speak, visa, mastercard, amex, ' +
      'paypal, something, every, everyone, each, last, next, be, couple, few, working, business, within, about, ' +
      'speak, by then, soon, shortly, latest, later, earlier, process, charge, delivery, shipping, fee, number, ' +
      'plastic, gold, as good as gold, d, ll, as a credit, as credit, and dusted, dusted, unfortunately, sadly, ' +
      'luckily, fortunately, you wanted, you asked for, you requested',
    your: 'your, ur',
    indefinite: 'a, an',
    whole: 'everything, it all, all of it, the lot',
    planState:
      'over, gone, history, no more, dead, on hold, off, back on, active again, running again, finished, ' +
      'no longer active, in the past, inactive, live again, up and running, on pause, to a halt, on ice',
    turn: 'anything else, is there, what else, can i, may i, would you, could i, do you, shall i, how else, any other',
    harmless:
      'found, checked, looked, look, looking, see, seen, saw, read, noted, heard, understood, understand, asked, ' +
      'requested, discussed, explained, explain, mentioned, talked, talk, forwarded, escalated, opened, searched, ' +
      'verified, verify, reviewed, review, considered, received your, charged, debited, billed, taken, deducted, ' +
      'withdrawn, spent, owed, declined, denied, rejected, refused, disputed, delayed, lost, missing, late, ' +
      'possible, limited, subject, based, below, above, under, outside, beyond, wrong, high, low, large, different, ' +
      'explaining, check, checking, search, find, finding, ask, read out, help, helping, connect, transfer you, ' +
      'discuss, describe, compare, calculate, calculated, estimate, estimated, expected, quoted, promised, offered, ' +
      'offer, proposed, wanted, hoped, tried, attempted, failed, stopped short, attached, bounced, blocked, ' +
      'pending review, linked, listed, mention, trouble, apologise, apologize, sorry, wonder, wondering, interested, ' +
      'purchased, bought, spoke, spoken, called, contacted, logged in, counted, compared, waited, been waiting, due, ' +
      'depend, depends, vary, varies, like, outstanding, overdue, active, expired, expires, applies, apply at',
    home: 'back',
    charge: 'charge, debit, transaction, payment, purchase, billing',
    undone:
      'reversed, undone, voided, reverse, reversing, undo, void, voiding, cancelled, canceled, wiped, scrubbed, ' +
      'dropped',
    limit:
      'over, above, up to, more than, less than, under, below, at least, beyond, exceeding, of up to, from, ' +
      'larger than',
    query: 'what, how much, how many, why, where',
    changes: 'you are now on, youre now on, you re now on, now on the',
  },
};
