# Asking, in three steps
ask-title = Ask
back-ask = Back to what you need
ask-step-1 = Step 1 of 3
ask-step-2 = Step 2 of 3
ask-step-3 = Step 3 of 3
ask-what = What do you need?
ask-means-introduction = Somebody brings you and a person together. That person is spoken to by whoever knows them.
ask-means-intelligence = Somebody tells you what they know, such as how a foundation decides. Whom it is about is not spoken to.
ask-means-influence = Somebody speaks up for you with a person or an organisation.
ask-means-appraisal = Somebody who worked with a candidate tells you how it was. The candidate must have allowed it.
ask-means-opportunity = You pass on a job or an open call by hand, from person to person. Nobody is searched for.
ask-needs-permission = Needs the candidate’s permission
ask-permission-where = Of these, only an appraisal needs a permission. It is written, and an opportunity sent, at
ask-alerts = Alerts and permissions
ask-appraisal-how = An appraisal carries the candidate’s permission, which only a device with your key may hold. That needs scripts and this browser’s key, or the command line:
ask-begun-head = You began to ask
ask-begun = It was not sent. It is kept in this browser alone.
ask-begun-on = Go on with it
ask-begun-drop = Throw it away
ask-restored = This is what you began in this browser. It was not sent.
ask-anew = Begin anew
ask-unreachable = The node can’t be reached. What you wrote is kept in this browser; nothing was sent. Try again in a while.

ask-whom = Whom do you seek?
ask-for = How they can be found
ask-for-hint = An e-mail address, phone number, profile page, ORCID iD, a name such as Jane Doe at Foundation F, or an organisation’s domain.
ask-for-2 = Second way
ask-for-3 = Third way
ask-for-4 = Fourth way
ask-more-handles = More they can be found by
ask-more-handles-hint = Up to four for the same person or organisation. One that fits is enough.
ask-about-alone = Or say what they have, whoever they are
ask-about-beside = Say what they have, too
ask-about-care = Every organisation the question reaches can read these words. Don’t name anybody here.
ask-topic = Topic
ask-topic-hint = Such as water, or social housing. Several with commas.
ask-role = Role
ask-role-hint = Such as programme officer.
ask-region = Region
ask-region-hint = A country’s two letters, such as KE, or a part of one, such as DE-BY.
ask-org = Organisation
ask-org-hint = Its domain, such as example.org.
ask-how-long = How long, and whom to keep it from
ask-until = Look for
ask-again = Ask again when your organisation reaches further
ask-again-never = No
ask-days = { $days ->
    [one] One day
   *[other] { $days } days
}
ask-avoid = Keep away from organisations
ask-avoid-hint = Their domains, up to eight, with commas. Their nodes don’t get the question.
ask-employer = The candidate’s present employer
ask-no-employer = The candidate has no employer at present
ask-permission = The candidate’s permission
ask-permission-hint = Paste its link or its text here. It goes in the letter, and no connector reads it.
ask-retain = Letters and answers are deleted after
ask-employer-missing = Say who employs the candidate at present, so that it is kept from them, or that nobody does.
ask-next = Next: see who sees what
ask-look = What each person will see
ask-write-now = Write your letter now, if you like
ask-write-now-hint = It stays in this browser until a path is offered and you send it.
ask-send = Ask
ask-change = Change something

ask-is-email = E-mail address { $handle }
ask-is-phone = Phone number { $handle }
ask-is-url = Page { $handle }
ask-is-orcid = ORCID iD { $handle }
ask-is-org = The organisation { $handle }
ask-is-name = A name: { $handle }. Whoever knows somebody of this name looks before they help.
ask-not-known = That is no address, number, page or domain. A name needs an organisation: Jane Doe at Foundation F.
ask-not-email = An e-mail address has the form name@example.org.
ask-not-phone = A phone number has 7 to 15 digits.
ask-not-country = A phone number begins with + and its country here.
ask-not-url = A page has the form example.org/name.
ask-not-orcid = An ORCID iD has 16 signs; one of these is wrong.
ask-not-org = An organisation is named by its domain, such as example.org.
ask-not-name = A name has two words or more, and an organisation: Jane Doe at Foundation F.
ask-not-short = That is longer than can be searched for.
ask-not-word = A word or a few, in letters and digits.
ask-not-region = Two letters of a country such as KE, or a part such as DE-BY.
ask-fault-nobody = Say whom you seek: one way to find them is enough.
ask-fault-many = Those are more words than a question can carry. Take eight at most.
ask-fault-organisation = This is about a person, not an organisation.
ask-fault-about = For this, name a person or an organisation. What they have is too little alone.
ask-fault-avoid = That is more than eight organisations.
refused-ask-many = You have as many open asks as one member may have.
next-ask-many = Close one that you don’t need any more, then ask again.
refused-ask-date = An ask ends after now, and within fourteen days.

