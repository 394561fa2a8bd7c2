# Bringing people, by hand and from files, and how far one reaches
people-before = The 100 before
people-behind = The next 100
done-brought = Recorded, with today’s date. Nobody was told.
done-edited = Changed. How well you know them, and since when you said so, stay.
done-noted = Your note is kept, sealed.
done-import-undone = Undone. Whom it brought is gone, and what it changed is as before. What you changed yourself since then stays.
refused-full = That is more people than one member may have, or than one file may bring at once.
refused-handle = There is nothing they could be found by, or too much of it.
refused-import = This file changes more of your people than can be undone at once.
refused-import-gone = That file can no longer be undone: only the newest eight can.
bring-back = Back
bring-edit = Change name, place or addresses
note-label = For yourself alone
note-hint = Sealed by this browser before it is kept. Nobody else can read it, your admin neither.
note-keep = Keep the note
note-needs-key = A note is sealed by your key. That needs scripts, and a browser that joined.
note-trouble = That did not work. Nothing was changed. Load the page again.
hand-title = Bring one person
hand-edit-title = Change what you recorded
hand-lead = Somebody you know, and how they can be found. Nobody is written to.
hand-name = Their name
hand-org = Organisation
hand-role = What they do there
hand-handles = Found by
hand-handles-hint = E-mail addresses, numbers or profile pages, one a line. Empty: by name and organisation.
hand-sees = Only you see what you record here. A question that fits finds them through you, as far as you allow it, without a name.
hand-bring = Record, as of today
hand-set = Change
hand-kept = Nothing was recorded. What you typed is still here.
hand-other = See that person
hand-unfit-name = They need a name, and no text may be longer than 200 signs.
hand-unfit-strength = Say how well you know each other.
hand-unfit-nothing = There is nothing they could be found by: write an address, a number or a page, or an organisation beside a whole name.
hand-unfit-handle = “{ $text }” is no address, number or page. A number needs its country, such as +44.
hand-unfit-many = That is more than 32 ways to find somebody.
hand-question = { $name } is found by one of these too. If the two are one person, add the rest there; if not, leave that address out here.
hand-suppressed = This person does not want to be held as anybody’s contact here.
reach-title = My reach
reach-lead = How many different people can be found from you, step by step. Numbers alone: nobody is named.
reach-drawn = Three rings around you. Their numbers stand in the table.
reach-table = The same in numbers
reach-who = Within
reach-people = People
reach-one = one step: whom you know
reach-two = two steps: with your colleagues
reach-three = three steps: with theirs
reach-partners = { $count ->
    [one] one connected organisation
   *[other] { $count } connected organisations
}
reach-up-to = up to { $number }
reach-difference = The difference others make
reach-alone = { $count ->
    [one] Alone you reach one person.
   *[other] Alone you reach { $count } people.
}
reach-colleagues-add = { $colleagues ->
    [one] The colleague you trust adds { $more }.
   *[other] The { $colleagues } colleagues you trust add { $more }.
}
reach-partners-add = { $partners ->
    [one] The connected organisation knows up to { $more }.
   *[other] The { $partners } connected organisations know up to { $more }.
}
reach-no-colleague = You have not said yet which colleagues you trust. Rate one on the people page, and the second ring opens.
reach-at-least = Not everything was counted: the numbers are the least there are.
reach-foot = People of colleagues count where their owners let colleagues’ questions be answered without asking. What organisations know is a size class, rounded up.
import-title = Bring people from a file
import-needs-scripts = Scripts are off in this browser. Reading a file here needs them: the file never leaves this device unread. You can bring people one by one without.
import-trouble = That did not work. Your ratings are safe on this device. Try again in a while.
import-lead = Choose a file of contacts, say how well you know whom, and bring only those. Nobody in the file is ever written to.
import-choose-head = Choose the file
import-file = A file with contacts
import-file-hint = LinkedIn’s Connections.csv or its archive, a CSV from Google, Outlook or Thunderbird, or contact cards (.vcf).
import-stays = It is read in this browser. Nothing leaves this device before you rated somebody and sent that.
import-how-head = How do I get such a file?
import-linkedin-1 = Open Settings, Data privacy, Get a copy of your data.
import-linkedin-2 = Tick Connections alone, and ask for the archive.
import-linkedin-3 = A mail comes in some minutes, at times in a day. Choose its file here as it came.
import-others = Google: contacts.google.com, Export, Google CSV. Outlook: People, Manage, Export. A phone: share contacts as a .vcf file.
import-wait-head = LinkedIn is still preparing mine
import-wait = Use the minutes: bring the three people you would call first, and say which colleagues you trust. Each of them opens a way on the spot.
import-wait-colleagues = My colleagues
import-groups-head = Where to begin
import-groups = Take a group at once, or one by one. Stop when you like: this device remembers, and sends nothing by itself.
import-rated = Rated:
import-left = Left:
import-sees = Only people you rated are sent, to your own node. No colleague and no other organisation sees the list. When a colleague’s question fits, an offer leaves without a name; when another organisation’s fits, you are asked first.
import-send = Bring the people I rated
import-undo = Undo
import-away = Put the file away
import-groups-again = Back to the groups
import-together = Untick whom it does not fit: they stay to be rated one by one.
import-together-who = Who is in it
import-together-ask = How well do you know those who are ticked?
import-ask = How well do you know { $name }?
import-since = connected since { $day }
import-said = You said: { $word }
import-mixed = This name mixes letters of several scripts. Look twice whether it is who it seems.
import-skip = Leave out
import-later = Later
import-before = The one before
import-keys = On a keyboard: 1 to 5 for the buttons, arrows to move, u to undo. What you say carries today’s date.
import-done-head = They are brought
import-new = New
import-updated = Known already
import-not = Not recorded
import-not-why = These were not recorded, and nothing of them was kept:
import-question = found by the same as { $name }: if they are one person, add it there
import-suppressed = does not want to be held as a contact here
import-nothing = the file has no address, number or organisation to find them by
import-see = See my people
import-another = Another file
import-group-partner = At { $org }, which yours is connected to
import-group-recent = Met most recently
import-group-org = At { $org }
import-group-rest = Everybody else
import-all-at-once = All at once
import-one-by-one = One by one
import-to-rate = to rate:
import-earlier-head = Files you brought
import-earlier = { $source }: { $added } new, { $changed } changed
import-undo-what = Undoing takes away whom the file brought. What you changed yourself since then stays.
import-undo-all = Undo all of it
import-too-large = The file is larger than 64 MiB. Nothing was kept or sent. Export the contacts without pictures, or bring them in parts.
import-empty = The file is empty. Nothing was kept or sent. Export the contacts again.
import-archive = This is an archive that is no ZIP. Nothing was kept or sent. Unpack it and choose the file with the contacts.
import-no-connections = The archive holds no Connections.csv. Nothing was kept or sent. Ask LinkedIn for a copy with Connections ticked; from another archive, unpack the file with the contacts and choose that.
import-archive-broken = The archive can’t be unpacked here: it broke off, or is locked, or is far larger inside than outside. Nothing was kept or sent. Download it again, or unpack it yourself and choose Connections.csv.
import-spreadsheet = This is a spreadsheet. Nothing was kept or sent. Save it as CSV (UTF-8), or choose the export as it was downloaded.
import-web-page = This is a web page, perhaps one to sign in. Nothing was kept or sent. Download the file again.
import-other = This holds no contacts that can be read. Nothing was kept or sent. Choose the export as it came. A table needs a row of column names such as First Name and Last Name.
import-too-many = The file has more than 200 000 rows. Nothing was kept or sent. Split it, and keep the row of column names in each part.
import-line = Something is broken in what starts on line { $line }, probably a missing quotation mark. Nothing was kept or sent. Download the file again, or mend that line.
import-nobody = Nobody is in it who has a name, an address or a number. Nothing was kept or sent. Export all contacts rather than a selection.
