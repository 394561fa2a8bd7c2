# Les pages d’administration
admin-way-overview = Nœud
admin-way-members = Membres
admin-way-peers = Partenaires
admin-way-policy = Règles
admin-way-settings = Réglages
admin-back = Retour
admin-back-members = Retour aux membres
admin-back-peers = Retour aux partenaires
admin-leave = Quitter l’administration
admin-days = Pendant combien de jours il sert, 30 au plus

# L’entrée
admin-enter-title = Pages d’administration
admin-enter-lead = Pour qui fait tourner le nœud de cette organisation. Les membres n’en ont pas besoin.
admin-enter-head = Laisser entrer ce navigateur
admin-enter-how = Sur la machine où tourne le nœud, ceci crée un lien qui sert une fois, pendant cinq minutes :
admin-enter-code = Le lien, ou ce qui suit # dans le lien
admin-enter = Ouvrir l’administration
admin-enter-ends = Vous sortez après un quart d’heure sans usage, et dans tous les cas au bout de quatre heures.
admin-enter-stolen = Si quelqu’un d’autre a pu utiliser votre lien, ceci met fin à toutes les sessions d’administration :
admin-enter-looked = Cette page est celle de l’administration, et ce navigateur n’a pas été admis, ou ne l’est plus.
admin-enter-closed = Personne n’est entré : le lien a déjà servi, a plus de cinq minutes ou n’a pas été copié en entier. Créez-en un autre. Si ce n’est pas vous qui l’avez utilisé, mettez d’abord fin à toutes les sessions.

# Vue d’ensemble
admin-todo-head = Ce qui vous attend
admin-todo-nothing = Rien pour l’instant.
admin-todo-doctor = Le disque, les données et les ports s’examinent sur la machine elle-même :
admin-todo-confirm = { $org } attend votre confirmation
admin-next-confirm = Comparez la clé avec son administration, puis confirmez ou refusez.
admin-todo-other = { $org } n’a pas encore confirmé
admin-next-other = Demandez à son administration. Votre nœud redemande de lui-même.
admin-todo-link = Pas de liaison avec { $org }
admin-next-link = Le nœud réessaie de lui-même. Si cela dure, demandez si le leur tourne et vérifiez que vos ports sont ouverts.
admin-todo-new-key = { $org } annonce une nouvelle clé
admin-next-new-key = Téléphonez à son administration et comparez six mots.
admin-todo-quota = { $count ->
    [one] Une façon de trouver quelqu’un dépasse ce qu’accorde { $org }
   *[other] { $count } façons de trouver quelqu’un dépassent ce qu’accorde { $org }
}
admin-next-quota = Leurs questions ne les trouvent pas avant leur prochaine clé de recherche. Accorder davantage dépend d’eux.
admin-todo-clock = L’horloge de l’ordinateur retarde
admin-next-clock = Mettez-la à l’heure et laissez-la suivre un serveur de temps.
admin-todo-own-key = La nouvelle clé de votre organisation est due
admin-next-own-key = Arrêtez le nœud et redémarrez-le.
admin-todo-asleep = { $name } : le certificat a pris fin, { $day } ; personne n’est trouvé par son intermédiaire
admin-todo-certificate = { $name } : le certificat prend fin, { $day }
admin-next-certificate = Demandez-lui d’ouvrir stn une fois : son appareil le renouvelle.
admin-todo-letter-keys = { $name } n’a plus de clés pour les lettres : aucune offre de sa part ne peut partir
admin-next-letter-keys = Demandez-lui d’ouvrir stn une fois : son appareil en fait d’autres.
admin-todo-proposals = { $count ->
    [one] Des membres resteraient en contact avec des gens d’une autre organisation
   *[other] Des membres resteraient en contact avec des gens de { $count } autres organisations
}
admin-next-proposals = Rien ne se passe si vous et l’autre administration ne reliez pas les deux.
admin-facts-head = Le nœud
admin-fact-started = En marche depuis
admin-fact-members = Membres
admin-fact-peers = Partenaires
admin-fact-bridges = Ponts
admin-fact-people = Personnes connues
admin-fact-edges = Liens
admin-fact-questions = Questions conservées
admin-fact-waiting = Trames en attente
admin-fact-frames = Trames depuis le démarrage
admin-frames = { $in } reçues, { $out } envoyées
admin-fact-site = Les membres ouvrent
admin-fact-addr = Les partenaires appellent
admin-fact-key = Clé
admin-links-head = Liaisons
admin-links-none = Il n’y a pas encore de partenaire.
admin-link-up = reliée
admin-link-down = pas de liaison

