# The admin’s pages
admin-way-overview = Node
admin-way-members = Members
admin-way-peers = Partners
admin-way-policy = Policy
admin-way-settings = Settings
admin-back = Back
admin-back-members = Back to members
admin-back-peers = Back to partners
admin-leave = Leave the admin’s pages
admin-days = For how many days it serves, 30 at most

# The way in
admin-enter-title = The admin’s pages
admin-enter-lead = For whoever runs this organisation’s node. Members don’t need them.
admin-enter-head = Let this browser in
admin-enter-how = On the machine the node runs on, this makes a link that serves once, for five minutes:
admin-enter-code = The link, or what stands behind # in it
admin-enter = Open the admin’s pages
admin-enter-ends = You are out after a quarter of an hour without use, and after four hours in any case.
admin-enter-stolen = If somebody else may have used your link, this ends every admin’s session:
admin-enter-looked = This page is the admin’s, and this browser was not let in, or not lately.
admin-enter-closed = Nobody was let in: the link was used before, is older than five minutes, or was not copied whole. Make another one. If you did not use it yourself, end every session first.

# Overview
admin-todo-head = What needs your hand
admin-todo-nothing = Nothing at present.
admin-todo-doctor = Disk, store and ports are looked at on the machine itself:
admin-todo-confirm = { $org } waits for your confirmation
admin-next-confirm = Compare the key with their admin, then confirm or refuse.
admin-todo-other = { $org } has not confirmed yet
admin-next-other = Ask their admin. Your node asks again by itself.
admin-todo-link = No link to { $org }
admin-next-link = The node tries again by itself. If it lasts, ask their admin whether the node runs, and see that your ports are open.
admin-todo-new-key = { $org } announces a new key
admin-next-new-key = Telephone their admin and compare six words.
admin-todo-quota = { $count ->
    [one] One way to find somebody does not fit into what { $org } grants
   *[other] { $count } ways to find somebody do not fit into what { $org } grants
}
admin-next-quota = Their questions can’t find these until their next matching key. A larger grant is theirs to give.
admin-todo-clock = The computer’s clock is behind
admin-next-clock = Set it, and let it follow a time server.
admin-todo-own-key = Your organisation’s new key is due
admin-next-own-key = Stop the node and start it again.
admin-todo-asleep = { $name }: the certificate ended, { $day }; nobody is found through them
admin-todo-certificate = { $name }: the certificate ends, { $day }
admin-next-certificate = Ask them to open stn once: their device renews it.
admin-todo-letter-keys = { $name } has no letter keys left, so no offer of theirs can leave
admin-next-letter-keys = Ask them to open stn once: their device makes new ones.
admin-todo-proposals = { $count ->
    [one] Members would stay connected with people at one other organisation
   *[other] Members would stay connected with people at { $count } other organisations
}
admin-next-proposals = Nothing happens unless you and their admin connect the two.
admin-facts-head = The node
admin-fact-started = Running since
admin-fact-members = Members
admin-fact-peers = Partners
admin-fact-bridges = Bridges
admin-fact-people = People known
admin-fact-edges = Ties
admin-fact-questions = Questions held
admin-fact-waiting = Frames waiting
admin-fact-frames = Frames since the start
admin-frames = { $in } in, { $out } out
admin-fact-site = Members open
admin-fact-addr = Partners call
admin-fact-key = Key
admin-links-head = Links
admin-links-none = There is no partner yet.
admin-link-up = linked
admin-link-down = no link

