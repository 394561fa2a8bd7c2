# Ties to people elsewhere: bridges, knocks, words, alerts, permissions
people-bridges = Bridges to other organisations
back-bridges = Bridges
tie-serves = What the bridge may serve
tie-needs-key = This is signed with your key. It needs scripts and this browser’s key, or the command line:
tie-days = { $days ->
    [one] one day
   *[other] { $days } days
}
hand-copy = Copy
hand-copied = Copied
hand-share = Share…
hand-mail = Write a mail

# Bridges
bridges-lead = A bridge ties you to somebody you know in another organisation. Questions may cross it as far as both of you let them.
bridges-over = { $count ->
    [one] One bridge is over and not shown.
   *[other] { $count } bridges are over and not shown.
}
bridge-new-head = Make a bridge link
bridge-new-how = Give the link to the one person it is for, by a way you trust. It serves once.
bridge-new-days = It serves for
bridge-new-sees = Whoever holds the link can take it up. They see your organisation, and your card once you said yes. How well you know them they never see.
bridge-new-make = Make the link
bridge-new-made = Your link
bridge-new-then = They open the pages of their own organisation and paste it under Bridges. When they took it up, it waits in your inbox for your yes.
bridge-given-head = A link I was given
bridge-given-link = The link
bridge-given-look = Look at it
bridge-end-head = End this bridge
bridge-end-what = No question crosses it any more, and the other side’s node is told that it ended. What was passed on goes on to its end.
bridge-end = End the bridge
bridge-compare-head = Six words to compare
bridge-compare-how = Read them to each other, by phone or in person, so that you hear who speaks. The same on both sides: nobody stands between you.
compare-knocked = This bridge came of a knock, and nobody proved who is at the other end. Until you have compared the words it counts as of people who have met.
compare-same = They are the same
compare-differ = Not the same? Then somebody stands between you. End the bridge and tell your admin.
link-head = Tie a bridge
link-lead = Somebody in another organisation gave you a link. Nothing of it is sent before you say yes.
link-needs-scripts = Scripts are off in this browser. A link is taken up with your key, and that needs them; the command line does the same: stn me bridge LINK --strength …
link-elsewhere-head = Not here
link-elsewhere = This browser is no member’s here. Copy the link, open the pages of your own organisation, and paste it under Bridges.
link-from = Made by a member of
link-until = Serves until
link-care = Take it up only if the person you know gave it to you themselves.
link-maker = Who made the link
link-maker-sees = your card and your organisation. How well you know them stays here.
link-no = If you leave it
link-no-sees = nobody sees anything. The link waits for the right person until its date.
link-accept = Yes, tie the bridge
link-leave = No
tied-bridge-taken = You took up the link. The bridge stands once they have said yes too.
tied-bridge-confirmed = You said yes. The bridge stands once their device has checked it.
tied-bridge-complete = The bridge stands.
tied-bridge-ended = The bridge is over.
tied-bridge-changed = Changed.

# Knocks
knock-head = Whom I know at partners
knock-short = Write to one of them, or knock
knock-lead = Your contacts who seem to be at organisations yours is connected to. Only you see this list.
knock-none = None of your contacts seems to be at a connected organisation.
knock-count = { $count ->
    [one] You seem to know one person there.
   *[other] You seem to know { $count } people there.
}
knock-step-none = You have a bridge there.
knock-step-knock = Write to one of them with a bridge link, or knock.
knock-step-link = Write to one of them with a bridge link.
knock-mine = My knocks
knock-open = open
knock-answered = they said yes: see your inbox
knock-bridge = the bridge stands
knock-over = over
knock-foot = No word means nothing: nobody there, not found, or not now.
draft-head = Write to them yourself
draft-how = The best way. Change it as you like and send it by mail or message; stn sends nothing.
draft-text = Your message
draft-link = Add a bridge link to it
knock-draft = Hello { $name }, I have joined stn through { $org }, and your organisation is connected with ours. If you use it too, let us tie a bridge, so that we can help each other with introductions. Nothing crosses it without your yes. { $me }
knock-do-head = Knock
knock-do-how = If they let themselves be found by what you know of them, they are asked whether they want a bridge with you. It leaves with the batch that leaves every day.
knock-where = Where they may be a member
knock-where-hint = None ticked: all connected organisations.
knock-note = Why you knock
knock-sees-them = your name, card and words, if they are found.
knock-nodes = Your node and theirs
knock-sees-nodes = that you knock, and your words. Nobody else learns of it.
knock-no = If they say no, or nothing
knock-sees-no = you see nothing: the same as if nobody had been found.
knock-do = Knock
knock-cannot = What you keep of them is nothing a knock could name, or your organisation is not connected to any. Write to them yourself.
tied-knocked = Your knock leaves within a day. If they say yes, it comes to your inbox.

