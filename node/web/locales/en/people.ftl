# People
people-search = Search by name, organisation, topic or place, also half remembered
people-look = Search
people-count = { $count ->
    [one] One person you rated
   *[other] { $count } people you rated
}
people-empty = You have not rated anybody yet. Bring people from a file, or one by hand.
people-none = Nobody of yours fits that.
people-more = { $count ->
    [one] One more.
   *[other] { $count } more. Searching finds them too.
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