# Membres
admin-members-count = { $count ->
    [one] Un membre
   *[other] { $count } membres
}
admin-member-until = valable jusqu’au
admin-member-asleep = expiré
admin-member-renews = Ses appareils le renouvellent d’eux-mêmes à chaque ouverture de stn.
admin-invite-head = Inviter quelqu’un
admin-invite-what = Vous obtenez un lien qui permet à une personne de devenir membre, une seule fois.
admin-invite-they = Elle voit le nom de votre organisation et, dès lors, les noms de ses membres.
admin-invite-you = Vous et tous les membres voyez le nom que vous écrivez ici. Vous ne voyez ni les personnes qu’elle connaît, ni ce qu’elle demande, ni aucune lettre.
admin-invite-kept = Un lien ne se reprend pas : ne le donnez à personne d’autre, et qu’il ne serve pas plus longtemps qu’il ne faut.
admin-invite-name = Comment l’organisation appelle cette personne
admin-invite = Créer le lien
admin-invited = Une invitation
admin-invited-lead = Donnez-le à { $name } et à personne d’autre, par un moyen sûr. Il s’ouvre dans le navigateur qui servira ensuite.
admin-handout = À remettre
admin-copy = Copier
admin-copied = Copié.
admin-not-copied = La copie n’a pas réussi. Le texte est sélectionné : copiez-le à la main.
admin-handout-until = Sert jusqu’au :
admin-handout-once = Il n’est montré que cette fois ; le nœud n’en garde pas de copie que vous puissiez voir.
admin-end-head = Mettre fin à cette adhésion
admin-end-devices = Tous ses appareils sont refusés aussitôt.
admin-end-erased = Le nœud efface les personnes qu’elle ou il connaît, ses demandes et ce qui l’attend.
admin-end-bridges = Ses ponts prennent fin. Les organisations de l’autre côté apprennent que le certificat a pris fin, et non pourquoi.
admin-end-back = On ne peut pas revenir en arrière. Une nouvelle invitation est possible, en repartant de rien.
admin-end = Mettre fin à l’adhésion de { $name }
admin-lost-head = Tous les appareils et les neuf mots sont perdus
admin-lost-first = Assurez-vous que c’est bien cette personne, en face si possible. Qui a encore un appareil ou les mots n’a pas besoin de vous.
admin-lost-two = Vous obtenez un lien pour elle. Deux collègues doivent comparer six mots avec elle : à vous seul, vous ne faites entrer personne.
admin-lost-stays = Les personnes connues, les liens et le profil la suivent. Les anciens appareils sont refusés.
admin-lost-bridges = Ses ponts prennent fin et sont à renouer.
admin-lost-stop = Tant que ce n’est pas fait, elle peut l’arrêter depuis un appareil qu’elle a encore, et vous aussi.
admin-lost = Créer le lien
admin-lost-no = Arrêter
admin-back-made = Un chemin de retour
admin-back-lead = Donnez-le à { $name }, en face si possible. Ensuite, six mots sont à lire à deux collègues.

