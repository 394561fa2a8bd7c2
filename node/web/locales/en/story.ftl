# The demo’s stories, step by step
story-opens = { $nodes } nodes run on this computer, { $bridges } bridges are tied; { $off } is off.
story-alerts = { $asker } has a job to fill and hands it to { $to }.
story-and-to = { $before } and to { $next }
story-hands-on = { $bringers ->
    [1] { $from } hands it on to { $to }.
   *[other] { $from } hands it to { $to } too, who has it already and sees it once.
}
story-answers-alert = { $who } answers it, sealed for the one who has the job to fill.
story-judges-alert = { $asker }’s device opens the answer and checks by way of whom it came: { $org } has found somebody.
story-permits = { $candidate } signs on a computer at home what may be asked, and of whom; it goes to { $asker } from hand to hand.
story-asks = { $kind ->
    [appraisal] { $asker } asks who has worked with { $name }, past { $org }; { $endpoint } is asked whether to be found.
   *[introduction] { $asker } asks for an introduction to { $name }, and { $endpoint } is asked whether to be found.
}
story-offers = { $endpoint } allows an offer; { $asker } sees a path of { $hops ->
    [one] one step
   *[other] { $hops } steps
} that begins with { $first }, and not who else is on it.
story-requests = { $asker } signs and sends the request; the letter is sealed.
story-passes-on = { $who } signs for it and passes it on.
story-answers = { $kind ->
    [appraisal] { $endpoint } opens the letter, learns from it that { $asker } asks, reads what the candidate signed, and answers.
   *[introduction] { $endpoint } opens the letter, learns from it that { $asker } asks, and answers.
}
story-judges = { $asker }’s device checked every signature on the way: { $kind ->
    [appraisal] the appraisal has come, and is deleted when the one who wrote it wishes.
   *[introduction] the introduction is made.
}

# What each message told its receiver
learned-peer-update = what { $from }’s node says of itself: name, domain, addresses and its public matching key; nothing of its members
learned-peer-end = that { $from } ends the connection; not why
learned-bridge-accept = that somebody at { $from } took up a bridge link of one of its own members: their card and certificate, as they sent them
learned-bridge-confirm = that the member at { $from } who made the bridge link agrees: their card and certificate, as they sent them
learned-bridge-end = that a bridge to { $from } is over; not why
learned-cert-update = new keys and dates of a member of { $from } who shares a bridge with it; no name
learned-query = that { $asking } asks for { learned-kind }{ $through ->
    [somebody] , in a question that came through { $from }
   *[nobody] {""}
}, { learned-over }, how many steps it may still go and how weak the weakest tie on its way was; { $role ->
    [knowing] whom it seeks, only because a member of its own knows that person and lets such questions match; not who asks
   *[other] not whom it seeks, nor who asks
}{ $terms ->
    [some] , nor which organisations it keeps away from
   *[none] {""}
}
learned-eval-request = { $role ->
    [asking] that a node at or behind { $from } prepares for its questions: 480 blinded values, always as many; not one handle, nor how many of them are real
   *[other] that a node at or behind { $from } has 480 blinded values evaluated, always as many; not one handle, nor how many of them are real
}
learned-eval-response = 480 evaluated values from { $from }, of use to the node that blinded them alone; not whom anybody seeks or knows
learned-offer = { $role ->
    [asking] that there is a path: its length, its weakest tie as far as known, the words typed for this ask and a key for one letter; not who offers, nor who stands on it beyond the first bridge
   *[other] that some offer comes back through { $from } to this question; not what it says, who makes it or whom it is about
}
learned-request = that a request from { $asking } comes { learned-over }, with the note, the consent of the one before and their word{ $terms ->
    [some] , a digest of the candidate’s permission
   *[none] {""}
}; { $role ->
    [knowing] whom it seeks it knew from its own member’s offer; not the letter, nor who asks
   *[other] not whom it seeks, not the letter, nor whether the one before is the one who asks
}
learned-answer = { $role ->
    [asking] that an answer came, which the asker’s device alone can open; not what it says, who wrote it, nor who passed the request on beyond the first bridge
   *[other] that the request was answered, by or behind { $from }; not what the answer says, nor by way of how many people
}
learned-alert = an alert of { $asking } in clear, { learned-over }: its text, its link and whom it may fit, and the consent and word of the one before; not who sent it, nor to whom else it goes
learned-alert-answer = { $role ->
    [asking] that an answer came, which the asker’s device alone can open; not what it says, who wrote it, nor who passed the alert on beyond the first bridge
   *[other] that the alert was answered, by or behind { $from }; not what the answer says, nor by way of how many people
}
learned-cancel = that the request is withdrawn; not why, nor by whom
learned-knock = that somebody at { $from } seeks a bridge; for whom and from whom only if the person let themselves be found and had a handle evaluated that it was sent to
learned-succession = that { $from } goes on under another key, signed by both
learned-word = that somebody on the path said something beside request and answer; not who, nor what
learned-kind = { $kind ->
    [introduction] an introduction
    [intelligence] knowledge
    [influence] a word put in
    [appraisal] an appraisal
   *[opportunity] people who fit
}
learned-over = { $bridges ->
    [0] over a bridge
    [1] over the bridge of { $one } and { $other }
   *[other] over the bridge of { $one } and { $other } among others
}

# Why a story could not be told to its end
trouble-of-ground = the demo could not make a directory for its nodes’ data
trouble-of-node = a node did not start or end as it should
trouble-of-handle = a handle in config/demo can’t be read
trouble-while = while { $stage }
trouble-silent = while { $stage }: a member’s node did not answer
trouble-late = while { $stage }: it did not come within { $secs } s
trouble-otherwise = the story did not end as told: { $how }
stage-joining = the members joined
stage-knowing = the members said whom they know
stage-peering = the organisations connected
stage-bridging = the bridges were tied
stage-warming = the nodes prepared for each other’s questions
stage-alerting = the job was handed on and answered
stage-permitting = the permission was written and signed
stage-asking = the question went out and the one who knows was asked
stage-offering = an offer came back
stage-requesting = the request was sent
stage-passing-on = a connector was asked to pass the request on
stage-answering = the letter was opened and answered
stage-judging = the answer came back and was checked
stage-reading = the ledgers were read
otherwise-path = other people stand on the path than the story says
otherwise-letter = the letter that was opened is not the one that was written
otherwise-answer = the answer that came is not the one that was written
otherwise-not-one-answer = there is not exactly one answer
otherwise-not-introduced = the asker’s node does not show the ask as introduced
otherwise-alert = the alert that came is not the one that was written
otherwise-shown-twice = an alert was shown to the same member twice
otherwise-permission = the letter did not bring the permission that the candidate signed
otherwise-not-kept-away = something of the appraisal came to whom it was to be kept from
otherwise-request = the consents are not all for the same request
otherwise-size = a block that is neither 2048 nor 16384 bytes long crossed a link
otherwise-in-clear = whom the question seeks or what the letter says could be read on a link
otherwise-unreadable = a block that can’t be read crossed a link
otherwise-nobody = the valley’s files name somebody who isn’t there, or whose node is off
