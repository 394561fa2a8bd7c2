# Inbox
inbox-empty = Nothing waits for you.
inbox-foot = What you decline or leave alone looks the same to everybody else: silence.
head-prompt-introduction = { $org } is looking for somebody who can introduce them to { $name }
head-prompt-intelligence = { $org } is looking for somebody who knows { $name }
head-prompt-influence = { $org } is looking for somebody who can put in a word with { $name }
head-prompt-appraisal = { $org } is looking for somebody who has worked with { $name }
head-prompt-you = Somebody at { $org } is looking for you
head-hop = Pass on a request from { $org }?
head-letter = A letter for you, about { $name }
head-letter-you = A letter for you, from somebody who looked for you
head-bridge-accepted = { $name } took up your bridge link
head-bridge-confirmed = { $name } confirmed your bridge
head-knock = { $name } at { $org } knocks
head-knock-broken = Somebody at { $org } knocks
head-alert = An opportunity from { $org }
question-prompt = May we say that somebody here knows them? You stay unnamed.
question-prompt-org = May we say that somebody here knows it? You stay unnamed.
question-prompt-you = May we say that you can be reached? You stay unnamed.
question-hop = Somebody you know hands it to you. With your yes it goes one person further.
question-letter = Read it, and answer if you like.
question-bridge = Is this the person you know? Then tie the bridge.
question-knock-broken = This knock does not hold together and can’t be answered.
question-alert = Interested, or do you know who might be?
care-by-name = Found by name and organisation alone. Say yes only if you are sure that they mean this person.
care-by-org = Found by the organisation.
care-by-attributes = Found by topic, region, role or organisation; nobody was named.
care-unverified = Nobody here has verified that { $org } is who it says.
care-card = The card is their own word. If you are not sure, ask them by a way you trust before you say yes.
their-card = How they introduce themselves
their-note = They write to everybody on the way
their-word = { $name } adds
letter-sealed = The letter is sealed for you
letter-needs-key = Only a device that holds your key can open it. The node can’t.
on-command-line = With the command line:

# The way and who sees what
chain-head = The way it takes
chain-asker = Somebody at { $org }
chain-asks = asks
chain-blank = Not shown
chain-perhaps = perhaps people in between; who has not said yes stays a blank
chain-handed = handed it to you
chain-next = would get it next
chain-who-answers = whoever would answer; you are not told who
chain-you = You
chain-you-decide = decide here
chain-you-choose = whom you choose to hand it to
chain-sought = the one it is about
sees-head = What each person will see
sees-node = Your organisation’s node
sees-connectors = Everybody on the way
sees-chosen = Whoever you hand it to
sees-prompt-asker = how many steps away somebody is, how strong the weakest tie on the way is, and your words below. Not who you are.
sees-prompt-node = that you said yes; it stands in your ledger.
sees-hop-next = the note, the word you add, and that it comes from you.
sees-hop-asker = nothing now. If an answer comes, your card comes with it.
sees-hop-from = nothing. Not your yes, not your no.
sees-hop-node = that you passed it on; it stands in your ledger.
sees-letter-asker = your answer and your card, sealed for them alone.
sees-letter-connectors = nothing of the letter or the answer; each learns that their help led to an answer.
sees-letter-node = that you answered, not what.
sees-bridge-other = your card, and that you said yes.
sees-bridge-node = that the two of you are tied, and how well you know each other.
sees-alert-asker = your answer and your card, sealed for them alone, and the cards of those who passed it on to you.
sees-alert-chosen = the whole text, the organisation that asks, and that it comes from you.
sees-subject-spoken = nothing from this network. Whoever answers may speak to them.
sees-subject-left = nothing, and nobody speaks to them.
sees-subject-kept = nothing. It is kept from them and from their employer.
sees-no = If you say no, or nothing
sees-no-what = nobody sees anything: the same as if nobody had been found.

# Deciding
decide = Decide
yes-allow = Yes, say so
yes-pass-on = Yes, pass it on
yes-answer = Answer
yes-bridge = Yes, tie the bridge
no = No
allow-words = A word to the asker, if you like
allow-hint = They read it without learning who wrote it. Don’t name yourself or anybody.
needs-key = A yes is signed with your key. That needs scripts and this browser’s key, or the command line:
needs-key-request = A request is signed with your key. That needs scripts and this browser’s key, or the command line:
needs-key-devices = Adding or removing a device is signed with your key. That needs scripts and this browser’s key, or the command line:
later-head = Later
later-none = It ends soon, so it can’t be put off.
later-days = { $days ->
    [one] Tomorrow
   *[other] In { $days } days
}
mute-head = Leave me alone with such things
mute-hint = It counts from now on, for what comes. Nobody learns of it.
mute-what = What should not come before you?
mute-org = What { $org } asks
mute-contact = Questions about { $name }
mute-kind = Questions of this kind: { $kind }
mute-month = For 30 days
mute-always = For good

# Signing in the browser
pass-words = A word to the next person, if you like
pass-hint = It is signed by you, and they read that it is yours.
answer-words = Your answer
answer-hint = It goes to the asker alone, with your card, sealed on this device.
done-passed = You passed it on. You will hear when it led to an answer.
done-answered = Your answer is on its way, sealed for the asker alone.
