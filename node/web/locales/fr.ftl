# Français. Chaque clé figure dans toutes les langues avec les mêmes valeurs ; un test le vérifie.

direction = ltr
skip = Aller au contenu
ways = Principal
foot = Cette page vient du nœud de votre propre organisation. Elle ne charge rien d’ailleurs.
way-inbox = À traiter
way-asks = Demandes
way-people = Personnes
way-ledger = Registre
way-me = Moi
back-inbox = Retour à la liste
back-asks = Retour à mes demandes
back-people = Retour aux personnes
back-me = Retour à Moi

# Jours
day-far = très loin
day-today = aujourd’hui
day-tomorrow = demain
day-yesterday = hier
day-in = dans { $days } jours
day-ago = il y a { $days } jours
day-date = { $day } { $month }
day-date-year = { $day } { $month } { $year }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
until-day = Fin : { $day }
came = Arrivé
ends = Se termine

# Mots pour les choix du protocole
kind-introduction = Mise en relation
kind-intelligence = Connaissance
kind-influence = Une recommandation
kind-appraisal = Référence
kind-opportunity = Opportunité
strength-have-met = déjà rencontré
strength-know-well = bien connu
strength-would-vouch = je m’en porte garant
strength-none = pas d’avis donné
audience-me = moi seulement
audience-own-org = ma propre organisation
audience-peers = aussi les organisations reliées
audience-network = tout le réseau
mode-standing = offrir sans me demander
mode-ask = me demander d’abord
mode-never = ne rien faire
bridge-link-open = lien pas encore utilisé
bridge-awaits-you = vous attend
bridge-awaits-other = attend l’autre personne
bridge-active = ouvert
bridge-ended = terminé
bridge-awaits-peering = attend les deux organisations
bridge-nameless = Pont { $bridge }
somebody = quelqu’un
you = vous
an-organisation = une organisation
a-former-contact = un contact que vous n’avez plus
place-colleague = de votre organisation
who-colleague = { $name }, de votre organisation
who-at = { $name } chez { $org }
org-unverified = { $org } (nom non vérifié)

# La page d’accueil
front-title = Mises en relation
front-head = Joindre des personnes par celles à qui vous faites confiance.
front-lead = stn trouve un chemin de personnes qui se connaissent, demande son oui à chacune et fait la mise en relation. Personne ne livre son carnet d’adresses.
front-signed-out = Aucune session n’est ouverte dans ce navigateur
front-how = Dans cette version, aucun navigateur ne peut encore se connecter. Les membres utilisent la ligne de commande. Plus tard, ils se connecteront avec une clé faite dans leur propre navigateur.
front-join = Pas encore membre ? Demandez une invitation à qui administre votre organisation. Les membres qui utilisent la ligne de commande peuvent continuer : rien n’y change.
front-never-head = Ce qui n’arrive jamais
front-never-list = Aucune liste de contacts ne quitte le nœud de votre organisation.
front-never-name = Aucun nom ne va à une autre organisation sans le oui de cette personne.
front-never-no = Un non ressemble au silence. Personne ne peut faire la différence.
front-scripts-head = Ce qui demande des scripts
front-scripts = Signer demande la clé de ce navigateur, et c’est un script qui s’en sert : entrer, demander, transmettre, répondre. Lire, dire non, remettre et mettre en sourdine marchent sans.
front-dishonest = Le nœud qui sert cette page pourrait en servir une modifiée. Il n’a aucune de vos clés et ne peut lire aucune lettre ; la ligne de commande fait tout sans ces pages.
front-open-again = Rouvrir la page
front-why-looked = Pour voir cette page, ouvrez une session.
front-why-acted = Votre session n’était plus ouverte. Rien n’a été fait.
front-why-ended = Cet appareil n’appartient plus à un membre. La session a été fermée et rien n’a été fait. Si cela vous surprend, demandez à qui administre votre organisation.
needs-scripts-session = Les scripts sont désactivés dans ce navigateur. Il en faut pour entrer, car votre clé en a besoin.
closed-stranger = La clé de ce navigateur n’a pas été acceptée. Rien n’a été fait. Vérifiez que son horloge est à l’heure, ou rejoignez à nouveau.
sign-out = Fermer la session

