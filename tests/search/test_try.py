from maillage.search.actions import *
from maillage.search.queries import *
from maillage.search.documents import Document
from maillage.search.models import SearchWord
from maillage.search.results import SearchQuery
def test_it(territory):
    index([Document("a",("Les Amis du Vélo","AMV"),"Atelier de réparation de bicyclettes",kind="association",place="63113",tags=("repair",),words=("Association","Réparation"),freshness=90),
           Document("b",("Couture & Cie",),"Couturières et couturiers du vélo",freshness=10), Document("c",("Hors jeu",),"secret",visible=False)], collection="directory")
    for q in ["velo","amis du velo","vléo","couturiere","association","atelier velo couture","secret","am","v","xyzzy velo","repartion","vélos","récemment", "bicyclette"]:
        p=find(SearchQuery(q),collection="directory"); print(q,p.total,p.is_relaxed,p.corrected,[(h.key,[(r.code,r.found) for r in h.reasons]) for h in p.hits])
    print(find(SearchQuery(""),collection="directory"))
    for q in ["am","v","velo","amis du v"]: print(suggest(q,collection="directory"))
    set_visible(["c"],True,collection="directory"); print(find(SearchQuery("secret"),collection="directory"))
    print(rebuild_vocabulary(collection="directory"), clear(collection="directory"), find(SearchQuery("velo"),collection="directory"))
    assert not SearchWord.objects.count()
