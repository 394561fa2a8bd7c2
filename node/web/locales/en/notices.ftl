# Notices by mail
notices-title = Told by mail
notices-off = This organisation’s node sends no mail. Its admin can change that.
notices-on = Mail goes to { $address } when something waits.
notices-code-head = Type the code
notices-code-what = Six digits go to { $address }. Until you typed them here, no other mail goes there. If none come within minutes, look among unwanted mail.
notices-code = The six digits
notices-confirm = Confirm
notices-sees-head = What each person will see
notices-mail = Whoever reads your mail
notices-mail-what = That something waits for you at your organisation’s node, and the address of your inbox. No name, nobody sought, not what it is about.
notices-server = Your organisation’s mail server, and yours
notices-server-what = Your address, and when something new came.
notices-admin = Your admin
notices-admin-what = Could read your address on the node’s machine. No page shows it to them.
notices-others = Everybody else
notices-others-what = Nothing. No colleague and no other organisation learns whether you are told by mail.
notices-choose = Where and how
notices-address = Your mail address
notices-detail = A mail says
notices-something = that something waits
notices-count = how many things wait
notices-when = At most one mail in the time your organisation has set, mostly a day, for all that came meanwhile, and none in your quiet hours. The link in it opens your inbox and does nothing.
notices-set = Save
notices-end = No more mail
notices-wrong-address = That is no mail address this node can use. Nothing was changed.
notices-wrong-code = That is not the code. After five others you choose the address again.
notices-often = Three codes were sent today, as many as may be. Nothing was changed; try again tomorrow.
me-notices = Told by mail

# The mails themselves
mail-subject = Something waits for you at { $org }
mail-waits = Something waits for you at { $org }. Open your inbox:
mail-waits-count = { $count ->
    [one] One thing waits for you at { $org }. Open your inbox:
   *[other] { $count } things wait for you at { $org }. Open your inbox:
}
mail-stop = You asked for this mail. On that site, under Me, you can stop it.
mail-code-subject = Your code for { $org }
mail-code = Somebody at { $org } gave this address for notices. The code is { $code }. It is typed here:
mail-code-not-you = If that was not you, do nothing: without the code no other mail comes.
