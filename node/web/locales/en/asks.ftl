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
