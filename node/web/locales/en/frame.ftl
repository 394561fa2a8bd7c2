# English. Every key stands in every language with the same values; a test holds that.

direction = ltr
skip = Go to the content
ways = Main
foot = This page comes from your organisation’s own node. It loads nothing from anywhere else.
way-inbox = Inbox
way-asks = Asks
way-people = People
way-ledger = Ledger
way-me = Me
back-inbox = Back to the inbox
back-asks = Back to my asks
back-people = Back to people
back-me = Back to me

# What was just done
done-declined = Declined. Nothing left your node, and nobody learns of it.
done-snoozed = Put off. Nobody learns of it.
done-muted = Muted. Nobody learns of it. What waits already stays.
done-unmuted = It may come before you again.
done-allowed = An offer leaves. It does not say who you are.
done-led-to = Kept, for you alone.
done-closed = Closed. Its requests are withdrawn.
done-policy = Changed. How well you know them stays as you said it.
done-strength = Recorded, with today’s date.
done-forgotten = Forgotten.
done-limits = These are your limits from now on.
done-no-go = Taken off the list.
done-profile = This is your profile from now on.
