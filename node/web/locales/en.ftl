# English. Every key stands in every language with the same values; a test holds that.

direction = ltr
skip = Go to the content
ways = Main
foot = This page comes from your organisation’s own node. It loads nothing from anywhere else.
way-inbox = Inbox
way-asks = Asks
way-people = People
way-ledger = Ledger
way-me = Me
back-inbox = Back to the inbox
back-asks = Back to my asks
back-people = Back to people
back-me = Back to me

# Days
day-far = far away
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-in = in { $days } days
day-ago = { $days } days ago
day-date = { $day } { $month }
day-date-year = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
until-day = Ends { $day }
came = Came
ends = Ends

# Words for the protocol's choices
kind-introduction = Introduction
kind-intelligence = Knowledge
kind-influence = A word put in
kind-appraisal = Appraisal
kind-opportunity = Opportunity
strength-have-met = have met
strength-know-well = know well
strength-would-vouch = would vouch
strength-none = not rated
audience-me = only I
audience-own-org = my own organisation
audience-peers = also connected organisations
audience-network = anybody in the network
mode-standing = offer without asking me
mode-ask = ask me first
mode-never = do nothing
bridge-link-open = link not taken up
bridge-awaits-you = waits for you
bridge-awaits-other = waits for them
bridge-active = open
bridge-ended = over
bridge-awaits-peering = waits for the two organisations
bridge-nameless = Bridge { $bridge }
somebody = somebody
you = you
an-organisation = an organisation
a-former-contact = a contact you no longer have
place-colleague = your colleague
who-colleague = { $name }, your colleague
who-at = { $name } at { $org }
org-unverified = { $org } (name not verified)

# The front page
front-title = Introductions
front-head = Reach people through people you trust.
front-lead = stn finds a path of people who know each other, asks each of them for a yes, and makes the introduction. Nobody hands over an address book.
front-signed-out = This browser is not signed in
front-how = In this version no browser can sign in yet. Members use the command line. Later they will sign in with a key made in their own browser.
front-join = Not a member yet? Ask your organisation’s admin for an invitation. Members with the command line go on using it: nothing there changes.
front-never-head = What never happens
front-never-list = No contact list leaves your organisation’s node.
front-never-name = No name goes to another organisation without that person’s yes.
front-never-no = A no looks the same as silence. Nobody can tell.
front-scripts-head = What needs scripts
front-scripts = Signing needs this browser’s key, and a key is used by a script: signing in, asking, passing on, answering. Reading, saying no, putting off and muting work without.
front-dishonest = The node that serves this page could serve an altered one. It holds no key of yours and can’t read a letter; the command line can do everything without these pages.
front-open-again = Open the page again
front-why-looked = To see this page, sign in.
front-why-acted = You were not signed in any more. Nothing was done.
front-why-ended = This device does not belong to a member any more. You were signed out, and nothing was done. Ask your admin if this is a surprise.
needs-scripts-session = Scripts are off in this browser. Signing in needs them, because your key does.
closed-stranger = This browser’s key was not accepted. Nothing was done. Check that its clock is right, or join again.
sign-out = Sign out

# Trouble
trouble-title = Not possible
trouble-safe = Nothing was changed, and nothing left the node.
trouble-perhaps = If you changed something, it may have been done or not. Doing it again does no harm.
trouble-home = Go to the start
trouble-nothing = There is nothing at this address, or not any more.
trouble-unfit = The form could not be read as it was filled in.
trouble-hurried = That was more often than the node answers.
trouble-disk = The node could not write it to its disk.
trouble-stopping = The node is stopping.
trouble-no-address = These pages have no public address.
trouble-other-host = These pages are not at this address.
trouble-in-clear = This connection could be read on its way.
next-nothing = It may have been decided, withdrawn, or run out. The inbox shows what is there.
next-unfit = Go back, check what you wrote, and send it again.
next-hurried = Wait a minute and try again.
next-admin = Tell your admin. What was confirmed before is safe.
next-no-address = If you run this node: write the address of your proxy into the settings as pages_at.
next-other-host = Open the address that your invitation names. Whoever sent you here may not be who they say.
next-in-clear = Open the address with https. If you run this node: have the proxy say X-Forwarded-Proto.
next-no-letter-key = Open stn on a device that holds your key once, so that it can make more.
refused-other = The node did not accept that.
refused-item-gone = That is no longer waiting.
refused-offer-late = It is too late for this offer: enough others were made, or the question is over.
refused-no-letter-key = Your supply of letter keys is used up, so no offer can leave.
refused-snooze-date = It ends before that day.
refused-limits = These limits can’t be.
refused-text = The text is too long, or holds signs that no text may have.
refused-words = That is more topics, regions or languages than a profile may have.

# What was just done
done-declined = Declined. Nothing left your node, and nobody learns of it.
done-snoozed = Put off. Nobody learns of it.
done-muted = Muted. Nobody learns of it. What waits already stays.
done-unmuted = It may come before you again.
done-allowed = An offer leaves. It does not say who you are.
done-closed = Closed. Its requests are withdrawn.
done-policy = Changed. How well you know them stays as you said it.
done-strength = Recorded, with today’s date.
done-forgotten = Forgotten.
done-limits = These are your limits from now on.
done-no-go = Taken off the list.
done-profile = This is your profile from now on.

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

