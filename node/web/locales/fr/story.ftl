# Les histoires de la démonstration, étape par étape
story-opens = { $nodes } nœuds fonctionnent sur cet ordinateur et { $bridges } ponts sont établis ; le nœud de { $off } est éteint.
story-alerts = { $asker } a un poste à pourvoir et le remet à { $to }.
story-and-to = { $before } et à { $next }
story-hands-on = { $bringers ->
    [1] { $from } le remet à { $to }.
   *[other] { $from } le remet aussi à { $to }, qui l’a déjà et le voit une seule fois.
}
story-answers-alert = { $who } répond, et la réponse est scellée pour qui a le poste à pourvoir.
story-judges-alert = L’appareil de { $asker } ouvre la réponse et vérifie par qui elle est venue : { $org } a trouvé quelqu’un.
story-permits = { $candidate } signe, sur un ordinateur à la maison, ce qui peut être demandé et à qui ; la permission va de main en main jusqu’à { $asker }.
story-asks = { $kind ->
    [appraisal] { $asker } demande qui a travaillé avec { $name }, sans passer par { $org } ; on demande à { $endpoint } si l’on peut dire que quelqu’un connaît cette personne.
   *[introduction] { $asker } demande une mise en relation avec { $name } ; on demande à { $endpoint } si l’on peut dire que quelqu’un connaît cette personne.
}
story-offers = { $endpoint } permet une offre ; { $asker } voit un chemin de { $hops ->
    [one] une étape
   *[other] { $hops } étapes
} qui commence par { $first }, et pas qui d’autre s’y trouve.
story-requests = { $asker } signe et envoie la requête ; la lettre est scellée.
story-passes-on = { $who } signe la requête et la transmet.
story-answers = { $kind ->
    [appraisal] { $endpoint } ouvre la lettre, y apprend que c’est { $asker } qui demande, lit ce que la personne candidate a signé et répond.
   *[introduction] { $endpoint } ouvre la lettre, y apprend que c’est { $asker } qui demande, et répond.
}
story-judges = L’appareil de { $asker } a vérifié toutes les signatures du chemin : { $kind ->
    [appraisal] la référence est arrivée, et sera effacée quand le voudra qui l’a écrite.
   *[introduction] la mise en relation est faite.
}

# Ce que chaque message a dit à qui l’a reçu
learned-peer-update = ce que le nœud de { $from } dit de lui-même : nom, domaine, adresses et sa clé publique de correspondance ; rien de ses membres
learned-peer-end = que { $from } met fin à la connexion ; pas pourquoi
learned-bridge-accept = que quelqu’un de { $from } a utilisé un lien de pont d’un de ses propres membres : sa carte et son certificat, tels qu’il les a envoyés
learned-bridge-confirm = que le membre de { $from } qui a fait le lien de pont est d’accord : sa carte et son certificat, tels qu’il les a envoyés
learned-bridge-end = qu’un pont avec { $from } est terminé ; pas pourquoi
learned-cert-update = de nouvelles clés et dates d’un membre de { $from } qui partage un pont avec l’organisation ; aucun nom
learned-query = que { $asking } demande { learned-kind }, que la question vient{ $through ->
    [somebody] {" "}par { $from },
   *[nobody] {""}
} { learned-over }, combien d’étapes elle peut encore faire et la force du lien le plus faible de son chemin ; { $role ->
    [knowing] qui elle cherche, seulement parce qu’un de ses propres membres connaît cette personne et laisse de telles questions correspondre ; pas qui demande
   *[other] pas qui elle cherche, ni qui demande
}{ $terms ->
    [some] , ni quelles organisations elle évite
   *[none] {""}
}
learned-eval-request = { $role ->
    [asking] qu’un nœud de { $from }, ou plus loin, se prépare à ses questions : 480 valeurs masquées, toujours autant ; pas une adresse ni un numéro, ni combien sont vraies
   *[other] qu’un nœud de { $from }, ou plus loin, fait évaluer 480 valeurs masquées, toujours autant ; pas une adresse ni un numéro, ni combien sont vraies
}
learned-eval-response = 480 valeurs évaluées par { $from }, qui ne servent qu’au nœud qui les a masquées ; pas qui l’on cherche, ni qui l’on connaît
learned-offer = { $role ->
    [asking] qu’il y a un chemin : sa longueur, son lien le plus faible pour ce qu’on en sait, les mots écrits pour cette demande et une clé pour une seule lettre ; pas qui offre, ni qui s’y trouve au-delà du premier pont
   *[other] qu’une offre revient par { $from } à cette question ; pas ce qu’elle dit, de qui elle vient ni de qui il s’agit
}
learned-request = qu’une requête de { $asking } arrive { learned-over }, avec la note, et le consentement et le mot de la personne d’avant{ $terms ->
    [some] , ainsi que l’empreinte de la permission de la personne candidate
   *[none] {""}
} ; { $role ->
    [knowing] qui elle cherche était déjà connu par l’offre de son propre membre ; pas la lettre, ni qui demande
   *[other] pas qui elle cherche, ni la lettre, ni si la personne d’avant est celle qui demande
}
learned-answer = { $role ->
    [asking] qu’une réponse est venue, que seul l’appareil de qui demande peut ouvrir ; pas ce qu’elle dit, qui l’a écrite, ni qui a transmis la requête au-delà du premier pont
   *[other] que la requête a eu une réponse, de { $from } ou de plus loin ; pas ce que dit la réponse, ni par combien de personnes
}
learned-alert = une opportunité de { $asking }, en clair, { learned-over } : son texte, son lien et à qui elle peut convenir, ainsi que le consentement et le mot de la personne d’avant ; pas qui l’a envoyée, ni à qui d’autre elle va
learned-alert-answer = { $role ->
    [asking] qu’une réponse est venue, que seul l’appareil de qui demande peut ouvrir ; pas ce qu’elle dit, qui l’a écrite, ni qui a transmis l’opportunité au-delà du premier pont
   *[other] que l’opportunité a eu une réponse, de { $from } ou de plus loin ; pas ce que dit la réponse, ni par combien de personnes
}
learned-cancel = que la requête est retirée ; pas pourquoi, ni par qui
learned-knock = que quelqu’un de { $from } cherche un pont ; avec qui et de la part de qui, seulement si cette personne se laisse trouver et a fait évaluer l’adresse où l’on a frappé
learned-succession = que { $from } continue sous une autre clé, signée par les deux
learned-word = que quelqu’un sur le chemin a dit quelque chose en plus de la requête et de la réponse ; pas qui, ni quoi
learned-kind = { $kind ->
    [introduction] une mise en relation
    [intelligence] des connaissances
    [influence] une recommandation
    [appraisal] une référence
   *[opportunity] des personnes à qui cela convient
}
learned-over = { $bridges ->
    [0] par un pont
    [1] par le pont entre { $one } et { $other }
   *[other] par le pont entre { $one } et { $other }, parmi d’autres
}

