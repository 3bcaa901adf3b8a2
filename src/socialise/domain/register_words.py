"""What gives a text its register: the expressions of a counter, the words between friends.

Data alone. `register` says how it is looked up. Everything is folded (no accent, lower case) but
what is said to be as written.
"""

# --- the counter: what a person would not say aloud

# Regular expressions; an apostrophe or a hyphen is a space, any other mark is « , ».
# « dans le cadre de » is a formula, unless the frame is one of these.
_FRAMES = (
    "affiche|bicyclette|bois|cadre|dessin|fenetres?|image|lit|lunettes|miroir|peinture|photos?"
    "|portes?|portrait|tableau|toile|velos?"
)
# What makes of a « solution » something to sell.
_SELLING = (
    "adaptees?|cle[fs]? en main|cles en main|commerciales?|completes?|corporatives?|creatives?"
    "|d affaires|d entreprise|de pointe|durables?|eprouvees?|evolutives?|flexibles?|gagnantes?"
    "|globales?|haut de gamme|inegalees?|innovantes?|innovatrices?|integrees?|novatrices?"
    "|numeriques?|optimales?|optimisees?|performantes?|personnalisees?|professionnelles?"
    "|strategiques?|sur mesure|technologiques?|tout en un|tout inclus"
)
# Between « solution » and what sells it: its matter (« d'entreposage »), never these.
_NOT_BETWEEN = (
    "a|ai|avec|avez|avons|chez|dans|est|etait|fut|mais|ont|ou|par|pour|que|qui|sans|sera|seront"
    "|serait|sont|sous|etaient"
)
_BETWEEN = (
    rf"(?: (?:d|de|des|du|en) (?:l |la |le |les )?[a-z]+| (?!(?:{_NOT_BETWEEN})\b)[a-z]+(?: et)?)"
)
_PUZZLES = "casse|devinettes?|enigmes?|grilles?|jeux?|mots?|problemes?|sudokus?"
_PROUD = "(?:fiers?|fieres?)"
_GLAD = "(?:heureux|heureuses?|ravie?s?|enchantee?s?|honoree?s?)"
_TO_TELL = "(?:annoncer|communiquer|devoiler|faire part|informer|presenter)"
_TO_YOU = "(?:de vous|de pouvoir vous|d|de)"
JARGON = (
    rf"dans le cadre (?:des?|du|d(?: [a-z]+)?)\b(?! (?:[a-z]{{1,7}} )?(?:{_FRAMES})\b)",
    r"optimis(?!t|me)[a-z]*",
    rf"solutions?{_BETWEEN}{{0,2}}? (?:{_SELLING})\b"
    rf"(?! (?:des?|du|aux?)(?: la)? (?:{_PUZZLES})\b)",
    r"offres? de services?",
    r"(?:clienteles?|clients|marches?|publics?) cibles?",
    r"gagnante?s? gagnante?s?",
    r"pro ?acti(?:fs?|ves?|vement|vite)",
    r"synergi(?:es?|ques?)",
    r"a l ecoute (?:de (?:tous )?(?:vos|leurs|ses)|des) (?:[a-z]+ )?(?:attentes|besoins)",
    r"a l ecoute de (?:la|notre|sa|votre) clientele",
    r"n ?hesitez (?:[a-z]+ )?pas(?: a)?",
    rf"{_PROUD} {_TO_YOU} (?:{_TO_TELL}|offrir|proposer)",
    rf"{_GLAD} {_TO_YOU} {_TO_TELL}",
    rf"plaisir de (?:vous )?(?:{_TO_TELL}|convier)",
    r"savoir faire (?:[a-z]+ et )?(?:d exception|eprouve|exceptionnel|hors du commun|hors pair"
    r"|incomparable|inegale|inegalable|inimitable|reconnu|unique)",
    r"leaders?",
    r"leadership",
    r"chefs? de file",
    r"valeurs? ajoutees?",
    r"experiences? clients?",
    r"partenaires? (?:de choix|privilegies?)",
    r"mieux vous servir",
    r"a la fine pointe",
    r"repond[a-z]* (?:a (?:tous )?(?:vos|leurs|ses)|aux) (?:[a-z]+ )?(?:attentes|besoins)",
    r"parties prenantes",
    r"nous vous informons",
    r"soyez avisee?s?",
    r"veuillez (?:prendre note|noter|agreer)",
    r"(?:large|vaste) gamme de (?:produits|services)",
)

# --- between friends

# Regular expressions, each a whole word that is familiar wherever it stands.
FAMILIAR = (
    r"allo+", r"bro", r"chill(?:er|ez|e)?", r"chus?", r"cooo+l", r"coudonc?", r"dudes?",
    r"faque", r"gang", r"h?eille", r"hey+", r"icitte", r"lo+l", r"mdr", r"omg", r"ouais",
    r"ouin", r"pantoute", r"ptdr", r"stp", r"tsais", r"tse", r"wtf", r"yoo+",
)  # fmt: skip
# As written, accents included: « té » is a fitting, « moe » a name.
FAMILIAR_AS_WRITTEN = "moé toé"
YOURS = "tu toi te ta tes"

# Words that « ton », « pis » and « genre » follow when they are nouns.
DETERMINERS = "au aucun ce cet chaque demi du l le leur mon notre quel son un votre"
ADJECTIVES = (
    "autre beau bon deuxieme drole grand mauvais meme nouveau petit premier propre seul troisieme "
    "vrai"
)
# « ton » is a tone before one of these: what is owned never begins so.
AFTER_A_TONE = "a au clair d de des du est et fonce neutre ou pastel qui que sur vif"
# More before « pis »: an udder, « tant pis », « de pis en pis ».
BEFORE_WORSE = "aux ces de des deux la les leurs nos qui quatre ses tant vos"
# More before « genre »: « en tout genre », « de genre ».
BEFORE_A_KIND = "d de en par quelque sans sous tel tous tout toute"
# After « genre »: which one.
KINDS = (
    "de d des du et fantastique feminin humain litteraire masculin musical neutre ou policier "
    "romanesque"
)
# « Ben » with a capital is someone's name, unless one of these follows, or one of the others after
# a comma.
AFTER_BEN = "coudonc la non oui ouais quoi voyons"
AFTER_BEN_COMMA = "c ca je on vous y"
# Imperatives to a friend at the head of a sentence: nothing else is written so.
ORDERS = (
    "apporte appelle choisis clique dis ecris essaie essaye fais goute inscris prends regarde viens"
)
# « dis-nous » is said to a friend; « dites-nous » and « entre nous » are not.
NO_ORDERS = "chez dans entre est sans sous"
POLITE_ORDERS = "dites faites redites refaites"  # the polite ones that do not end in -ez
