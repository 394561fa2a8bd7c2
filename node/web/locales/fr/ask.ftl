# Demander, en trois étapes
ask-title = Demander
back-ask = Revenir à ce qu’il vous faut
ask-step-1 = Étape 1 sur 3
ask-step-2 = Étape 2 sur 3
ask-step-3 = Étape 3 sur 3
ask-what = De quoi avez-vous besoin ?
ask-means-introduction = Quelqu’un vous met en relation avec une personne. Qui la connaît lui en parle.
ask-means-intelligence = Quelqu’un vous dit ce qu’il sait, par exemple comment une fondation décide. On ne parle pas à la personne concernée.
ask-means-influence = Quelqu’un plaide pour vous auprès d’une personne ou d’une organisation.
ask-means-appraisal = Quelqu’un qui a travaillé avec une candidate ou un candidat vous dit comment c’était. Cette personne doit l’avoir permis.
ask-means-opportunity = Vous transmettez un emploi ou un appel de main en main. Personne n’est recherché.
ask-needs-permission = Demande la permission de la personne candidate
ask-permission-where = De tout cela, seule une appréciation demande une permission. On l’écrit, et on envoie une opportunité, sous
ask-alerts = Annonces et permissions
ask-appraisal-how = Une appréciation porte la permission de la personne candidate, que seul un appareil avec votre clé peut garder. Il faut pour cela des scripts et la clé de ce navigateur, ou la ligne de commande :
ask-begun-head = Vous aviez commencé une demande
ask-begun = Elle n’a pas été envoyée. Ce navigateur seul la garde.
ask-begun-on = La continuer
ask-begun-drop = La jeter
ask-restored = C’est ce que vous aviez commencé dans ce navigateur. Rien n’a été envoyé.
ask-anew = Recommencer
ask-unreachable = Le nœud est injoignable. Ce que vous avez écrit reste dans ce navigateur ; rien n’a été envoyé. Réessayez dans un moment.

ask-whom = Qui cherchez-vous ?
ask-for = Comment on peut trouver cette personne
ask-for-hint = Une adresse e-mail, un téléphone, une page de profil, un ORCID iD, un nom comme Jane Doe at Foundation F, ou le domaine d’une organisation.
ask-for-2 = Deuxième moyen
ask-for-3 = Troisième moyen
ask-for-4 = Quatrième moyen
ask-more-handles = D’autres moyens de la trouver
ask-more-handles-hint = Jusqu’à quatre pour la même personne ou organisation. Un seul qui correspond suffit.
ask-about-alone = Ou dites ce qu’elle a, qui qu’elle soit
ask-about-beside = Dites aussi ce qu’elle a
ask-about-care = Chaque organisation que la question atteint peut lire ces mots. Ne nommez personne ici.
ask-topic = Thème
ask-topic-hint = Par exemple eau, ou logement social. Plusieurs, avec des virgules.
ask-role = Fonction
ask-role-hint = Par exemple responsable de programmes.
ask-region = Région
ask-region-hint = Les deux lettres d’un pays, comme KE, ou une partie, comme DE-BY.
ask-org = Organisation
ask-org-hint = Son domaine, comme example.org.
ask-how-long = Combien de temps, et à qui le cacher
ask-until = Chercher pendant
ask-again = Demander à nouveau quand votre organisation va plus loin
ask-again-never = Non
ask-days = { $days ->
    [one] Un jour
   *[other] { $days } jours
}
ask-avoid = Éviter des organisations
ask-avoid-hint = Leurs domaines, huit au plus, avec des virgules. Leurs nœuds ne reçoivent pas la question.
ask-employer = L’employeur actuel de la personne candidate
ask-no-employer = Elle n’a pas d’employeur en ce moment
ask-permission = La permission de la personne candidate
ask-permission-hint = Collez ici son lien ou son texte. Elle part dans la lettre, et personne sur le chemin ne la lit.
ask-retain = Lettres et réponses sont effacées après
ask-employer-missing = Dites qui emploie la personne candidate en ce moment, pour que cela lui soit caché, ou que personne ne l’emploie.
ask-next = Suite : qui voit quoi
ask-look = Ce que chacun verra
ask-write-now = Écrire déjà votre lettre, si vous voulez
ask-write-now-hint = Elle reste dans ce navigateur jusqu’à ce qu’un chemin soit offert et que vous l’envoyiez.
ask-send = Demander
ask-change = Changer quelque chose

