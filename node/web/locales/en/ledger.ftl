# Ledger
ledger-head = What left about you
ledger-count = { $count ->
    [0] Nothing has left your node about you.
    [one] One thing has left your node about you. Only you see this.
   *[other] { $count } things have left your node about you. Only you see this.
}
ledger-older = { $count ->
    [one] Show one older
   *[other] Show { $count } older
}
ledger-back-head = To take something back
ledger-back = A standing yes: change what the tie may serve, under People. A question or request: close it, under My asks. A bridge: end it with the command line.
left-asked = You asked ({ $kind }). { $partners ->
    [0] The question stayed inside your organisation.
    [one] The question went to one partner organisation, without your name.
   *[other] The question went to { $partners } partner organisations, without your name.
} { $clear ->
    [0] Nothing in it could be read.
    [one] One word of it could be read by everybody it reached.
   *[other] { $clear } words of it could be read by everybody it reached.
}
left-request = Your request ({ $kind }) and a sealed letter went to { $who }, who saw that they came from you. Everybody on the way could read your note.
left-offer = You said yes to { $org }, about { $name }: an offer left. It said how many steps away somebody is and how strong the weakest tie is, and named neither of you.
left-offer-standing = Under your standing yes an offer went to { $org }, about { $name }. It said how many steps away somebody is and how strong the weakest tie is, and named neither of you.
left-passed = You passed on a request of { $org } to { $who }, who saw that it came from you. Your card goes to the one who asked only with an answer.
left-led = A request of { $org } that you passed on led to an answer. Your card went back with it, sealed for the one who asked.
left-answered = You answered a letter from { $org }, about { $name }. The answer and your card are sealed for the one who asked.
left-withdrawn = You withdrew a request ({ $kind }). Whoever it waited for does not see it any more.
left-bridge = Your card and certificate went to { $who }, to tie a bridge.
left-bridge-ended = { $who }: their organisation was told that your bridge is over.
left-evaluated = { $count ->
    [one] One address, number or profile of your contacts went to { $org } in a form nobody there can read, so that its questions can find them.
   *[other] { $count } addresses, numbers and profiles of your contacts went to { $org } in a form nobody there can read, so that its questions can find them.
}
left-word = A word of yours went along a request of { $org }, sealed for the one person it was for.
left-knocked = { $partners ->
    [one] You knocked: your card, note and a link are on their way to one partner, readable only for who has that address and lets themself be found, and for both nodes.
   *[other] You knocked: your card, note and a link are on their way to { $partners } partners, readable only for who has that address and lets themself be found, and for both nodes.
}
left-alert = An opportunity of yours went, in clear and with your signature, to { $who }.
left-alert-answered = You answered an opportunity of { $org }. The answer and your card are sealed for the one who sent it.
