"""The words that the course knows: verbs of reaction, nouns that look like verbs, names of tools.

Data alone. `verbs` and `tools` say how it is looked up.
"""

# --- verbs

# Regular verbs in -er are written alone; others carry their forms. « s' » or « se » marks a verb
# that means this only when reflexive. Infinitives keep their accents, forms are folded (no accent).

# A reaction that one can see or count.
ACTIONS = """
s'abonner; accepter; acheter achete achetent achetera acheteront; adhérer adhere adherent; agir
agit agissent agisse; aider; ajouter; aller va vont aille aillent ira iront; amener amene
amenent; annuler; appeler appelle appellent appellera appelleront; apporter; arrêter; s'arrêter;
assister; bavarder; choisir choisit choisissent choisisse choisissez choisira choisiront;
cliquer; collaborer; commander; commenter; comparer; compléter complete completent; composter;
confier; confirmer; se connecter; consulter; contacter; contribuer; covoiturer; déguster;
demander; se déplacer; déposer; devenir devient deviennent devienne; dire dit disent dise dites;
échanger; écouter; écrire ecrit ecrivent ecrive ecrivez ecrira ecriront; embaucher; emmener
emmene emmenent; emprunter; enregistrer; entrer; envoyer envoie envoient enverra enverront;
essayer essaie essaient; évaluer; faire fait font fasse fassent faites fera feront; fixer;
fréquenter; goûter; identifier; s'impliquer; s'informer; s'inscrire inscrit inscrivent inscrive
inscrivez inscrira inscriront; interagir interagit interagissent; investir investit
investissent; inviter; jaser; joindre joint joignent joigne joignez; se joindre joint joignent
joigne joignez; laisser; lire lit lisent lise lisez; louer; magasiner; manger; marcher;
mentionner; montrer; nommer; noter; obtenir obtient obtiennent obtienne; offrir offre offrent;
ouvrir ouvre ouvrent; parler; parrainer; partager; participer; partir part partent parte;
passer; payer paie paient; photographier; planifier; poser; postuler; prendre prend prennent
prenne prenez prendra prendront; se présenter; prêter; se procurer; proposer; publier;
questionner; racheter rachete rachetent; raconter; rappeler rappelle rappellent; rapporter;
réagir reagit reagissent; réclamer; recommander; recontacter; récupérer recupere recuperent;
recycler; référer refere referent; regarder; rejoindre rejoint rejoignent rejoigne rejoignez;
remercier; remettre remet remettent remette remettez; remplir remplit remplissent remplisse
remplissez remplira rempliront; rencontrer; se rendre rend rendent rende rendra rendront;
renouveler renouvelle renouvellent; se renseigner; réparer; répondre repond repondent reponde
repondez repondra repondront; réserver; retirer; retourner; se réunir reunit reunissent
reunisse; revenir revient reviennent revienne revenez reviendra reviendront; signaler; signer;
sortir sort sortent sorte; soumettre soumet soumettent soumette soumettez; souscrire souscrit
souscrivent souscrive; suggérer suggere suggerent; suivre suit suivent suive suivez;
télécharger; téléphoner; tester; transmettre transmet transmettent transmette transmettez;
troquer; utiliser; vendre vend vendent vende; venir vient viennent vienne venez viendra
viendront; vérifier; verser; visionner; visiter; voter
"""

# What stays in the mind: thought, feeling, state.
MINDS = """
admirer; adorer; aimer; apprécier; s'attacher; avoir a ont ait aient avez; comprendre comprend
comprennent comprenne comprenez; connaître connait connaissent connaisse connaissez; considérer
considere considerent; constater; craindre craint craignent; croire croit croient croie croyez;
découvrir decouvre decouvrent; se demander; désirer; se dire dit disent dise; douter;
s'émerveiller; entendre entend entendent; éprouver; espérer espere esperent; estimer; être est
sont soit soient etes; se fier; s'identifier; ignorer; imaginer; s'inspirer; s'intéresser;
mémoriser; oublier; penser; percevoir percoit percoivent percoive; pouvoir peut peuvent puisse
puissent pouvez; préférer prefere preferent; se rappeler rappelle rappellent; réaliser; se
reconnaître reconnait reconnaissent; reconnaître reconnait reconnaissent reconnaisse; réfléchir
reflechit reflechissent reflechisse; respecter; ressentir ressent ressentent ressente; retenir
retient retiennent retienne; rêver; savoir sait savent sache sachent savez; sembler; se sentir
sent sentent sente; sentir sent sentent sente; souhaiter; se souvenir souvient souviennent
souvienne; voir voit voient voie voyez; vouloir veut veulent veuille veuillent voulez
"""