# Difficultés
trouble-title = Impossible
trouble-safe = Rien n’a été changé et rien n’a quitté le nœud.
trouble-perhaps = Si vous avez changé quelque chose, cela a peut-être été fait, ou non. Le refaire ne nuit pas.
trouble-home = Aller au début
trouble-nothing = Il n’y a rien à cette adresse, ou plus rien.
trouble-unfit = Le formulaire n’a pas pu être lu tel qu’il a été rempli.
trouble-hurried = C’était plus souvent que le nœud ne répond.
trouble-disk = Le nœud n’a pas pu l’écrire sur son disque.
trouble-stopping = Le nœud s’arrête.
trouble-no-address = Ces pages n’ont pas d’adresse publique.
trouble-other-host = Ces pages ne sont pas à cette adresse.
trouble-in-clear = Cette connexion pourrait être lue en chemin.
next-nothing = Cela a peut-être été décidé, retiré, ou le délai est passé. La liste montre ce qui reste.
next-unfit = Revenez en arrière, vérifiez ce que vous avez écrit et renvoyez-le.
next-hurried = Attendez une minute et réessayez.
next-admin = Prévenez qui administre votre organisation. Ce qui était confirmé avant est en sûreté.
next-no-address = Si vous tenez ce nœud : écrivez l’adresse de votre proxy dans les réglages, sous pages_at.
next-other-host = Ouvrez l’adresse que nomme votre invitation. Qui vous a envoyé ici n’est peut-être pas qui il prétend.
next-in-clear = Ouvrez l’adresse avec https. Si vous tenez ce nœud : faites dire X-Forwarded-Proto au proxy.
next-no-letter-key = Ouvrez stn une fois sur un appareil qui a votre clé, pour qu’il puisse en créer d’autres.
refused-other = Le nœud ne l’a pas accepté.
refused-item-gone = Cela n’attend plus.
refused-offer-late = C’est trop tard pour cette offre : assez d’autres ont été faites, ou la question est terminée.
refused-no-letter-key = Votre réserve de clés de lettre est épuisée ; aucune offre ne peut partir.
refused-snooze-date = Cela se termine avant ce jour.
refused-limits = Ces limites ne sont pas possibles.
refused-text = Le texte est trop long, ou contient des signes qu’aucun texte ne peut avoir.
refused-words = C’est plus de thèmes, de régions ou de langues qu’un profil ne peut en avoir.

# Ce qui vient d’être fait
done-declined = Refusé. Rien n’a quitté votre nœud, et personne ne l’apprend.
done-snoozed = Remis à plus tard. Personne ne l’apprend.
done-muted = Mis en sourdine. Personne ne l’apprend. Ce qui attend déjà reste.
done-unmuted = Cela peut de nouveau venir à vous.
done-allowed = Une offre part. Elle ne dit pas qui vous êtes.
done-closed = Close. Ses requêtes sont retirées.
done-policy = Changé. Ce que vous avez dit de votre lien reste.
done-strength = Noté, à la date d’aujourd’hui.
done-forgotten = Oublié.
done-limits = Ce sont vos limites à partir de maintenant.
done-no-go = Retirée de la liste.
done-profile = C’est votre profil à partir de maintenant.

