"""The words the engine knows: what names of French organisations are made of besides their own word.

Written by hand from ordinary use (Insee's legal categories, the usual abbreviations of postal addresses, the
names of public networks), not drawn from a file. Everything is already folded: lower case, no accents.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = _set(
    """
    a au aux avec chez d dans de des du en entre es et l la le les lez lo ma mes nos notre ou par pour pres
    s sans ses son sous sur un une vers vos votre y the of and for in
    """
)
"""Words that join others; « lès » and « lez » are of place names."""

LEGAL = _set(
    """
    1901 aci asbl ass asso assoc association associations cae coop cooperative earl ei eirl epa epic etti eurl
    fondation gcsms gie gip loi micro sa sae sarl sas sasu sca sci scic scm scop scp scs sel selarl snc
    societe
    """
)
"""Legal forms: they say how an organisation is built, not which one it is."""

EXPANDED = {
    "st": "saint", "sts": "saint", "ste": "sainte", "stes": "sainte", "saints": "saint", "saintes": "sainte",
    "nd": "notre dame", "asso": "association", "assoc": "association", "ass": "association",
    "cte": "communaute", "cdc": "communaute communes", "ccom": "communaute communes",
    "agglo": "agglomeration", "ctre": "centre", "ctr": "centre", "dep": "departement", "dept": "departement",
    "dpt": "departement", "deptal": "departemental", "fed": "federation", "ets": "etablissement",
    "cie": "compagnie", "serv": "service", "svc": "service",
    "interm": "intermediaire", "reg": "regional", "mun": "municipal",
    "mediateque": "mediatheque", "biblio": "bibliotheque", "univ": "universite", "env": "environnement",
    "develop": "developpement", "dev": "developpement", "num": "numerique", "soc": "social",
    "insert": "insertion", "reinser": "reinsertion",
}  # fmt: skip
"""Abbreviations met in names, and what they stand for."""

WAYS = {
    "al": "allee", "all": "allee", "allee": "allee", "av": "avenue", "ave": "avenue", "avenue": "avenue",
    "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard", "bvd": "boulevard",
    "boulevard": "boulevard", "carrefour": "carrefour", "ch": "chemin", "che": "chemin", "chem": "chemin",
    "chemin": "chemin", "cite": "cite", "cour": "cour", "cours": "cours", "crs": "cours", "esp": "esplanade",
    "esplanade": "esplanade", "espl": "esplanade", "fg": "faubourg", "fbg": "faubourg",
    "faubourg": "faubourg", "gr": "grande", "hameau": "hameau", "imp": "impasse",
    "impasse": "impasse", "lieudit": "lieu", "mail": "mail", "montee": "montee", "mte": "montee",
    "parc": "parc", "pass": "passage", "passage": "passage", "pl": "place", "place": "place",
    "prom": "promenade", "promenade": "promenade", "quai": "quai", "qu": "quai", "quartier": "quartier",
    "quart": "quartier", "r": "rue", "rue": "rue", "rd": "rond", "residence": "residence",
    "res": "residence", "route": "route", "rte": "route", "ruelle": "ruelle", "sentier": "sentier",
    "sq": "square", "square": "square", "venelle": "venelle", "villa": "villa", "za": "zone", "zac": "zone",
    "zi": "zone", "zone": "zone",
}  # fmt: skip
"""Kinds of ways, long and short (the postal norm AFNOR NF Z 10-011 and ordinary use)."""

TITLES = {
    "cdt": "commandant", "col": "colonel", "dr": "docteur", "gal": "general", "gral": "general",
    "gen": "general", "mal": "marechal", "mgr": "monseigneur", "pdt": "president", "pr": "professeur",
    "st": "saint", "ste": "sainte", "cap": "capitaine", "lt": "lieutenant", "j": "jean",
}  # fmt: skip
"""Abbreviations inside the name of a way."""

REPEAT = _set("bis ter quater quinquies a b c d")
"""What follows a number in a street."""

KINDS: dict[str, tuple[str, ...]] = {
    "business_incubator": ("incubateur", "pepiniere entreprises", "accelerateur", "couveuse"),
    "ccas": ("ccas", "cias", "centre communal action sociale", "centre intercommunal action sociale"),
    "chamber": ("cci", "cma", "chambre commerce", "chambre metiers", "chambre agriculture"),
    "coworking": ("coworking", "co working", "tiers lieu", "espace travail partage"),
    "digital_space": (
        "epn", "espace public numerique", "cyberbase", "cyber base", "cybercase", "cyber case",
        "cyberespace", "cyber espace", "cybercentre", "espace numerique", "espace multimedia", "point cyb",
    ),
    "fablab": ("fablab", "fab lab", "atelier fabrication", "makerspace"),
    "food_bank": ("epicerie sociale", "epicerie solidaire", "banque alimentaire", "resto coeur"),
    "france_services": (
        "france service", "frances service", "msap", "rsp", "maison service public", "service public",
        "maison service", "relais service public", "espace france service", "maison france service",
        "plateforme service public", "espace service public",
    ),
    "health": ("cpam", "msa", "carsat", "hopital", "centre hospitalier", "maison sante", "ehpad"),
    "intercommunality": (
        "communaute commune", "communaute agglomeration", "communaute urbaine", "metropole", "cc", "petr",
        "intercommunalite",
    ),
    "job_centre": ("pole emploi", "france travail", "anpe", "cap emploi"),
    "library": ("bibliotheque", "mediatheque", "ludotheque", "discotheque", "artotheque", "point lecture"),
    "local_mission": ("mission locale", "mission locale jeune", "paio"),
    "mediation_point": ("pimms", "point information mediation multi service", "point information mediation"),
    "mjc": ("mjc", "maison jeune culture", "maison tous"),
    "neighbourhood_company": ("regie quartier", "regie territoire"),
    "post_office": ("poste", "agence postale", "bureau poste"),
    "reuse": ("ressourcerie", "recyclerie", "friperie"),
    "school": ("ecole", "college", "lycee", "universite", "iut", "maison familiale rurale", "mfr"),
    "social_agency": (
        "caf", "mds", "sdsei", "utas", "maison departement", "conseil departemental", "maison solidarite",
        "centre medico social", "maison departementale", "caisse allocation familiale",
    ),
    "social_centre": (
        "centre social", "centre socio culturel", "centre socioculturel", "centre social culturel", "csc",
        "evs", "espace vie sociale", "centre socio", "maison quartier", "espace social", "centre culturel",
    ),
    "theatre": ("theatre", "cinema", "salle spectacle", "conservatoire", "musee"),
    "tourist_office": ("office tourisme", "syndicat initiative"),
    "town_hall": ("mairie", "hotel ville", "commune", "ville", "municipalite"),
    "training": ("afpa", "greta", "organisme formation", "cfa", "centre formation"),
    "youth_point": (
        "pij", "bij", "crij", "point information jeunesse", "point information jeune", "info jeune",
        "bureau information jeunesse", "espace jeune", "point rencontre jeune", "point accueil jeune",
    ),
}  # fmt: skip
"""Kinds of organisations, and how names say them (folded, plural and small words taken off)."""

GENERIC = {
    2: "centre espace maison service france point pole",
    4: """
    accueil action agence antenne atelier bureau bus club commun communal commune compagnie comite conseil
    culture culturel departement departemental developpement economie economique emploi entreprise equipe
    famille federation formation groupe groupement habitat information initiative insertion intercommunal
    interim intermediaire itinerant jeune jeunesse lieu local locale mediation municipal national numerique
    office pays plateforme principal programme projet public quartier region regional relais reseau rural
    salle site social solidaire solidarite structure territoire travail union vie ville local annexe
    """,
    6: """
    aide alternative animation avenir chantier chance collectif coeur education environnement espoir est
    foyer grand haut bas horizon ile jardin loire monde multi nord nouveau nouvelle ouest partage passerelle
    permanence petit plus pont proximite rencontre ressource saint sainte sante solution sud terre tremplin
    val vallee vert
    """,
}
"""Words that many organisations share, by the information (bits) they carry at the least."""

SOLE = _set(
    """
    ccas france_services intercommunality job_centre library local_mission mjc tourist_office town_hall
    """
)
"""Kinds of which a town has one as a rule: two records of one town are then likely to be the same."""

BODIES = frozenset(("intercommunality", "town_hall"))
"""Kinds of public bodies that run places of other kinds."""

BITS_OF = {word: bits for bits, words in GENERIC.items() for word in words.split()}
"""Word → bits of information of ``GENERIC``."""

FREE_MAIL = _set(
    """
    bbox.fr club-internet.fr free.fr gmail.com gmx.fr googlemail.com hotmail.com hotmail.fr icloud.com
    laposte.net live.fr mailo.com msn.com neuf.fr numericable.fr orange.fr outlook.com outlook.fr
    proton.me protonmail.com sfr.fr wanadoo.fr yahoo.com yahoo.fr ymail.com
    """
)
"""Mail hosts anybody can have an address at: sharing one says nothing."""

SHARED_HOSTS = _set(
    """
    blogspot.com business.site canalblog.com facebook.com fr-fr.facebook.com framasite.org github.io
    google.com helloasso.com instagram.com jimdo.com jimdofree.com linkedin.com linktr.ee m.facebook.com
    over-blog.com sites.google.com twitter.com wixsite.com wordpress.com x.com youtube.com
    """
)
"""Web hosts that carry many organisations' pages: sharing one says nothing."""