# Members
admin-members-count = { $count ->
    [one] One member
   *[other] { $count } members
}
admin-member-until = valid until
admin-member-asleep = ran out
admin-member-renews = Their devices renew this by themselves whenever they open stn.
admin-invite-head = Invite somebody
admin-invite-what = You get a link that lets one person become a member, once.
admin-invite-they = They see your organisation’s name, and from then on the names of its members.
admin-invite-you = You and all members see the name you write here. You see none of the people they know, nothing they ask and no letter.
admin-invite-kept = A link can’t be taken back: give it to nobody else, and let it serve no longer than needed.
admin-invite-name = What the organisation calls them
admin-invite = Make the link
admin-invited = An invitation
admin-invited-lead = Give this to { $name } and to nobody else, by a way you trust. They open it in the browser they will use.
admin-handout = To hand on
admin-copy = Copy
admin-copied = Copied.
admin-not-copied = It could not be copied. It is selected now: copy it by hand.
admin-handout-until = Serves until:
admin-handout-once = It is shown this once; the node keeps no copy you could look at.
admin-end-head = End this membership
admin-end-devices = All their devices are refused at once.
admin-end-erased = The node deletes the people they know, their asks, and what waits for them.
admin-end-bridges = Their bridges end. Organisations across them are told that the certificate has ended, and not why.
admin-end-back = It can’t be undone. They can be invited anew and begin with nothing.
admin-end = End the membership of { $name }
admin-lost-head = They lost every device and their nine words
admin-lost-first = See that it is really they, in person if you can. Who still has a device or the words needs nothing from you.
admin-lost-two = You get a link for them. Two colleagues must compare six words with them: you alone can’t let anybody in.
admin-lost-stays = The people they know, their ties and their profile come with them. The old devices are refused.
admin-lost-bridges = Their bridges end and are tied anew.
admin-lost-stop = Until it is done, they can stop it from a device they still have, and so can you.
admin-lost = Make the link
admin-lost-no = Stop it
admin-back-made = A way back in
admin-back-lead = Give this to { $name }, in person if you can. Then they read six words to two colleagues.

# Partners
admin-peers-count = { $count ->
    [0] No other organisation yet
    [one] One other organisation
   *[other] { $count } other organisations
}
admin-state-other = waits for them
admin-state-you = waits for you
admin-state-active = connected
admin-state-ended = over
admin-proposals-head = Members would stay connected
admin-proposal = { $count ->
    [one] { $org } (name not verified): one bridge waits
   *[other] { $org } (name not verified): { $count } bridges wait
}
admin-proposals-what = Whose they are is not shown. They open when the two organisations are connected.
admin-worth-head = Perhaps worth connecting
admin-worth = { $org }: { $count } members know somebody there
admin-worth-what = Only of members who let their ties be counted, and only from three on. Who knows whom is not shown.
admin-learn-head = What the other side learns
admin-learn-name = From the connection itself
admin-learn-name-what = Your organisation’s name, domain and key, what the settings say of its work, where your node is, and when it can be reached.
admin-learn-size = While it lasts
admin-learn-size-what = Roughly how many ways there are to find the people your members know, in blocks of 480. Not one of them can be read.
admin-learn-asks = With each question
admin-learn-asks-what = That somebody at yours asks, of which kind, until when, and what the question says in clear. Not who asks. About whom, only if somebody there knows them.
admin-learn-people = With each yes
admin-learn-people-what = The name and card of the member who gave that yes, to whoever they gave it to.
admin-learn-never = Never
admin-learn-never-what = Which other members there are, whom they know, and that somebody said no.
admin-propose-head = Propose a connection
admin-propose-what = You get a token for the other organisation’s admin. It holds your key and your node’s address. When they have taken it up you see them here, and nothing is connected before you confirm.
admin-propose = Make the token
admin-proposed = A token for another organisation
admin-proposed-lead = Give this to the other admin and to nobody else. On the telephone, your organisation’s key begins with { $key }.
admin-join-head = Take up a token
admin-join-what = Another organisation’s admin gave it to you. Your node calls theirs and says your name. Nothing is connected before their admin confirms.
admin-join-token = The token; it begins with stn:peer:
admin-join = Ask to be connected
admin-peer-name = A name is what an organisation calls itself. Who they are, only the key tells.
admin-fact-they-used = They evaluated here
admin-fact-we-used = We evaluated there
admin-chunks = { $used } of { $granted } blocks
admin-key-whole = The whole key
admin-key-head = A new key is announced
admin-key-from = It takes the place of the present one:
admin-key-confirmed = You confirmed it. Bridges stay as they are.
admin-key-compare = Telephone their admin, at a number you had before. They must read you these six words:
admin-key-differ = If the words differ, somebody else announced it: end the connection. What you don’t confirm changes nothing.
admin-key-digits = The first eight digits of the new key, as their admin reads them
admin-key-confirm = The words are the same: confirm
admin-confirm-head = Connect the two organisations?
admin-confirm-compare = Ask their admin, by telephone, for their key. It must be this:
admin-confirm-no = If you refuse, nothing is sent: they see what they see now.
admin-confirm = Confirm
admin-refuse = Refuse
admin-rule-head = What crosses
admin-rule-what = In both directions. The other side is not told: what does not cross looks like nobody being found.
admin-rule-audience = Whose questions
admin-audience-own = only those of the two organisations
admin-audience-relayed = also those either of them passes on
admin-rule-kinds = Which questions
admin-rule-set = Change
admin-peer-end-head = End this connection
admin-peer-end-bridges = The bridges between your members and theirs end, and requests on their way over them.
admin-peer-end-told = Their node is told that it is over, and not why.
admin-peer-end-again = The two can be connected again with a new token. The bridges don’t come back.
admin-peer-end = End the connection