# À traiter
inbox-empty = Rien ne vous attend.
inbox-foot = Ce que vous refusez ou laissez de côté a le même aspect pour les autres : le silence.
head-prompt-introduction = { $org } cherche quelqu’un qui puisse les mettre en relation avec { $name }
head-prompt-intelligence = { $org } cherche quelqu’un qui connaisse { $name }
head-prompt-influence = { $org } cherche quelqu’un qui puisse glisser un mot à { $name }
head-prompt-appraisal = { $org } cherche quelqu’un qui ait travaillé avec { $name }
head-prompt-you = Quelqu’un de { $org } vous cherche
head-hop = Transmettre une requête de { $org } ?
head-letter = Une lettre pour vous, au sujet de { $name }
head-letter-you = Une lettre pour vous, de quelqu’un qui vous cherchait
head-bridge-accepted = { $name } a utilisé votre lien de pont
head-bridge-confirmed = { $name } a confirmé votre pont
head-knock = { $name } de { $org } frappe à votre porte
head-knock-broken = Quelqu’un de { $org } frappe à votre porte
head-alert = Une opportunité de { $org }
question-prompt = Pouvons-nous dire que quelqu’un ici connaît cette personne ? Votre nom n’est pas dit.
question-prompt-org = Pouvons-nous dire que quelqu’un ici la connaît ? Votre nom n’est pas dit.
question-prompt-you = Pouvons-nous dire qu’on peut vous joindre ? Votre nom n’est pas dit.
question-hop = Quelqu’un que vous connaissez vous la remet. Avec votre oui, elle va une personne plus loin.
question-letter = Lisez-la, et répondez si vous voulez.
question-bridge = Est-ce la personne que vous connaissez ? Alors établissez le pont.
question-knock-broken = Cet appel n’est pas cohérent et ne peut recevoir de réponse.
question-alert = Cela vous intéresse, ou savez-vous qui cela pourrait intéresser ?
care-by-name = Trouvé par le nom et l’organisation seulement. Ne dites oui que si vous êtes sûr qu’il s’agit de cette personne.
care-by-org = Trouvé par l’organisation.
care-by-attributes = Trouvé par thème, région, fonction ou organisation ; personne n’a été nommé.
care-unverified = Personne ici n’a vérifié que { $org } est bien qui elle dit être.
care-card = La carte est leur propre parole. En cas de doute, demandez par une voie sûre avant de dire oui.
their-card = Comment cette personne se présente
their-note = Écrit à toutes les personnes du chemin
their-word = { $name } ajoute
letter-sealed = La lettre est scellée pour vous
letter-needs-key = Seul un appareil qui a votre clé peut l’ouvrir. Le nœud ne le peut pas.
on-command-line = Avec la ligne de commande :

# Le chemin et qui voit quoi
chain-head = Le chemin suivi
chain-asker = Quelqu’un de { $org }
chain-asks = demande
chain-blank = Non montré
chain-perhaps = peut-être des personnes entre deux ; qui n’a pas dit oui reste en blanc
chain-handed = vous l’a remise
chain-next = la recevrait ensuite
chain-who-answers = qui répondrait ; on ne vous dit pas qui
chain-you = Vous
chain-you-decide = décidez ici
chain-you-choose = à qui vous choisirez de la remettre
chain-sought = de qui il s’agit
sees-head = Ce que verra chaque personne
sees-node = Le nœud de votre organisation
sees-connectors = Toutes les personnes du chemin
sees-chosen = À qui vous la remettez
sees-prompt-asker = à combien d’étapes se trouve quelqu’un, la force du lien le plus faible du chemin, et vos mots ci-dessous. Pas qui vous êtes.
sees-prompt-node = que vous avez dit oui ; cela figure dans votre registre.
sees-hop-next = la note, le mot que vous ajoutez, et que cela vient de vous.
sees-hop-asker = rien pour l’instant. Si une réponse vient, votre carte vient avec.
sees-hop-from = rien. Ni votre oui, ni votre non.
sees-hop-node = que vous l’avez transmise ; cela figure dans votre registre.
sees-letter-asker = votre réponse et votre carte, scellées pour cette seule personne.
sees-letter-connectors = rien de la lettre ni de la réponse ; chacune apprend que son aide a mené à une réponse.
sees-letter-node = que vous avez répondu, pas quoi.
sees-bridge-other = votre carte, et que vous avez dit oui.
sees-bridge-node = que vous êtes reliés, et combien vous vous connaissez.
sees-alert-asker = votre réponse et votre carte, scellées pour cette seule personne, et les cartes de celles qui vous l’ont transmise.
sees-alert-chosen = tout le texte, l’organisation qui demande, et que cela vient de vous.
sees-subject-spoken = rien de ce réseau. Qui répond peut lui parler.
sees-subject-left = rien, et personne ne lui parle.
sees-subject-kept = rien. Cela lui est caché, ainsi qu’à son employeur.
sees-no = Si vous dites non, ou rien
sees-no-what = personne ne voit rien : comme si personne n’avait été trouvé.

# Décider
decide = Décider
yes-allow = Oui, dites-le
yes-pass-on = Oui, transmettre
yes-answer = Répondre
yes-bridge = Oui, établir le pont
no = Non
allow-words = Un mot à qui demande, si vous voulez
allow-hint = Il est lu sans que l’on sache qui l’a écrit. Ne vous nommez pas, ne nommez personne.
needs-key = Un oui se signe avec votre clé. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
needs-key-request = Une requête se signe avec votre clé. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
needs-key-devices = Ajouter ou retirer un appareil se signe avec votre clé. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
later-head = Plus tard
later-none = Cela se termine bientôt et ne peut être remis.
later-days = { $days ->
    [one] Demain
   *[other] Dans { $days } jours
}
mute-head = Ne plus recevoir de telles choses
mute-hint = Cela vaut dès maintenant, pour ce qui vient. Personne ne l’apprend.
mute-what = Qu’est-ce qui ne doit plus venir à vous ?
mute-org = Ce que demande { $org }
mute-contact = Les questions au sujet de { $name }
mute-kind = Les questions de ce genre : { $kind }
mute-month = Pendant 30 jours
mute-always = Pour toujours

# Mes demandes
asks-empty = Vous n’avez encore cherché personne.
ask-new = Chercher quelqu’un
ask-new-how = Dites qui vous cherchez, ou ce que cette personne a. Une demande se fait sur un appareil qui a votre clé.
state-waiting = En attente
state-path-offered = Chemin offert
state-in-progress = En cours
state-introduced = Mise en relation faite
state-closed = Close
means-waiting = Rien n’est venu jusqu’ici. La recherche dure jusqu’à sa date.
means-path-offered = Quelqu’un pourrait aider. Écrivez, et chaque personne du chemin sera priée de dire oui.
means-in-progress = Votre requête est en route. Chacun peut prendre son temps.
means-introduced = Une réponse est venue, et toutes les personnes du chemin ont dit oui.
means-closed = C’est terminé.
fact-kind = Pour
fact-asked = Demandé
fact-until = Jusqu’à
fact-afterwards = Ensuite
fact-deleted = Effacé
fact-in-clear = Lisible
ask-keeps-looking = demandé à nouveau quand votre organisation va plus loin
ask-in-clear = les mots ci-dessus, par chaque organisation que la question atteint
paths-head = { $count ->
    [one] Un chemin
   *[other] { $count } chemins
}
path-steps = { $steps ->
    [one] À une étape
   *[other] À { $steps } étapes
}
path-strength = Le lien le plus faible du chemin : { $strength }
path-word = Quelqu’un là-bas écrit
path-leaves = Une requête attend de le suivre :
path-used = Une requête l’a suivi.
path-write = Écrire
ask-close-head = Plus nécessaire ?
ask-close-what = La clore met fin à la question et retire ses requêtes. Qui elles attendaient ne les voit plus.
ask-close = Clore cette demande

# Personnes
people-search = Chercher par nom, organisation, thème ou lieu, même à moitié retenu
people-look = Chercher
people-count = { $count ->
    [one] Une personne que vous connaissez
   *[other] { $count } personnes que vous connaissez
}
people-empty = Vous n’avez encore donné d’avis sur personne. Apportez des personnes avec la ligne de commande : stn me import.
people-none = Personne des vôtres n’y correspond.
people-more = { $count ->
    [one] Une de plus : cherchez-la.
   *[other] { $count } de plus : cherchez-les.
}
people-stale = non confirmé depuis un an
people-foot = Votre liste reste au nœud de votre organisation. Aucun collègue et aucune autre organisation ne la voit.
colleagues-count = { $count ->
    [one] Un collègue
   *[other] { $count } collègues
}
person-stale = Vous l’avez dit pour la dernière fois il y a plus d’un an ; cela compte un degré de moins. Redites-le si cela vaut encore.
fact-strength = Combien
fact-handles = Se trouve par
fact-how = D’où nous nous connaissons
fact-since = Depuis
fact-through = Rencontrés par
fact-topics = Thèmes
fact-regions = Régions
fact-said = Dit
fact-note = Note
note-sealed = scellée ; seul un appareil qui a votre clé peut l’ouvrir
strength-head = Combien vous connaissez-vous ?
strength-question = { $name } et moi
strength-say = Le dire, à la date d’aujourd’hui
policy-head = À quoi ce lien peut servir
policy-audience = Les questions de qui
policy-own-org = Quand la question d’un collègue correspond
policy-beyond = Quand celle d’une autre organisation correspond
policy-kinds = Quelles questions
policy-search = Des questions peuvent passer par ce lien
policy-hint = Quel que soit votre choix : une offre ne nomme personne, et chaque requête attend votre oui.
policy-set = Changer
forget-head = Oublier cette personne
forget-what = Votre nœud efface ce que vous avez noté d’elle. Les questions en cours ne la trouvent plus par vous.
forget = Oublier

# Registre
ledger-head = Ce qui est parti sur vous
ledger-count = { $count ->
    [0] Rien n’est parti de votre nœud sur vous.
    [one] Une chose est partie de votre nœud sur vous. Vous seul le voyez.
   *[other] { $count } choses sont parties de votre nœud sur vous. Vous seul le voyez.
}
ledger-older = { $count ->
    [one] En montrer une plus ancienne
   *[other] En montrer { $count } plus anciennes
}
ledger-back-head = Pour reprendre quelque chose
ledger-back = Un oui permanent : changez à quoi sert le lien, sous Personnes. Une question ou une requête : fermez-la, sous Mes demandes. Un pont : mettez-y fin avec la ligne de commande.
left-asked = Vous avez demandé ({ $kind }). { $partners ->
    [0] La question est restée dans votre organisation.
    [one] La question est allée à une organisation reliée, sans votre nom.
   *[other] La question est allée à { $partners } organisations reliées, sans votre nom.
} { $clear ->
    [0] Rien n’y était lisible.
    [one] Un mot y était lisible par tous ceux qu’elle atteignait.
   *[other] { $clear } mots y étaient lisibles par tous ceux qu’elle atteignait.
}
left-request = Votre requête ({ $kind }) et une lettre scellée sont allées à { $who }, qui a vu qu’elles venaient de vous. Toutes les personnes du chemin pouvaient lire votre note.
left-offer = Vous avez dit oui à { $org }, au sujet de { $name } : une offre est partie. Elle disait à combien d’étapes se trouve quelqu’un et la force du lien le plus faible, sans nommer aucun de vous.
left-offer-standing = Sous votre oui permanent, une offre est allée à { $org }, au sujet de { $name }. Elle disait à combien d’étapes se trouve quelqu’un et la force du lien le plus faible, sans nommer aucun de vous.
left-passed = Vous avez transmis une requête de { $org } à { $who }, qui a vu qu’elle venait de vous. Votre carte ne va à qui a demandé qu’avec une réponse.
left-led = Une requête de { $org } que vous avez transmise a mené à une réponse. Votre carte est revenue avec, scellée pour qui a demandé.
left-answered = Vous avez répondu à une lettre de { $org }, au sujet de { $name }. La réponse et votre carte sont scellées pour qui a demandé.
left-withdrawn = Vous avez retiré une requête ({ $kind }). Qui elle attendait ne la voit plus.
left-bridge = Votre carte et votre certificat sont allés à { $who }, pour établir un pont.
left-bridge-ended = { $who } : son organisation a appris que votre pont est terminé.
left-evaluated = { $count ->
    [one] Une adresse, un numéro ou un profil de vos contacts est allé à { $org } sous une forme que personne là-bas ne peut lire, pour que ses questions puissent les trouver.
   *[other] { $count } adresses, numéros et profils de vos contacts sont allés à { $org } sous une forme que personne là-bas ne peut lire, pour que ses questions puissent les trouver.
}
left-word = Un mot de vous a suivi une requête de { $org }, scellé pour la seule personne à qui il allait.
left-knocked = { $partners ->
    [one] Vous avez frappé à une porte : votre carte, une note et un lien sont en route vers une organisation reliée, lisibles seulement pour qui a cette adresse et se laisse trouver, et pour les deux nœuds.
   *[other] Vous avez frappé à une porte : votre carte, une note et un lien sont en route vers { $partners } organisations reliées, lisibles seulement pour qui a cette adresse et se laisse trouver, et pour les nœuds.
}
left-alert = Une opportunité de vous est allée, en clair et avec votre signature, à { $who }.
left-alert-answered = Vous avez répondu à une opportunité de { $org }. La réponse et votre carte sont scellées pour qui l’a envoyée.

# Moi
me-profile = Mon profil
me-export = Tout télécharger (JSON)
limits-head = Ce qui vient à moi
limits-month = { $count ->
    [one] Une affaire nouvelle est venue ces 30 derniers jours.
   *[other] { $count } affaires nouvelles sont venues ces 30 derniers jours.
}
limits-per-month = Au plus tant d’affaires nouvelles en 30 jours (vide : sans limite)
limits-quiet = Heures de calme, où rien ne vient
limits-from = De
limits-to = À
limits-batch = Tout un seul jour de la semaine
limits-day = Jour
limits-any-day = n’importe quel jour
limits-hour = À partir de cette heure
limits-cool-down = Après un non, jours sans que la même organisation demande la même chose
limits-offset = Votre horloge, en avance sur UTC
limits-set = Fixer
limits-silent = Personne n’apprend vos limites. Ce qu’elles écartent ressemble au silence.
weekday-mon = lundi
weekday-tue = mardi
weekday-wed = mercredi
weekday-thu = jeudi
weekday-fri = vendredi
weekday-sat = samedi
weekday-sun = dimanche
mutes-head = En sourdine
mutes-end = Remettre
no-go-head = Organisations pour lesquelles je ne fais rien
no-go-end = Retirer
devices-head = Mes appareils
device-this = celui-ci
devices-until = Vos appareils renouvellent votre adhésion ; sans eux elle prend fin :
copy-there = Une copie de vos clés, que seule votre phrase de récupération ouvre, se trouve au nœud.
copy-none = Aucune copie de vos clés ne se trouve au nœud : si cet appareil est perdu, il faudra vous inviter à nouveau.
bridges-head = Mes ponts
bridges-none = Vous n’avez encore de pont avec personne d’une autre organisation.
profile-lead = Personne ne lit un champ avant que vous disiez qui le peut.
profile-topics = Thèmes
profile-regions = Régions
profile-languages = Langues
profile-can-help = Où je peux aider
profile-looks-for = Ce que je cherche
hint-topics = Sur quoi vous travaillez, avec des virgules : eau, logement-social
hint-regions = Codes de pays ou de régions, avec des virgules : KE, DE-BY
hint-languages = Codes de langues, avec des virgules : sw, en
hint-can-help = En quelques phrases
hint-looks-for = En quelques phrases
profile-readers = Qui peut le lire
profile-findable = Des questions peuvent me trouver par ce profil ; on me demande avant que rien ne parte
profile-counted = Qui administre peut compter mes liens, sans noms
profile-set = Enregistrer mon profil
