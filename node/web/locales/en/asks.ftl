# My asks
asks-empty = You have not asked for anybody yet.
ask-new = Ask for somebody
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
ask-changed = Something new came for this ask.
led-to-head = What did it lead to?
led-to-hint = For you alone: this browser seals it, and nobody is told. Your node keeps it as long as it keeps the ask, and can’t read it.
led-to-some = Begin with one of these
led-to-meeting = A meeting
led-to-funding = Funding
led-to-advice = Advice
led-to-partner = Working together
led-to-nothing = Nothing so far
led-to-label = It led to
led-to-keep = Keep it
thanks-head = Say thanks
thanks-hint = They helped and don’t hear how it went. The mail goes from you to them, not through stn.
thanks-subject = Thank you
thanks-opening = Thank you for helping with my request. It made a difference, and I would like to tell you how it went.
thanks-to = Thank { $name }
led-to-needs-key = It is sealed by your key. That needs scripts and this browser’s key, or the command line:
