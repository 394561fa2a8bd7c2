# Liens avec des personnes ailleurs : ponts, appels, mots, annonces, permissions
people-bridges = Ponts vers d’autres organisations
back-bridges = Ponts
tie-serves = À quoi le pont peut servir
tie-needs-key = Ceci est signé avec votre clé. Il faut des scripts et la clé de ce navigateur, ou la ligne de commande :
tie-days = { $days ->
    [one] un jour
   *[other] { $days } jours
}
hand-copy = Copier
hand-copied = Copié
hand-share = Partager…
hand-mail = Écrire un courriel

# Ponts
bridges-lead = Un pont vous relie à quelqu’un que vous connaissez dans une autre organisation. Les questions le traversent autant que vous le permettez tous deux.
bridges-over = { $count ->
    [one] Un pont est terminé et n’est pas montré.
   *[other] { $count } ponts sont terminés et ne sont pas montrés.
}
bridge-new-head = Créer un lien de pont
bridge-new-how = Donnez ce lien à la seule personne à qui il est destiné, par une voie sûre. Il sert une fois.
bridge-new-days = Il sert pendant
bridge-new-sees = Qui détient le lien peut l’utiliser. Cette personne voit votre organisation, et votre carte une fois que vous avez dit oui. Elle ne voit jamais à quel point vous la connaissez.
bridge-new-make = Créer le lien
bridge-new-made = Votre lien
bridge-new-then = Cette personne ouvre les pages de sa propre organisation et le colle sous Ponts. Une fois utilisé, il attend votre oui dans vos affaires à traiter.
bridge-given-head = Un lien que j’ai reçu
bridge-given-link = Le lien
bridge-given-look = Le regarder
bridge-end-head = Mettre fin à ce pont
bridge-end-what = Plus aucune question ne le traverse, et le nœud de l’autre côté apprend qu’il a pris fin. Ce qui a été transmis va à son terme.
bridge-end = Mettre fin au pont
bridge-compare-head = Six mots à comparer
bridge-compare-how = Lisez-les-vous au téléphone ou de vive voix, de sorte que vous entendiez qui parle. Les mêmes des deux côtés : personne n’est entre vous.
compare-knocked = Ce pont est né d’un appel, et personne n’a prouvé qui est à l’autre bout. Tant que vous n’avez pas comparé les mots, il compte comme entre personnes qui se sont rencontrées.
compare-same = Ce sont les mêmes
compare-differ = Pas les mêmes ? Alors quelqu’un est entre vous. Mettez fin au pont et prévenez votre administrateur.
link-head = Établir un pont
link-lead = Quelqu’un d’une autre organisation vous a donné un lien. Rien n’en est envoyé avant votre oui.
link-needs-scripts = Les scripts sont désactivés dans ce navigateur. Un lien s’utilise avec votre clé, et il les faut ; la ligne de commande fait de même : stn me bridge LIEN --strength …
link-elsewhere-head = Pas ici
link-elsewhere = Ce navigateur n’est celui d’aucun membre ici. Copiez le lien, ouvrez les pages de votre propre organisation et collez-le sous Ponts.
link-from = Créé par un membre de
link-until = Sert jusqu’au
link-care = Ne l’utilisez que si la personne que vous connaissez vous l’a donné elle-même.
link-maker = Qui a créé le lien
link-maker-sees = votre carte et votre organisation. À quel point vous la connaissez reste ici.
link-no = Si vous le laissez
link-no-sees = personne ne voit rien. Le lien attend la bonne personne jusqu’à sa date.
link-accept = Oui, établir le pont
link-leave = Non
tied-bridge-taken = Vous avez utilisé le lien. Le pont tient dès que l’autre personne a dit oui aussi.
tied-bridge-confirmed = Vous avez dit oui. Le pont tient dès que son appareil l’a vérifié.
tied-bridge-complete = Le pont tient.
tied-bridge-ended = Le pont est terminé.
tied-bridge-changed = Modifié.

# Appels
knock-head = Qui je connais dans les organisations connectées
knock-short = Écrivez à quelqu’un, ou frappez à sa porte
knock-lead = Vos contacts qui semblent être dans des organisations connectées à la vôtre. Vous seul voyez cette liste.
knock-none = Aucun de vos contacts ne semble être dans une organisation connectée.
knock-count = { $count ->
    [one] Vous semblez y connaître une personne.
   *[other] Vous semblez y connaître { $count } personnes.
}
knock-step-none = Vous y avez un pont.
knock-step-knock = Écrivez à l’une d’elles avec un lien de pont, ou frappez à sa porte.
knock-step-link = Écrivez à l’une d’elles avec un lien de pont.
knock-mine = Mes appels
knock-open = ouvert
knock-answered = oui reçu : voyez vos affaires à traiter
knock-bridge = le pont tient
knock-over = terminé
knock-foot = Pas de réponse ne veut rien dire : absent, introuvable, ou pas maintenant.
draft-head = Écrivez vous-même
draft-how = Le meilleur moyen. Modifiez le texte à votre gré et envoyez-le par courriel ou message ; stn n’envoie rien.
draft-text = Votre message
draft-link = Y ajouter un lien de pont
knock-draft = Bonjour { $name }, j’ai rejoint stn avec { $org }, et votre organisation est connectée à la nôtre. Si vous l’utilisez aussi, établissons un pont pour nous aider avec des mises en relation. Rien ne le traverse sans votre oui. { $me }
knock-do-head = Frapper à sa porte
knock-do-how = Si cette personne se laisse trouver par ce que vous savez d’elle, on lui demande si elle veut un pont avec vous. Cela part avec l’envoi quotidien.
knock-where = Où cette personne pourrait être membre
knock-where-hint = Rien de coché : toutes les organisations connectées.
knock-note = Pourquoi vous frappez
knock-sees-them = votre nom, votre carte et vos mots, si on la trouve.
knock-nodes = Votre nœud et le sien
knock-sees-nodes = que vous frappez, et vos mots. Personne d’autre ne l’apprend.
knock-no = Si la réponse est non, ou rien
knock-sees-no = vous ne voyez rien : comme si personne n’avait été trouvé.
knock-do = Frapper
knock-cannot = Ce que vous gardez de cette personne ne suffit pas à un appel, ou votre organisation n’est connectée à aucune. Écrivez-lui vous-même.
tied-knocked = Votre appel part dans la journée. Si la réponse est oui, elle vous parviendra ici.

# Mots le long des requêtes
said-head = Dit au fil des requêtes
said-short = Questions, réponses, rester en lien
said-lead = Questions sur vos requêtes, réponses aux vôtres, et qui resterait en lien. Ouvert dans ce navigateur seulement.
said-needs-key = Les mots sont scellés. Les lire demande des scripts et la clé de ce navigateur, ou la ligne de commande :
said-none = Rien n’a été dit.
said-sealed = Un mot scellé
said-question = Une question sur votre requête
said-stay = Cette personne resterait en lien avec vous
said-agreed = Cette personne a accepté de rester en lien
said-letter = La lettre de la requête à laquelle vous avez répondu
said-reply = La réponse à votre question
said-claimed = Non vérifié : elle dit être cette personne. La réponse montrera si elle est sur le chemin.
said-replied = Vous y avez répondu.
said-your-reply = Votre réponse
said-reply-sees = Seule la personne qui a demandé peut la lire. Votre nom n’y figure pas.
said-send-reply = Répondre
said-stay-sees = Elle voit que vous acceptez. Si vos organisations ne sont pas connectées, les deux administrateurs voient que des membres resteraient en lien, pas lesquels.
said-agree = Oui, rester en lien
said-drop = Mettre de côté
tied-word-dropped = Mis de côté. Rien n’a quitté votre nœud.
tied-replied = Votre réponse est en route.
tied-agreed = Vous avez accepté. Le pont s’ouvre dès que vos organisations sont connectées.
stay-head = Rester en lien
stay-how = Après une réponse, les deux personnes à ses bouts peuvent établir un pont sans lien à donner. L’une propose, l’autre accepte. Une proposition ignorée a le même aspect qu’une proposition refusée.
stay-none = Aucune requête de vous ou à vous n’a encore reçu de réponse.
stay-asked = Vous avez demandé, et voici qui a répondu :
stay-answered = Vous avez répondu à quelqu’un de { $org }
stay-line = Une ligne avec, si vous voulez
stay-sees = Elle voit votre carte et cette ligne. Rien ne revient sans son accord.
stay-propose = Proposer de rester en lien
stay-proposed = Vous l’avez proposé.
stay-with-answer = Proposer de rester en lien. La proposition accompagne votre réponse ; ignorée ou refusée, rien ne revient.
tied-proposed = Votre proposition est en route, scellée pour cette personne.
ask-back-head = Demander d’abord
ask-back-how = Une question à qui demande, scellée, avec votre nom et votre carte. Elle lui montre que ceci vous est parvenu ; ce que vous décidez ensuite ne montre rien de plus. Ceci continue d’attendre.
ask-back-question = Votre question
ask-back = Demander
ask-back-asked = Vous avez demandé. La réponse s’affiche ici, s’il en vient une.
ask-back-reply = On a répondu à votre question
tied-asked-back = Votre question est en route. Ceci continue d’attendre.

# Le oui de la personne cherchée, et les références
their-yes-head = Remettre la carte de { $name }
their-yes-how = Seulement si cette personne a dit oui. Le jour reste noté sur cet appareil.
their-yes = { $name } a dit oui
their-yes-day = Ce jour-là
their-name = Nom
their-org = Organisation
their-role = Fonction
their-contact = Comment la joindre
retain-until = Votre réponse peut être gardée jusqu’au
retain-hint = Vide : autant que la lettre le dit. Un jour plus tardif compte comme celui-là.
terms-candidate = La personne candidate le permet, et l’a signé
terms-asker = La personne candidate le permet, selon qui demande ; non signé
terms-until = La lettre et la réponse sont effacées le
terms-copy = Merci de ne pas les copier ailleurs.

# Annonces
alerts-head = Annonces
alerts-short = Un poste ou un appel ouvert, de main en main
alerts-lead = Un poste, ou un appel à l’aide que peut lire quiconque le reçoit. Vous choisissez à qui il va ; ces personnes choisissent à qui il continue ; six étapes au plus.
alerts-own = Les miennes
alerts-own-none = Vous n’en avez envoyé aucune.
alerts-came = Remises à moi
alerts-came-none = Personne ne vous en a remis.
alert-new = Envoyer une annonce
alert-new-lead = Elle va aux personnes que vous cochez, et d’elles à qui elles choisissent. On n’y nomme jamais une personne candidate.
alert-kind = De quoi il s’agit
alert-text = Ce que tout le monde lit
alert-text-hint = Ne nommez personne qui ne doive être connu de tous ceux qui la reçoivent.
alert-link = Où en lire plus, le cas échéant
alert-topics = Thèmes, séparés par des virgules, le cas échéant
alert-days = Jours pendant lesquels elle circule
alert-note = Un mot aux premières personnes, si vous voulez
alert-first = Qui vous avez coché
alert-first-sees = tout le texte, votre organisation, votre mot, et que cela vient de vous. Pas que c’est vous qui demandez.
alert-further = Qui la reçoit ensuite
alert-further-sees = tout le texte, votre organisation, et qui la lui a remise. Pas vous.
alert-no = Qui la met de côté
alert-no-sees = rien ne part, et vous n’en voyez rien.
alert-send = Signer et envoyer
alert-to = { $count ->
    [one] envoyée à une personne
   *[other] envoyée à { $count } personnes
}
alert-answers = { $count ->
    [one] une réponse
   *[other] { $count } réponses
}
alert-answers-none = Personne n’a répondu.
alert-needs-key = Les réponses sont scellées. Les lire demande des scripts et la clé de ce navigateur, ou la ligne de commande :
alert-through = Transmise par
alert-broken = Une réponse est venue dont les signatures ne tiennent pas. Elle n’est pas montrée.
alert-reads = Tous ceux qui la reçoivent lisent
alert-went = Envoyée à
alert-withdraw-head = La retirer
alert-withdraw-what = Les personnes qu’elle attend encore ne la voient plus.
alert-withdraw = La retirer
alert-stage-waiting = vous attend
alert-stage-passed = { $count ->
    [one] vous l’avez transmise à une personne
   *[other] vous l’avez transmise à { $count } personnes
}
alert-stage-answered = vous avez répondu
alert-stage-away = mise de côté
alert-stage-withdrawn = retirée
alert-pass-head = Vous savez qui cela pourrait intéresser ?
alert-pass-sees = Ces personnes voient tout le texte, l’organisation qui demande, votre mot, et que cela vient de vous. Qui demande n’apprend votre carte que si quelqu’un répond par vous.
alert-pass = La leur transmettre
near-whom = À qui (vingt au plus)
near-none = Il n’y a encore personne auprès de vous : ni collègue, ni pont ouvert.
tied-alert-sent = Envoyée. Chaque personne décide seule de la transmettre.
tied-alert-passed = Signée et transmise.
tied-alert-withdrawn = Retirée.

# La permission d'une personne candidate
permission-title = Une permission de demander à votre sujet
permission-lead = Quelqu’un voudrait demander à des personnes qui ont travaillé avec vous ce qu’elles en pensent, avec votre seule permission. Cette page fonctionne dans votre navigateur ; rien n’en est envoyé au nœud.
permission-needs-scripts = Les scripts sont désactivés dans ce navigateur. Une permission s’écrit et se signe dans le navigateur, et il les faut ; la ligne de commande fait de même : stn permission sign FICHIER
permission-none-head = Pas de permission ici
permission-none = Ouvrez le lien qu’on vous a donné, ou collez ce qu’on vous a envoyé.
permission-pasted = Ce qu’on vous a envoyé
permission-look = Le regarder
permission-asks = Qui demanderait
permission-given-on = Donnée le
permission-says = Vous permettez
permission-sign-head = Avant de signer
permission-who-asks = Qui demande
permission-asker-sees = votre permission signée. Rien d’autre sur vous ni sur l’endroit où vous êtes.
permission-asked = À qui l’on demande à votre sujet
permission-asked-sees = votre permission avec votre signature, et une date à laquelle tout est effacé : dans l’année.
permission-employer = Votre employeur actuel
permission-employer-sees = rien, si son nœud est honnête et si qui demande l’a nommé. Demandez-lui si c’est fait.
permission-no = Si vous ne signez pas
permission-no-sees = personne n’en est averti. Sans votre signature, c’est leur déclaration, et elle est montrée comme telle.
permission-key = Une clé est créée pour cette seule signature, puis oubliée.
permission-sign = Signer
permission-refused-head = Pas signée
permission-refused = Rien n’a été signé, et rien n’a été envoyé. Vous pouvez fermer cette page.
permission-signed-head = Signée
permission-signed-how = Renvoyez ceci à qui demande
permission-keep = Gardez l’adresse ci-dessous : avec elle, vous pouvez retirer votre permission.
permission-keep-link = Ma permission, à garder
permission-back-head = La retirer
permission-back-how = Une signature ne se défait pas. Mais qui demande peut mettre fin, d’un bouton, à tout ce qui a été demandé avec elle ; ce qui a été répondu avant le reste jusqu’à sa date.
permission-back = Écrire le message
permission-back-text = Envoyez ceci à qui demande
permission-back-draft = Je retire la permission que je vous ai donnée de demander à mon sujet. Merci d’ouvrir cette adresse dans le navigateur avec lequel vous utilisez stn, et de mettre fin à ce que vous avez demandé :
permission-asks-head = Ce que vous avez demandé avec elle
permission-asks-open = Vous avez demandé avec cette permission, et elle a été retirée. Mettez-y fin : ce qui est en route est retiré, et plus personne n’est sollicité.
permission-asks-none = Rien n’a été demandé avec cette permission depuis ce navigateur.
permission-asks-end = Mettre fin à ce que j’ai demandé
permission-asks-ended = C’est terminé.
permission-new-head = La permission d’une personne candidate
permission-short = Pour une référence : écrite par vous, signée par elle
permission-new-lead = Pour une référence. Écrivez ce que la personne candidate permet, et donnez-le-lui à signer sur une page qui n’envoie rien.
permission-text = Ce qu’elle permet
permission-text-hint = Ce qui peut être demandé, à qui, pour quoi ; 400 caractères. Elle le lira mot à mot.
permission-day = Donnée le
permission-write = L’écrire
permission-give = Donnez-la à la personne candidate
permission-give-how = Elle ouvre cette adresse, lit, signe, et vous la renvoie. Non signée, c’est votre déclaration, et elle est montrée comme telle.
