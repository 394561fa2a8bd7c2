# The demo's page
showing-title = Demo
showing-head = Marrow Valley
showing-lead = Invented organisations with real nodes, all on this computer. Choose a story, watch three people side by side, and say yes for those on the way.
showing-bar = Play bar
showing-story-1 = Story 1: a first funder
showing-story-2 = Story 2: hiring
showing-play = Play
showing-pause = Pause
showing-step = One step
showing-end = To the end
showing-approve-myself = Let me say each yes
showing-let-them = Let them say yes
showing-no-scripts = Scripts are off: the page changes when it is loaded again.
showing-look-again = Look again
showing-setting-up = The nodes start, their people join and say whom they know. This takes a moment.
showing-your-turn = Now you approve, as { $name }.
showing-asks = asks
showing-on-the-way = on the way
showing-knows = knows
showing-will-say = Says with it
showing-so-far = What happened
showing-messages = { $count ->
    [one] One message between nodes
   *[other] { $count } messages between nodes
}
showing-messages-hint = Each as its receiver got it, with everything that node learned from it. None says whom the question seeks to a node that does not know that person already.
showing-bytes = { $count } bytes
showing-learned = { $org } learned { $what }.
showing-ending = How it ended
showing-introduced = Introduced: every signature on the way holds.
showing-appraised = Appraised: every signature on the way holds, and the employer’s node saw no message of the question.
showing-failed = The story could not be played to its end: { $trouble }. Nothing of it stays on this computer; begin it again.
showing-answer = The answer, as the asker’s device opened it
showing-cards = With the cards of
showing-nothing = Nothing waits here.
showing-foot = This page comes from this computer. It loads nothing from anywhere else.
showing-ledger = What left about { $name }