# More of something, without saying what anyone would do.
VAGUES = """
accroître accroit accroissent; améliorer; assurer; augmenter; booster; communiquer; développer;
dynamiser; encourager; engager; évoluer; exister; favoriser; fidéliser; gérer gere gerent;
grandir grandit grandissent; humaniser; impacter; influencer; inspirer; maximiser; mobiliser;
motiver; optimiser; performer; positionner; progresser; promouvoir promeut promeuvent; rayonner;
renforcer; repositionner; sensibiliser; soutenir soutient soutiennent; stimuler; valoriser
"""

# Verbs that say a reaction only with one of these words among the five that follow.
COMPLEMENTS = {
    "devenir": (
        "abonne abonnes ambassadeur ambassadrice benevole benevoles client cliente clientes "
        "clients membre membres partenaire partenaires"
    ),
    "dire": "bonjour oui",
    "faire": (
        "achat achats affaire affaires appel commande commandes degustation demande demandes "
        "depot don dons essai inscription reparer reservation reservations signe suivre tour "
        "visite visites"
    ),
    "laisser": (
        "adresse avis commentaire commentaires coordonnees courriel message messages note "
        "numero pourboire temoignage"
    ),
    "obtenir": "essai rabais soumission soumissions",
    "passer": (
        "atelier boutique bureau cafe chercher chez commande commandes comptoir kiosque "
        "magasin porte prendre restaurant salon visiter voir"
    ),
    "poser": "candidature question questions",
    "prendre": (
        "abonnement billet billets contact inscription note notes part photo photos place rdv "
        "rendez"
    ),
}

# With one of these words, the same verbs stay in the mind.
MIND_COMPLEMENTS = {
    "prendre": "connaissance conscience gout plaisir",
    "faire": "confiance connaitre savoir",
}

# Nouns that end as infinitives do (-er, -ir, -re), so that they are not taken for a verb (folded).
NOUNS_LIKE_INFINITIVES = """
affaire anniversaire arbre atelier ateliers autre avenir biere boucher boulanger cadre cahier
calendrier cancer caractere carriere centre chaire chambre chantier cher chiffre claire clavier
clientele colere commentaire comptoir conseiller contraire contre courrier courtier couverture
critere culture decembre dejeuner dernier derriere desir dessert devoir diner dossier encore
enfer entier entre espoir exemplaire facture fer fermeture fermier fevrier fier flyer foire
formulaire foyer frere gare genre gloire gouter guerre heure hier histoire hiver horaire
inventaire itineraire janvier jour laboratoire lecture lettre leur libre litre livre locataire
loisir loyer lumiere maire maitre maniere marbre membre memoire mer mere mesure metier metre
miroir misere mystere nature newsletter noir nombre notaire notre novembre octobre offre ombre
ordre outre ouverture ouvrier paire panier papier partenaire particulier pauvre peintre pere
pierre plaisir plombier poire policier populaire pour pouvoir premier premiere priere propre
proprietaire quartier quatre rare regulier rencontre repere repertoire salaire savoir scolaire
septembre sobre soir sommaire souper souvenir sucre super sur terre territoire theatre tiroir
titre trottoir verre victoire voiture votre
"""

# Conjugated forms that are nouns as well: verbs only after a subject or « que ».
FORMS_ALSO_NOUNS = "a dit ecrit fait lit part rend sort suit va"

# --- tools

# In folded form (no accent, lower case). The newsletter, the site and e-mail are left out: people
# count there what an objective wants (« 15 inscriptions à l'infolettre »).
TOOLS = (
    "facebook", "fb", "instagram", "insta", "tiktok", "tik tok", "linkedin", "linked in",
    "youtube", "you tube", "twitter", "pinterest", "snapchat", "whatsapp", "messenger", "threads",
    "bluesky", "mastodon", "reddit", "twitch", "vimeo", "discord", "telegram", "meta ads",
    "google ads", "hootsuite", "mailchimp", "canva",
    "reseau social", "reseaux sociaux", "media social", "medias sociaux",
    "page", "pages", "publication", "publications", "publier", "publie", "publies", "publiez",
    "publient", "publions", "publiant", "post", "posts", "poster", "postez", "postons",
    "story", "stories", "hashtag", "hashtags", "mot clic", "mots clics", "fil d actualite",
    "abonnes", "abonnees", "follower", "followers", "like", "likes", "liker", "likez",
    "mention j aime", "mentions j aime",
)  # fmt: skip

# Tools that share their letters with a plain word: exactly as written, accents and case included.
# « réel » is no reel, « elle s'abonne » no abonnée, « 3 x par an » no X.
TOOLS_AS_WRITTEN = (
    "reel", "Reel", "reels", "Reels", "abonné", "abonnée", "Abonné", "Abonnée", "sur X", "Meta",
)  # fmt: skip

# What makes of the same letters something else than a tool.
NOT_TOOLS = (
    "page d accueil", "pages d accueil", "tourner la page", "tourne la page", "page blanche",
)  # fmt: skip