# My asks
asks-empty = You have not asked for anybody yet.
ask-new = Ask for somebody
ask-new-how = Say whom you seek, or what they have. An ask is made on a device that holds your key.
state-waiting = Waiting
state-path-offered = Path offered
state-in-progress = In progress
state-introduced = Introduced
state-closed = Closed
means-waiting = Nothing has come so far. It looks until its date.
means-path-offered = Somebody could help. Write to them, and each person on the way is asked for a yes.
means-in-progress = Your request is on its way. People may take their time.
means-introduced = An answer came, and everybody on the way said yes.
means-closed = It is over.
fact-kind = For
fact-asked = Asked
fact-until = Until
fact-afterwards = Afterwards
fact-deleted = Deleted
fact-in-clear = Can be read
ask-keeps-looking = it is asked again when your organisation reaches further
ask-in-clear = the words above, by every organisation the question reaches
paths-head = { $count ->
    [one] One path
   *[other] { $count } paths
}
path-steps = { $steps ->
    [one] One step away
   *[other] { $steps } steps away
}
path-strength = The weakest tie on the way: { $strength }
path-word = Somebody there writes
path-leaves = A request waits to go along it:
path-used = A request went along it.
path-write = Write to them
ask-close-head = Not needed any more?
ask-close-what = Closing ends the question and withdraws its requests. Whoever they wait for does not see them any more.
ask-close = Close this ask

# People
people-search = Search by name, organisation, topic or place, also half remembered
people-look = Search
people-count = { $count ->
    [one] One person you rated
   *[other] { $count } people you rated
}
people-empty = You have not rated anybody yet. Bring people with the command line: stn me import.
people-none = Nobody of yours fits that.
people-more = { $count ->
    [one] One more: search to find them.
   *[other] { $count } more: search to find them.
}
people-stale = not confirmed for a year
people-foot = Your list stays at your organisation’s node. No colleague and no other organisation sees it.
colleagues-count = { $count ->
    [one] One colleague
   *[other] { $count } colleagues
}
person-stale = You last said this more than a year ago, so it counts one step less. Say it again if it still holds.
fact-strength = How well
fact-handles = Found by
fact-how = How we know each other
fact-since = Since
fact-through = Met through
fact-topics = Topics
fact-regions = Regions
fact-said = Said
fact-note = Note
note-sealed = sealed; only a device that holds your key can open it
strength-head = How well do you know each other?
strength-question = { $name } and I
strength-say = Say so, as of today
policy-head = What this tie may serve
policy-audience = Whose questions
policy-own-org = When a colleague’s question fits
policy-beyond = When another organisation’s question fits
policy-kinds = Which questions
policy-search = Questions may travel along this tie
policy-hint = Whatever you choose: an offer names nobody, and every request waits for your yes.
policy-set = Change
forget-head = Forget this person
forget-what = Your node deletes what you recorded of them. Questions under way no longer find them through you.
forget = Forget

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

# Me
me-profile = My profile
me-export = Download everything (JSON)
limits-head = What comes before me
limits-month = { $count ->
    [one] One new matter came in the last 30 days.
   *[other] { $count } new matters came in the last 30 days.
}
limits-per-month = At most so many new matters in 30 days (empty: no limit)
limits-quiet = Quiet hours, when nothing comes
limits-from = From
limits-to = To
limits-batch = Everything on one day of the week
limits-day = Day
limits-any-day = any day
limits-hour = From this hour
limits-cool-down = After a no, days without the same organisation asking about the same
limits-offset = Your clock, ahead of UTC
limits-set = Set
limits-silent = Nobody learns of your limits. What they keep away looks like silence.
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
mutes-head = Muted
mutes-end = Unmute
no-go-head = Organisations I do nothing for
no-go-end = Take off
devices-head = My devices
device-this = this one
devices-until = Your membership is renewed by your devices; without them it runs out:
copy-there = A copy of your keys, which only your recovery phrase opens, lies at the node.
copy-none = No copy of your keys lies at the node: if this device is lost, your admin has to invite you anew.
bridges-head = My bridges
bridges-none = You have no bridge to anybody in another organisation yet.
profile-lead = Nobody reads a field before you say who may.
profile-topics = Topics
profile-regions = Regions
profile-languages = Languages
profile-can-help = What I can help with
profile-looks-for = What I look for
hint-topics = What you work on, with commas between: water, social-housing
hint-regions = Codes of countries or regions, with commas between: KE, DE-BY
hint-languages = Codes of languages, with commas between: sw, en
hint-can-help = In a few sentences
hint-looks-for = In a few sentences
profile-readers = Who may read it
profile-findable = Questions may find me by this profile; I am asked before anything leaves
profile-counted = My admin may count my ties, without names
profile-set = Save my profile