# Words along requests
said-head = Said along requests
said-short = Questions, replies, staying connected
said-lead = Questions about your requests, replies to yours, and who would stay connected. Opened in this browser alone.
said-needs-key = The words are sealed. Reading them needs scripts and this browser’s key, or the command line:
said-none = Nothing was said.
said-sealed = A sealed word
said-question = A question about your request
said-stay = They would stay connected with you
said-agreed = They agreed to stay connected
said-letter = The letter to the request you answered
said-reply = The reply to your question
said-claimed = Not verified: they say to be this person. The answer will show whether they stand on the path.
said-replied = You answered this.
said-your-reply = Your reply
said-reply-sees = Only who asked can read it. Your name is not in it.
said-send-reply = Reply
said-stay-sees = They see that you agree. If your organisations are not connected, both admins see that members would stay connected, not who.
said-agree = Yes, stay connected
said-drop = Put away
tied-word-dropped = Put away. Nothing left your node.
tied-replied = Your reply is on its way.
tied-agreed = You agreed. The bridge opens as soon as your organisations are connected.
stay-head = Stay connected
stay-how = After an answer, the two at its ends may tie a bridge without a link. One proposes, the other agrees. A proposal that is ignored looks like one refused.
stay-none = No request of yours or to you was answered yet.
stay-asked = You asked, and this was answered by
stay-answered = You answered somebody at { $org }
stay-line = A line with it, if you like
stay-sees = They see your card and this line. Nothing comes back unless they agree.
stay-propose = Propose to stay connected
stay-proposed = You proposed it.
stay-with-answer = Propose to stay connected. They see it with your answer; ignored or refused, nothing comes back.
tied-proposed = Your proposal is on its way, sealed for them.
ask-back-head = Ask first
ask-back-how = One question to the asker, sealed, with your name and card. It shows them that this came to you; what you decide later shows nothing more. This goes on waiting.
ask-back-question = Your question
ask-back = Ask
ask-back-asked = You asked. The reply shows here, if one comes.
ask-back-reply = The asker replied to your question
tied-asked-back = Your question is on its way. This goes on waiting.

# A yes of whom it is about, and appraisals
their-yes-head = Hand over the card of { $name }
their-yes-how = Only if they said yes. The day stays recorded on this device.
their-yes = { $name } said yes to it
their-yes-day = On this day
their-name = Name
their-org = Organisation
their-role = What they do
their-contact = How to reach them
retain-until = Your answer may be kept until
retain-hint = Empty: as long as the letter says. A later day counts as that one.
terms-candidate = The candidate permits, and signed it
terms-asker = The candidate permits, as the asker states; not signed
terms-until = Letter and answer are deleted on
terms-copy = Please don’t copy them elsewhere.