# Who sees what of an ask
sees-reached = Organisations the question reaches
sees-knows = Whoever could help
sees-sought = Whom you seek
sees-avoided = Organisations you keep away from
sees-else = Everybody else
sees-else-what = nothing.
sees-ask-node = whom you seek, what for and how long. It stands in your ledger.
sees-ask-reached = your organisation’s name, what for and how long. Not you, and not whom you named.
sees-ask-knows = a contact of theirs, your organisation’s name and what for. You only with your letter, once they said that they could help.
sees-ask-sought = nothing, unless they are a member who lets themselves be found: then they are asked like whoever could help. Whoever answers may speak to them.
sees-ask-avoided = nothing: their nodes don’t get the question.
done-asked = Asked. It looks until its date, and what comes stands here.
done-requested = Sent. Each person on the way decides for themselves.
done-answer = An answer came, and its whole chain holds.

# A letter along a path
path-first = First on the way: { $name }
path-straight = Straight to { $name }
path-same = Another way to the person of path { $number }, for when that one stays silent.
path-letter-waits = Found by a description: your letter follows only once they have answered.
path-take = Send it along this path
path-several = Up to three paths: the next one is tried in its time, unless an answer came before.
path-send = Sign and send
request-nowhere = Choose a path first.
request-nothing = Write a letter first: it is what they read before they decide.
request-trouble = That could not be done. What you wrote is kept in this browser.
sees-further = Everybody further on the way
sees-answers = Whoever would answer
sees-request-node = your note, and along which path it goes. Not the letter.
sees-request-first = your note, and that it comes from you. Not the letter.
sees-request-further = your note, your organisation’s name, and who hands it to them. Not you, not the letter.
sees-request-answers = your note, and the letter with your card, sealed for them alone.
letter-begin = Begin with an example
letter-to-funder = To a funder
letter-to-board = To a board member
letter-to-trainer = To a trainer
letter-to-partner = To a co-applicant
letter-note = A note for everybody on the way
letter-note-hint = Why you ask, in a sentence or two.
letter-text = Your letter
letter-text-hint = Only whoever would answer can open it. Your card goes with it.
letter-over = Longer than can be sent. Take out this many signs or more:
letter-funder-note = We look for a first funder for [what we do], and would like to learn whether it fits their plans.
letter-funder =
    Dear …,
    we are [who we are], and we [what we do] in [where].
    For [what], we look for [how much] until [when].
    Would you have half an hour to tell us whether this fits what you fund, and if not, who might?
    With kind regards
letter-board-note = We look for somebody for our board who knows [field], and would like a first talk without obligation.
letter-board =
    Dear …,
    we are [who we are]. Our board meets [how often] and looks for somebody who knows [field].
    It is unpaid, and takes about [how much time].
    Would you like to hear more over a coffee, without obligation?
    With kind regards
letter-trainer-note = We look for somebody who can teach [what] to [how many people], in [where].
letter-trainer =
    Dear …,
    some [how many] of our people would like to learn [what]. We think of [how long], in [when], at [where].
    Could you do this, or do you know somebody who could? What would it cost?
    With kind regards
letter-partner-note = We prepare an application for [call], and look for a partner who brings [what].
letter-partner =
    Dear …,
    we prepare an application for [call], due on [when]. Our part is [what]; we look for somebody who brings [what].
    Could you imagine applying together? A first talk of half an hour would help us both.
    With kind regards

# Answers and handing over
answers-head = { $count ->
    [one] An answer
   *[other] { $count } answers
}
answer-needs-key = It is sealed for you. Only a device that holds your key can open it and check the way it came.
answer-through = Through
answer-letter-followed = Your letter has followed, sealed for them alone.
answer-kept-until = Letter and answer are deleted on
answer-not-forwarded = It is for you alone: please don’t pass it on.
hand-over-head = Go on from here
hand-over-hint = You are introduced: write to them yourself. What you take out of here is no longer sealed.
hand-over-subject = Our introduction
hand-over-opening = Thank you for your answer. I would like to go on from here.
hand-over-mail = Write a mail
hand-over-copy = Copy
hand-over-share = Share
hand-over-copied = Copied.