# Partenaires
admin-peers-count = { $count ->
    [0] Pas encore d’autre organisation
    [one] Une autre organisation
   *[other] { $count } autres organisations
}
admin-state-other = attend l’autre côté
admin-state-you = vous attend
admin-state-active = reliée
admin-state-ended = terminée
admin-proposals-head = Des membres resteraient en contact
admin-proposal = { $count ->
    [one] { $org } (nom non vérifié) : un pont attend
   *[other] { $org } (nom non vérifié) : { $count } ponts attendent
}
admin-proposals-what = À qui ils sont n’est pas montré. Ils s’ouvrent quand les deux organisations sont reliées.
admin-worth-head = Peut-être à relier
admin-worth = { $org } : { $count } membres y connaissent quelqu’un
admin-worth-what = Seulement des membres qui laissent compter leurs liens, et à partir de trois. Qui connaît qui n’est pas montré.
admin-learn-head = Ce que l’autre côté apprend
admin-learn-name = Par la liaison elle-même
admin-learn-name-what = Le nom, le domaine et la clé de votre organisation, ce que les réglages disent de son travail, où est votre nœud et quand on peut le joindre.
admin-learn-size = Tant qu’elle dure
admin-learn-size-what = À peu près combien il y a de façons de trouver les personnes que vos membres connaissent, par blocs de 480. Aucune ne peut être lue.
admin-learn-asks = Avec chaque question
admin-learn-asks-what = Que quelqu’un chez vous demande, de quelle sorte, jusqu’à quand, et ce que la question dit en clair. Pas qui demande. Au sujet de qui, seulement si quelqu’un là-bas connaît cette personne.
admin-learn-people = Avec chaque oui
admin-learn-people-what = Le nom et la carte du membre qui a donné ce oui, pour qui l’a reçu.
admin-learn-never = Jamais
admin-learn-never-what = Quels autres membres il y a, qui ils connaissent, et que quelqu’un a dit non.
admin-propose-head = Proposer une liaison
admin-propose-what = Vous obtenez un jeton pour l’administration de l’autre organisation. Il contient votre clé et l’adresse de votre nœud. Quand il aura été repris, vous le verrez ici, et rien n’est relié avant votre confirmation.
admin-propose = Créer le jeton
admin-proposed = Un jeton pour une autre organisation
admin-proposed-lead = Donnez-le à l’autre administration et à personne d’autre. Au téléphone : la clé de votre organisation commence par { $key }.
admin-join-head = Reprendre un jeton
admin-join-what = L’administration d’une autre organisation vous l’a donné. Votre nœud appelle le leur et dit votre nom. Rien n’est relié avant leur confirmation.
admin-join-token = Le jeton ; il commence par stn:peer:
admin-join = Demander la liaison
admin-peer-name = Un nom est ce qu’une organisation dit d’elle-même. Qui elle est, seule la clé le dit.
admin-fact-they-used = Évalué ici par eux
admin-fact-we-used = Évalué là-bas par nous
admin-chunks = { $used } blocs sur { $granted }
admin-key-whole = La clé entière
admin-key-head = Une nouvelle clé est annoncée
admin-key-from = Elle remplace l’actuelle :
admin-key-confirmed = Vous l’avez confirmée. Les ponts restent tels quels.
admin-key-compare = Téléphonez à son administration, à un numéro que vous aviez déjà. On doit vous lire ces six mots :
admin-key-differ = Si les mots diffèrent, quelqu’un d’autre l’a annoncée : mettez fin à la liaison. Ce que vous ne confirmez pas ne change rien.
admin-key-digits = Les huit premiers chiffres de la nouvelle clé, tels qu’on vous les lit
admin-key-confirm = Les mots sont les mêmes : confirmer
admin-confirm-head = Relier les deux organisations ?
admin-confirm-compare = Demandez sa clé à son administration, par téléphone. Ce doit être celle-ci :
admin-confirm-no = Si vous refusez, rien n’est envoyé : ils voient ce qu’ils voient maintenant.
admin-confirm = Confirmer
admin-refuse = Refuser
admin-rule-head = Ce qui traverse
admin-rule-what = Dans les deux sens. L’autre côté n’en sait rien : ce qui ne traverse pas ressemble à une question qui n’a trouvé personne.
admin-rule-audience = Les questions de qui
admin-audience-own = seulement celles des deux organisations
admin-audience-relayed = aussi celles que l’une ou l’autre transmet
admin-rule-kinds = Quelles questions
admin-rule-set = Changer
admin-peer-end-head = Mettre fin à cette liaison
admin-peer-end-bridges = Les ponts entre vos membres et les leurs prennent fin, ainsi que les demandes en route sur ces ponts.
admin-peer-end-told = Leur nœud apprend que c’est fini, et non pourquoi.
admin-peer-end-again = Les deux peuvent être reliées à nouveau avec un autre jeton. Les ponts ne reviennent pas.
admin-peer-end = Mettre fin à la liaison

