"""Words that carry no skill: grammar (stop words), asking (help words), and short forms of written speech.

Lists are ours, folded (lower case, no accent). They are closed on purpose: a word of a trade never enters
them.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_FR = _words("""
a ai aie ait as au aux avec avait avaient avais avez avoir avons c ca car ce ceci cela celle celles celui
ces cet cette ceux chaque ci comme d dans de des donc dont du elle elles en encore entre es est et etaient
etais etait etant ete etes etre eu eux fait faire faisons font fais faudrait faut furent fut hui il ils j je
jusqu jusque l la le les leur leurs lorsqu lorsque lui m ma mais me mes mien moi mon n ne ni nos notre nous
o on ont ou par parce pas pendant peu peut peuvent peux plus pour pourra pourrait pourrions pourrez pouvez
pouvons puis puisqu puisque qu quand que quel quelle quelles quels qui quoi quoiqu s sa sans se sera serait
seraient ses si soit sommes son sont suis sur t ta te tes toi ton tous tout toute toutes tres tu un une vers
veut veux voici voila vos votre vous vu y aujourd alors ainsi afin apres aussi autre autres avant bien chez
deja depuis lors meme memes moins non oui plusieurs pourquoi presque sinon sous souvent tant tel telle
telles tels toujours trop voir va vais vas vont allons allez aller dois doit doivent devons devez devoir
sais sait savons savez savoir voudrais voudrait voudrions voulons voulez vouloir aimerais aimerait aimerions
souhaite souhaitons souhaitent souhaiterais lequel laquelle lesquels auquel desquels etc via hors selon
quelque quelques rien beaucoup assez environ ici la-bas combien comment quelqu chose choses truc trucs
maintenant actuellement bonjour bonsoir salut merci svp stp cordialement hello coucou deux trois ans mois
semaine semaines jour jours aimer dire met mettre mets prendre dispo possible nouvelle nouveau nouveaux
nouvelles
""")

STOP_EN = _words("""
a about after again all also am an and any are as at be because been before being both but by can could d
did do does doing don done down each else ever every few for from further get gets getting go going got had
has have having he her here hers him his how i if in into is isn it its itself just ll m me might more most
much must my no nor not now of off on once one only or other our ours out over own please quite re really s
same she should so some such t than that the their theirs them then there these they thing things this those
through to too two under until up us ve very was way we were what when where which while who whom why will
with would yet you your yours hello hi hey thanks thank dear im dont doesnt cant let lets make makes making
still
""")

HELP_FR = _words("""
aide aider aides aidez aiderait accompagner accompagne accompagnement appui besoin besoins cherche chercher
cherchons cherchent chercherait coup conseil conseils contact demande demander demandons personne personnes
quelqu recherche recherchons rechercher recherchent savoir soutien trouver trouve trouvons urgent avis
""")

HELP_EN = _words("""
help helping helped need needs needed needing want wants wanted look looking search searching find finding
seek seeking someone somebody anyone anybody person advice support ask asking know knows like love urgent
explain
""")

SHORT_FR = {
    "asso": "association", "assos": "associations", "qqn": "quelqu", "qq": "quelque", "qq1": "quelqu",
    "qqun": "quelqu", "kelkun": "quelqu", "qqch": "quelque", "pr": "pour", "ptit": "petit",
    "ptite": "petite", "pb": "probleme", "pbs": "problemes", "bcp": "beaucoup", "stp": "svp",
    "slt": "salut", "bjr": "bonjour", "rdv": "rendez", "ds": "dans", "tt": "tout", "ns": "nous",
    "vs": "vous", "jai": "ai", "jsp": "sais", "chui": "suis", "chuis": "suis", "pk": "pourquoi",
    "pq": "pourquoi", "bcq": "beaucoup", "dev": "developpeur", "resp": "responsable",
    "orga": "organisation", "ordi": "ordinateur", "ordis": "ordinateurs", "tel": "téléphone",
    "tph": "téléphone", "appart": "appartement", "prez": "présentation", "pres": "présentation",
    "admin": "administratif", "qd": "quand", "dc": "donc", "mtn": "maintenant", "auj": "aujourd",
    "tjs": "toujours", "tjrs": "toujours",
}  # fmt: skip
"""Short forms of everyday writing → the word meant (general French, nothing of a trade)."""

STOP: dict[str, frozenset[str]] = {"fr": STOP_FR, "en": STOP_EN}
HELP: dict[str, frozenset[str]] = {"fr": HELP_FR, "en": HELP_EN}
SHORT: dict[str, dict[str, str]] = {"fr": SHORT_FR, "en": {}}