# Alerts
alerts-head = Alerts
alerts-short = A job or an open call, from hand to hand
alerts-lead = A job, or a call for help that anybody it comes to may read. You choose whom it goes to; they choose whom it goes on to; six steps at most.
alerts-own = Mine
alerts-own-none = You have sent none.
alerts-came = Brought to me
alerts-came-none = Nobody brought you one.
alert-new = Send an alert
alert-new-lead = It goes to the people you tick, and from them to whom they choose. A candidate is never named in one.
alert-kind = What it is
alert-text = What everybody reads
alert-text-hint = Don’t name anybody who should not be known by all it comes to.
alert-link = Where more is to be read, if anywhere
alert-topics = Topics, with commas between, if any
alert-days = Days it may travel
alert-note = A word to the first people, if you like
alert-first = Whom you ticked
alert-first-sees = the whole text, your organisation, your word, and that it comes from you. Not that it is you who asks.
alert-further = Whoever it goes on to
alert-further-sees = the whole text, your organisation, and who handed it to them. Not you.
alert-no = Whoever puts it away
alert-no-sees = nothing leaves, and you see nothing of it.
alert-send = Sign and send
alert-to = { $count ->
    [one] sent to one person
   *[other] sent to { $count } people
}
alert-answers = { $count ->
    [one] one answer
   *[other] { $count } answers
}
alert-answers-none = Nobody has answered.
alert-needs-key = Answers are sealed. Reading them needs scripts and this browser’s key, or the command line:
alert-through = Passed on by
alert-broken = An answer came whose signatures do not hold. It is not shown.
alert-reads = Everybody it comes to reads
alert-went = Sent to
alert-withdraw-head = Take it back
alert-withdraw-what = Whoever it still waits for does not see it any more.
alert-withdraw = Take it back
alert-stage-waiting = waits for you
alert-stage-passed = { $count ->
    [one] you passed it on to one person
   *[other] you passed it on to { $count } people
}
alert-stage-answered = you answered
alert-stage-away = put away
alert-stage-withdrawn = taken back
alert-pass-head = You know who might be interested?
alert-pass-sees = They see the whole text, the organisation that asks, your word, and that it comes from you. Who asks learns your card only if somebody answers through you.
alert-pass = Pass it on to them
near-whom = To whom (twenty at most)
near-none = There is nobody next to you yet: no colleague and no open bridge.
tied-alert-sent = Sent. Each decides alone whether to pass it on.
tied-alert-passed = Signed and passed on.
tied-alert-withdrawn = Taken back.

# A candidate's permission
permission-title = A permission to ask about you
permission-lead = Somebody would ask people who worked with you what they think, with your permission alone. This page works in your browser; nothing of it is sent to the node.
permission-needs-scripts = Scripts are off in this browser. A permission is written and signed in the browser, and that needs them; the command line does the same: stn permission sign FILE
permission-none-head = No permission here
permission-none = Open the link that you were given, or paste what you were sent.
permission-pasted = What you were sent
permission-look = Look at it
permission-asks = Who would ask
permission-given-on = Given on
permission-says = You permit
permission-sign-head = Before you sign
permission-who-asks = Who asks
permission-asker-sees = your signed permission. Nothing of where you are or who you are beyond it.
permission-asked = Whoever is asked about you
permission-asked-sees = your permission with your signature, and a date by which all of it is deleted: within a year.
permission-employer = Your present employer
permission-employer-sees = nothing, where its node is honest and who asks has named it. Ask them whether they did.
permission-no = If you don’t sign
permission-no-sees = nobody is told. Without your signature it is their statement, and is shown as such.
permission-key = A key is made for this one signature and forgotten.
permission-sign = Sign
permission-refused-head = Not signed
permission-refused = Nothing was signed, and nothing was sent. You may close this page.
permission-signed-head = Signed
permission-signed-how = Send this back to who asks
permission-keep = Keep the address below: with it you can take your permission back.
permission-keep-link = My permission, to keep
permission-back-head = Take it back
permission-back-how = A signature can’t be unmade. But who asks can end everything they asked under it, with one button; what was answered before stays answered until its date.
permission-back = Write the message
permission-back-text = Send this to who asks
permission-back-draft = I take back the permission I gave you to ask about me. Please open this address in the browser you use stn with, and end what you asked:
permission-asks-head = What you asked under it
permission-asks-open = You asked under this permission, and it was taken back. End it: what is under way is withdrawn, and nobody is asked any more.
permission-asks-none = Nothing was asked under this permission from this browser.
permission-asks-end = End what I asked
permission-asks-ended = Ended.
permission-new-head = A candidate’s permission
permission-short = For an appraisal: written by you, signed by them
permission-new-lead = For an appraisal. Write down what the candidate permits, and give it to them to sign on a page that sends nothing.
permission-text = What they permit
permission-text-hint = What may be asked, of whom, for what; 400 characters. They read it word by word.
permission-day = Given on
permission-write = Write it down
permission-give = Give it to the candidate
permission-give-how = They open this address, read it, sign, and send it back to you. Unsigned, it is your statement, and is shown as such.