# Policy
admin-policy-lead = What your node serves. Every member can read it; other organisations can’t tell it from a question that found nobody.
admin-policy-kinds = Kinds of question
admin-policy-kinds-what = A member who asks another kind is told so. Others’ questions of another kind reach nobody here.
admin-policy-attributes = What a question may name in clear
admin-policy-attributes-what = Every node that a question reaches can read it.
admin-attribute-topic = Topics
admin-attribute-org = Organisations
admin-attribute-role = Roles
admin-attribute-region = Regions
admin-policy-kept = How long things are kept, in days
admin-policy-asks = Asks that are over, and their answers
admin-policy-ledger = Members’ records of what left about them
admin-policy-appraisals = Appraisals
admin-policy-with = Only with the candidate’s permission
admin-policy-without = Without it, for a reason in law
admin-policy-without-what = Members read the reason. No other organisation opens a letter about a candidate without a permission.
admin-policy-reason = The reason, where one is needed
admin-policy-sees = Members see a change the next time they look. What waits already stays. What is kept for too long is deleted soon after.
admin-policy-set = Set this policy
admin-blocked-head = Organisations that are not served
admin-blocked-what = Their questions are taken and reach nobody. They are not told. A connection stays as it is.
admin-block-peer = A partner
admin-block-none = none of these
admin-block-key = An organisation, by its whole key
admin-block = Serve no more
admin-unblock = Serve again
admin-unblock-org = Serve { $org } again

# Settings
admin-settings-lead = These are in force since the node started. They are changed in the file node.toml, and count at the next start. No key and no password is among them.
admin-setting-empty = empty

# Done, and refused
admin-done-ended = The membership is over. Their devices are refused.
admin-done-stopped = Stopped. That link lets nobody in.
admin-done-joined = Your node asks theirs. Their admin confirms.
admin-done-confirmed = Connected. Members can tie bridges from now on.
admin-done-new-key = Confirmed. The new key takes over on its day.
admin-done-peer-ended = The connection is over.
admin-done-rule = This is what crosses from now on.
admin-done-policy = This is the policy from now on.
admin-done-blocked = Not served any more. They are not told.
admin-done-unblocked = Served again.
admin-refused-policy = This policy can’t be.
admin-refused-peer = No such organisation is connected, or waits for you.
admin-refused-connected = The two organisations are connected already.
admin-refused-own-token = This token is your own organisation’s.
admin-refused-expired = This token’s time is over.
admin-refused-member = Nobody here has that key, or nothing of theirs is under way.
admin-refused-full = The node holds as much of that as it may.
admin-next-peers = Look at the list of partners: it may have been decided meanwhile.
admin-next-token = Ask the other admin for a new token, or give yours to them.
admin-next-members = Look at the list of members: it may have been done meanwhile.
admin-next-full = Remove something first.
admin-links-count = { $count ->
    [one] One link not taken up
   *[other] { $count } links not taken up
}
admin-tokens-count = { $count ->
    [one] One token not taken up
   *[other] { $count } tokens not taken up
}
admin-withdraw = Take back
admin-withdraw-whose = Take back: { $name }
admin-done-withdrawn = Taken back. Whoever has it is a stranger to your node.
admin-refused-invite = That link or token is not open any more: it was taken up, taken back, or its time is over.