ask-is-email = Adresse e-mail { $handle }
ask-is-phone = Téléphone { $handle }
ask-is-url = Page { $handle }
ask-is-orcid = ORCID iD { $handle }
ask-is-org = L’organisation { $handle }
ask-is-name = Un nom : { $handle }. Qui connaît quelqu’un de ce nom vérifie avant d’aider.
ask-not-known = Ce n’est ni une adresse, ni un numéro, ni une page, ni un domaine. Un nom demande une organisation : Jane Doe at Foundation F.
ask-not-email = Une adresse e-mail a la forme nom@example.org.
ask-not-phone = Un téléphone a de 7 à 15 chiffres.
ask-not-country = Ici, un téléphone commence par + et son pays.
ask-not-url = Une page a la forme example.org/nom.
ask-not-orcid = Un ORCID iD a 16 signes ; l’un d’eux est faux.
ask-not-org = Une organisation se nomme par son domaine, comme example.org.
ask-not-name = Un nom a deux mots ou plus, et une organisation : Jane Doe at Foundation F.
ask-not-short = C’est plus long que ce qui peut être cherché.
ask-not-word = Un mot ou quelques-uns, en lettres et chiffres.
ask-not-region = Deux lettres d’un pays, comme KE, ou une partie, comme DE-BY.
ask-fault-nobody = Dites qui vous cherchez : un seul moyen de trouver cette personne suffit.
ask-fault-many = C’est plus de mots qu’une question n’en porte. Huit au plus.
ask-fault-organisation = Cela porte sur une personne, pas sur une organisation.
ask-fault-about = Pour cela, nommez une personne ou une organisation. Ce qu’elle a ne suffit pas seul.
ask-fault-avoid = C’est plus de huit organisations.
refused-ask-many = Vous avez autant de demandes ouvertes qu’un membre peut en avoir.
next-ask-many = Fermez-en une dont vous n’avez plus besoin, puis demandez à nouveau.
refused-ask-date = Une demande finit après maintenant, et d’ici quatorze jours.

# Qui voit quoi d’une demande
sees-reached = Les organisations que la question atteint
sees-knows = Qui pourrait aider
sees-sought = La personne que vous cherchez
sees-avoided = Les organisations que vous évitez
sees-else = Toutes les autres personnes
sees-else-what = rien.
sees-ask-node = qui vous cherchez, pourquoi et combien de temps. Cela figure dans votre journal.
sees-ask-reached = le nom de votre organisation, pourquoi et combien de temps. Ni vous, ni qui vous avez nommé.
sees-ask-knows = un de ses propres contacts, le nom de votre organisation et pourquoi. Vous, seulement avec votre lettre, une fois dit qu’une aide est possible.
sees-ask-sought = rien, sauf si cette personne est membre et se laisse trouver : on lui demande alors comme à qui pourrait aider. Qui répond peut lui parler.
sees-ask-avoided = rien : leurs nœuds ne reçoivent pas la question.
done-asked = C’est demandé. La recherche dure jusqu’à sa date, et ce qui vient se trouve ici.
done-requested = C’est parti. Chaque personne du chemin décide pour elle-même.
done-answer = Une réponse est venue, et toute sa chaîne tient.