# Règles
admin-policy-lead = Ce que votre nœud sert. Chaque membre peut le lire ; les autres organisations ne le distinguent pas d’une question qui n’a trouvé personne.
admin-policy-kinds = Sortes de questions
admin-policy-kinds-what = Un membre qui demande autre chose l’apprend. Les questions des autres, d’une autre sorte, n’atteignent personne ici.
admin-policy-attributes = Ce qu’une question peut nommer en clair
admin-policy-attributes-what = Chaque nœud qu’une question atteint peut le lire.
admin-attribute-topic = Sujets
admin-attribute-org = Organisations
admin-attribute-role = Fonctions
admin-attribute-region = Régions
admin-policy-kept = Durées de conservation, en jours
admin-policy-asks = Demandes terminées et leurs réponses
admin-policy-ledger = Les relevés des membres sur ce qui est parti d’eux
admin-policy-appraisals = Appréciations
admin-policy-with = Seulement avec la permission de la personne candidate
admin-policy-without = Sans elle, pour une raison de droit
admin-policy-without-what = Les membres lisent la raison. Aucune autre organisation n’ouvre une lettre sur une personne candidate sans permission.
admin-policy-reason = La raison, là où il en faut une
admin-policy-sees = Les membres voient le changement la prochaine fois qu’ils regardent. Ce qui attend déjà reste. Ce qui est gardé trop longtemps est effacé peu après.
admin-policy-set = Fixer ces règles
admin-blocked-head = Organisations qui ne sont pas servies
admin-blocked-what = Leurs questions sont reçues et n’atteignent personne. Elles n’en savent rien. Une liaison reste telle quelle.
admin-block-peer = Un partenaire
admin-block-none = aucun de ceux-ci
admin-block-key = Une organisation, par sa clé entière
admin-block = Ne plus servir
admin-unblock = Servir à nouveau
admin-unblock-org = Servir à nouveau { $org }

# Réglages
admin-settings-lead = Ils sont en vigueur depuis le démarrage du nœud. On les change dans le fichier node.toml, et ils comptent au prochain démarrage. Aucune clé ni mot de passe n’en fait partie.
admin-setting-empty = vide

# Fait, et refusé
admin-done-ended = L’adhésion a pris fin. Ses appareils sont refusés.
admin-done-stopped = Arrêté. Ce lien ne fait entrer personne.
admin-done-joined = Votre nœud demande au leur. Leur administration confirme.
admin-done-confirmed = Reliées. Les membres peuvent désormais tendre des ponts.
admin-done-new-key = Confirmée. La nouvelle clé prend la suite le jour dit.
admin-done-peer-ended = La liaison a pris fin.
admin-done-rule = Voici ce qui traverse désormais.
admin-done-policy = Voici les règles désormais.
admin-done-blocked = N’est plus servie. Elle n’en sait rien.
admin-done-unblocked = Servie à nouveau.
admin-refused-policy = Ces règles ne sont pas possibles.
admin-refused-peer = Aucune organisation de ce genre n’est reliée ni ne vous attend.
admin-refused-connected = Les deux organisations sont déjà reliées.
admin-refused-own-token = Ce jeton est celui de votre propre organisation.
admin-refused-expired = Le délai de ce jeton est passé.
admin-refused-member = Personne ici n’a cette clé, ou rien ne se passe pour elle.
admin-refused-full = Le nœud en garde autant qu’il peut.
admin-next-peers = Regardez la liste des partenaires : cela a peut-être été décidé entre-temps.
admin-next-token = Demandez un nouveau jeton à l’autre administration, ou donnez-lui le vôtre.
admin-next-members = Regardez la liste des membres : c’est peut-être déjà fait.
admin-next-full = Retirez d’abord quelque chose.
admin-links-count = { $count ->
    [one] Un lien non utilisé
   *[other] { $count } liens non utilisés
}
admin-tokens-count = { $count ->
    [one] Un jeton non utilisé
   *[other] { $count } jetons non utilisés
}
admin-withdraw = Retirer
admin-withdraw-whose = Retirer : { $name }
admin-done-withdrawn = Retiré. Pour votre nœud, qui l’a est un inconnu.
admin-refused-invite = Ce lien ou ce jeton n’est plus ouvert : utilisé, retiré, ou son temps est passé.
