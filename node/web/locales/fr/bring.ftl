# Apporter des personnes, à la main et de fichiers, et jusqu’où l’on porte
people-before = Les 100 précédentes
people-behind = Les 100 suivantes
done-brought = Noté, à la date d’aujourd’hui. Personne n’en a été averti.
done-edited = Changé. Ce que vous avez dit de votre lien, et sa date, restent.
done-noted = Votre note est gardée, scellée.
done-import-undone = Annulé. Les personnes apportées ne sont plus là, et ce qui avait changé est comme avant. Ce que vous avez changé vous-même depuis reste.
refused-full = C’est plus de personnes qu’un membre ne peut en avoir, ou qu’un fichier ne peut en apporter à la fois.
refused-handle = Il n’y a rien par quoi trouver la personne, ou il y en a trop.
refused-import = Ce fichier change plus de vos personnes qu’on ne peut en rétablir d’un coup.
refused-import-gone = Ce fichier ne peut plus être annulé : seuls les huit plus récents le peuvent.
bring-back = Retour
bring-edit = Changer le nom, le lieu ou les adresses
note-label = Pour vous seulement
note-hint = Ce navigateur la scelle avant qu’elle soit gardée. Personne d’autre ne peut la lire, l’administrateur non plus.
note-keep = Garder la note
note-needs-key = Une note est scellée par votre clé. Il faut des scripts, et un navigateur qui a rejoint.
note-trouble = Cela n’a pas marché. Rien n’a été changé. Rechargez la page.
hand-title = Apporter une personne
hand-edit-title = Changer ce que vous avez noté
hand-lead = Quelqu’un que vous connaissez, et comment on le trouve. Personne ne reçoit de message.
hand-name = Son nom
hand-org = Organisation
hand-role = Ce qu’elle y fait
hand-handles = Se trouve par
hand-handles-hint = Adresses e-mail, numéros ou pages de profil, un par ligne. Vide : par nom et organisation.
hand-sees = Vous seul voyez ce que vous notez ici. Une question qui correspond la trouve par vous, autant que vous le permettez, sans nom.
hand-bring = Noter, à la date d’aujourd’hui
hand-set = Changer
hand-kept = Rien n’a été noté. Ce que vous avez écrit est encore là.
hand-other = Voir cette personne
hand-unfit-name = Il faut un nom, et aucun texte ne peut dépasser 200 signes.
hand-unfit-strength = Dites combien vous vous connaissez.
hand-unfit-nothing = Il n’y a rien par quoi la trouver : écrivez une adresse, un numéro ou une page, ou une organisation à côté d’un nom complet.
hand-unfit-handle = « { $text } » n’est ni une adresse, ni un numéro, ni une page. Un numéro a besoin de son pays, comme +33.
hand-unfit-many = C’est plus de 32 façons de trouver quelqu’un.
hand-question = { $name } se trouve aussi par l’une de ces adresses. Si c’est la même personne, ajoutez le reste là-bas ; sinon, enlevez cette adresse ici.
hand-suppressed = Cette personne ne veut être le contact de personne ici.
reach-title = Ma portée
reach-lead = Combien de personnes différentes peuvent être trouvées depuis vous, pas à pas. Des nombres seulement : personne n’est nommé.
reach-drawn = Trois anneaux autour de vous. Leurs nombres sont dans le tableau.
reach-table = La même chose en nombres
reach-who = Jusqu’à
reach-people = Personnes
reach-one = un pas : qui vous connaissez
reach-two = deux pas : avec vos collègues
reach-three = trois pas : avec les leurs
reach-partners = { $count ->
    [one] une organisation reliée
   *[other] { $count } organisations reliées
}
reach-up-to = jusqu’à { $number }
reach-difference = La différence que font les autres
reach-alone = { $count ->
    [one] Vous atteignez seul une personne.
   *[other] Vous atteignez seul { $count } personnes.
}
reach-colleagues-add = { $colleagues ->
    [one] Le collègue en qui vous avez confiance en ajoute { $more }.
   *[other] Les { $colleagues } collègues en qui vous avez confiance en ajoutent { $more }.
}
reach-partners-add = { $partners ->
    [one] L’organisation reliée en connaît jusqu’à { $more }.
   *[other] Les { $partners } organisations reliées en connaissent jusqu’à { $more }.
}
reach-no-colleague = Vous n’avez pas encore dit en quels collègues vous avez confiance. Dites-le d’un collègue à la page des personnes, et le deuxième anneau s’ouvre.
reach-at-least = Tout n’a pas été compté : les nombres sont un minimum.
reach-foot = Les personnes de vos collègues comptent là où ils laissent répondre aux collègues sans demander. Ce que connaissent les organisations est un ordre de grandeur, arrondi vers le haut.
import-title = Apporter des personnes d’un fichier
import-needs-scripts = Les scripts sont désactivés dans ce navigateur. Lire un fichier ici en a besoin, car le fichier ne quitte pas cet appareil. Vous pouvez apporter des personnes une à une sans eux.
import-trouble = Cela n’a pas marché. Vos avis sont en sûreté sur cet appareil. Réessayez dans un moment.
import-lead = Choisissez un fichier de contacts, dites combien vous connaissez qui, et n’apportez que ces personnes. Personne dans le fichier ne reçoit jamais de message.
import-choose-head = Choisir le fichier
import-file = Un fichier de contacts
import-file-hint = Connections.csv de LinkedIn ou son archive, un CSV de Google, Outlook ou Thunderbird, ou des cartes de contact (.vcf).
import-stays = Il est lu dans ce navigateur. Rien ne quitte cet appareil avant que vous ayez donné un avis et l’ayez envoyé.
import-how-head = Comment obtenir un tel fichier ?
import-linkedin-1 = Ouvrez Préférences, Confidentialité des données, Obtenir une copie de vos données.
import-linkedin-2 = Cochez seulement Relations, et demandez l’archive.
import-linkedin-3 = Un e-mail arrive en quelques minutes, parfois en un jour. Choisissez ici son fichier tel qu’il est arrivé.
import-others = Google : contacts.google.com, Exporter, CSV Google. Outlook : Contacts, Gérer, Exporter. Un téléphone : partagez les contacts en fichier .vcf.
import-wait-head = LinkedIn prépare encore le mien
import-wait = Profitez de ces minutes : apportez les trois personnes que vous appelleriez d’abord, et dites en quels collègues vous avez confiance. Chacune ouvre aussitôt un chemin.
import-wait-colleagues = Mes collègues
import-groups-head = Par où commencer
import-groups = Prenez un groupe d’un coup, ou une personne à la fois. Arrêtez quand vous voulez : cet appareil s’en souvient, et n’envoie rien de lui-même.
import-rated = Avis donnés :
import-left = Restent :
import-sees = Seules les personnes sur qui vous avez donné un avis sont envoyées, à votre propre nœud. Aucun collègue et aucune autre organisation ne voit la liste. Quand la question d’un collègue correspond, une offre part sans nom ; quand c’est celle d’une autre organisation, on vous demande d’abord.
import-send = Apporter les personnes choisies
import-undo = Annuler
import-away = Retirer le fichier
import-groups-again = Retour aux groupes
import-together = Décochez celles à qui cela ne convient pas : elles restent à voir une à une.
import-together-who = Qui en fait partie
import-together-ask = Combien connaissez-vous les personnes cochées ?
import-ask = Combien connaissez-vous { $name } ?
import-since = en relation depuis { $day }
import-said = Vous avez dit : { $word }
import-mixed = Ce nom mêle des lettres de plusieurs écritures. Regardez à deux fois si c’est bien la personne.
import-skip = Laisser de côté
import-later = Plus tard
import-before = La précédente
import-keys = Au clavier : 1 à 5 pour les boutons, les flèches pour avancer, u pour annuler. Ce que vous dites porte la date d’aujourd’hui.
import-done-head = C’est fait
import-new = Nouvelles
import-updated = Déjà connues
import-not = Non notées
import-not-why = Celles-ci n’ont pas été notées, et rien d’elles n’a été gardé :
import-question = se trouve par la même adresse que { $name } : si c’est la même personne, ajoutez-la là-bas
import-suppressed = ne veut pas être un contact ici
import-nothing = le fichier n’a ni adresse, ni numéro, ni organisation pour la trouver
import-see = Voir mes personnes
import-another = Un autre fichier
import-group-partner = Chez { $org }, reliée à la vôtre
import-group-recent = Les plus récentes
import-group-org = Chez { $org }
import-group-rest = Toutes les autres
import-all-at-once = Toutes d’un coup
import-one-by-one = Une à une
import-to-rate = à voir :
import-earlier-head = Fichiers apportés
import-earlier = { $source } : { $added } nouvelles, { $changed } changées
import-undo-what = Annuler retire les personnes que le fichier a apportées. Ce que vous avez changé vous-même depuis reste.
import-undo-all = Tout annuler
import-too-large = Le fichier dépasse 64 Mio. Rien n’a été gardé ni envoyé. Exportez les contacts sans photos, ou apportez-les par parties.
import-empty = Le fichier est vide. Rien n’a été gardé ni envoyé. Exportez les contacts à nouveau.
import-archive = C’est une archive qui n’est pas un ZIP. Rien n’a été gardé ni envoyé. Décompressez-la et choisissez le fichier des contacts.
import-no-connections = L’archive ne contient pas de Connections.csv. Rien n’a été gardé ni envoyé. Demandez à LinkedIn une copie avec Relations coché ; si c’en est une autre, décompressez-la et choisissez le fichier des contacts.
import-archive-broken = L’archive ne peut être ouverte ici : elle est coupée ou fermée, ou bien plus grande dedans que dehors. Rien n’a été gardé ni envoyé. Téléchargez-la à nouveau, ou décompressez-la et choisissez Connections.csv.
import-spreadsheet = C’est une feuille de calcul. Rien n’a été gardé ni envoyé. Enregistrez-la en CSV (UTF-8), ou choisissez l’export tel qu’il a été téléchargé.
import-web-page = C’est une page web, peut-être une page de connexion. Rien n’a été gardé ni envoyé. Téléchargez le fichier à nouveau.
import-other = Il n’y a là aucun contact lisible. Rien n’a été gardé ni envoyé. Choisissez l’export tel qu’il est arrivé. Un tableau a besoin d’une ligne de noms de colonnes, comme Prénom et Nom.
import-too-many = Le fichier a plus de 200 000 lignes. Rien n’a été gardé ni envoyé. Divisez-le, et gardez la ligne des noms de colonnes dans chaque partie.
import-line = Quelque chose est cassé dans ce qui commence à la ligne { $line }, sans doute un guillemet manquant. Rien n’a été gardé ni envoyé. Téléchargez le fichier à nouveau, ou réparez cette ligne.
import-nobody = Il n’y a personne qui ait un nom, une adresse ou un numéro. Rien n’a été gardé ni envoyé. Exportez tous les contacts plutôt qu’une sélection.