# Pourquoi une histoire n’a pas pu aller à son terme
trouble-of-ground = la démonstration n’a pas pu créer un répertoire pour les données de ses nœuds
trouble-of-node = un nœud n’a pas démarré ou ne s’est pas arrêté comme il devait
trouble-of-handle = une adresse de config/demo ne peut pas être lue
trouble-while = pendant que { $stage }
trouble-silent = pendant que { $stage } : le nœud d’un membre n’a pas répondu
trouble-late = pendant que { $stage } : rien n’est venu en { $secs } s
trouble-otherwise = l’histoire n’a pas fini comme elle se raconte : { $how }
stage-joining = les membres rejoignaient
stage-knowing = les membres disaient qui ils connaissent
stage-peering = les organisations se reliaient
stage-bridging = les ponts s’établissaient
stage-warming = les nœuds se préparaient aux questions les uns des autres
stage-alerting = le poste allait de main en main et recevait une réponse
stage-permitting = la permission était écrite et signée
stage-asking = la question partait et la personne qui sait était interrogée
stage-offering = l’offre revenait
stage-requesting = la requête partait
stage-passing-on = la requête était remise à une personne du chemin
stage-answering = la lettre était ouverte et recevait sa réponse
stage-judging = la réponse revenait et était vérifiée
stage-reading = les registres étaient lus
otherwise-path = d’autres personnes que celles de l’histoire sont sur le chemin
otherwise-letter = la lettre ouverte n’est pas celle qui a été écrite
otherwise-answer = la réponse venue n’est pas celle qui a été écrite
otherwise-not-one-answer = il n’y a pas exactement une réponse
otherwise-not-introduced = le nœud de qui demande ne montre pas la mise en relation comme faite
otherwise-alert = l’opportunité venue n’est pas celle qui a été écrite
otherwise-shown-twice = une opportunité a été montrée deux fois au même membre
otherwise-permission = la lettre n’apportait pas la permission signée par la personne candidate
otherwise-not-kept-away = quelque chose de la référence est venu à qui elle devait être cachée
otherwise-request = les consentements ne sont pas tous pour la même requête
otherwise-size = un bloc qui ne mesure ni 2048 ni 16384 octets est passé sur une liaison
otherwise-in-clear = sur une liaison, on pouvait lire qui la question cherche ou ce que dit la lettre
otherwise-unreadable = un bloc qui ne peut pas être lu est passé sur une liaison
otherwise-nobody = les fichiers de la vallée nomment quelqu’un qui n’est pas là, ou dont le nœud est éteint