# Une lettre le long d’un chemin
path-first = En premier sur le chemin : { $name }
path-straight = Tout droit vers { $name }
path-same = Un autre chemin vers la personne du chemin { $number }, si celui-là reste muet.
path-letter-waits = Trouvée par une description : votre lettre ne suit qu’une fois la réponse venue.
path-take = L’envoyer par ce chemin
path-several = Jusqu’à trois chemins : le suivant est essayé à son heure, sauf si une réponse est venue avant.
path-send = Signer et envoyer
request-nowhere = Choisissez d’abord un chemin.
request-nothing = Écrivez d’abord une lettre : c’est ce qu’on lit avant de décider.
request-trouble = Cela n’a pas pu être fait. Ce que vous avez écrit reste dans ce navigateur.
sees-further = Toutes les personnes plus loin sur le chemin
sees-answers = Qui répondrait
sees-request-node = votre mot, et par quel chemin il part. Pas la lettre.
sees-request-first = votre mot, et qu’il vient de vous. Pas la lettre.
sees-request-further = votre mot, le nom de votre organisation, et qui le lui transmet. Ni vous, ni la lettre.
sees-request-answers = votre mot, et la lettre avec votre carte, scellée pour cette personne seule.
letter-begin = Commencer par un exemple
letter-to-funder = À un bailleur
letter-to-board = Pour le conseil
letter-to-trainer = À qui forme
letter-to-partner = À un partenaire
letter-note = Un mot pour chaque personne du chemin
letter-note-hint = Pourquoi vous demandez, en une phrase ou deux.
letter-text = Votre lettre
letter-text-hint = Seule la personne qui répondrait peut l’ouvrir. Votre carte l’accompagne.
letter-over = C’est plus long que ce qui peut partir. Retirez au moins ce nombre de signes :
letter-funder-note = Nous cherchons un premier bailleur pour [ce que nous faisons], et aimerions savoir si cela entre dans ses projets.
letter-funder =
    Bonjour,
    nous sommes [qui nous sommes], et nous [ce que nous faisons] à [où].
    Pour [quoi], nous cherchons [combien] d’ici [quand].
    Auriez-vous une demi-heure pour nous dire si cela entre dans ce que vous financez, et sinon, qui pourrait ?
    Bien cordialement
letter-board-note = Nous cherchons pour notre conseil quelqu’un qui connaît [domaine], et aimerions un premier échange sans engagement.
letter-board =
    Bonjour,
    nous sommes [qui nous sommes]. Notre conseil se réunit [quand] et cherche quelqu’un qui connaît [domaine].
    C’est bénévole, et demande environ [combien de temps].
    Aimeriez-vous en savoir plus autour d’un café, sans engagement ?
    Bien cordialement
letter-trainer-note = Nous cherchons quelqu’un qui puisse enseigner [quoi] à [combien de personnes], à [où].
letter-trainer =
    Bonjour,
    environ [combien] personnes de notre équipe aimeraient apprendre [quoi]. Nous pensons à [quelle durée], en [quand], à [où].
    Pourriez-vous le faire, ou connaissez-vous quelqu’un ? Combien cela coûterait-il ?
    Bien cordialement
letter-partner-note = Nous préparons une candidature pour [appel], et cherchons un partenaire qui apporte [quoi].
letter-partner =
    Bonjour,
    nous préparons une candidature pour [appel], à rendre le [quand]. Notre part est [quoi] ; nous cherchons qui apporte [quoi].
    Pourriez-vous imaginer candidater ensemble ? Un premier échange d’une demi-heure nous aiderait tous deux.
    Bien cordialement

# Réponses et suite
answers-head = { $count ->
    [one] Une réponse
   *[other] { $count } réponses
}
answer-needs-key = Elle est scellée pour vous. Seul un appareil qui a votre clé peut l’ouvrir et vérifier le chemin parcouru.
answer-through = Par
answer-letter-followed = Votre lettre a suivi, scellée pour cette personne seule.
answer-kept-until = La lettre et la réponse sont effacées le
answer-not-forwarded = C’est pour vous seul : merci de ne pas transmettre.
hand-over-head = La suite est à vous
hand-over-hint = Vous voilà en relation : écrivez vous-même. Ce que vous sortez d’ici n’est plus scellé.
hand-over-subject = Notre mise en relation
hand-over-opening = Merci de votre réponse. J’aimerais continuer à partir d’ici.
hand-over-mail = Écrire un courriel
hand-over-copy = Copier
hand-over-share = Partager
hand-over-copied = Copié.
