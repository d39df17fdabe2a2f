"""What the search promises, whatever the database: filters, pages, ranks, reasons, and any input at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.search.builders import PLACE, a_document, keys, page, put, reasons, why

from maillage.common.scope import ScopeError, territory_scope
from maillage.search.gathering import RANKED
from maillage.search.queries import find, suggest
from maillage.search.results import REACH, SearchQuery
from maillage.territory.models import Territory

pytestmark = pytest.mark.usefixtures("territory")

MANY = 1100


@pytest.fixture
def crowd(territory: Territory) -> None:
    """Eleven hundred associations, a third of them fresh; the oldest one is called just that."""
    del territory
    put(
        *(
            a_document(f"k{n:04}", f"Association {n:04}", text="jardin" + " potager" * (n % 2),
                       kind=("company", "association")[n % 2], freshness=(90, 50, 10)[n % 3])
            for n in range(MANY)
        ),
        a_document("exact", "Association", freshness=0),
        a_document("text", "Zèbre", text="une association", freshness=100),
    )  # fmt: skip


def filtered() -> None:
    put(
        a_document("a", "Vélo", kind="company", place="63113", tags=("repair", "bike"), freshness=90),
        a_document("b", "Vélo", kind="association", place="63014", tags=("bike",), freshness=50),
        a_document("c", "Vélo", kind="social_enterprise", place="63113", tags=("re_pair",), freshness=10),
    )


@pytest.mark.parametrize("words", ["vélo ", ""])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["a", "b", "c"]),
        ({"kinds": ("company",)}, ["a"]),
        ({"kinds": ("company", "association")}, ["a", "b"]),
        ({"kinds": ("social_enterprise",)}, ["c"]),
        ({"kinds": ("social",)}, []),
        ({"places": ("63113",)}, ["a", "c"]),
        ({"tags": ("bike",)}, ["a", "b"]),
        ({"tags": ("bike", "re_pair")}, ["a", "b", "c"]),
        ({"tags": ("re_pair",)}, ["c"]),
        ({"places": ("63113",), "tags": ("bike",)}, ["a"]),
        ({"min_freshness": 50}, ["a", "b"]),
        ({"min_freshness": 91}, []),
        ({"kinds": ("company",), "min_freshness": 91}, []),
        ({"kinds": ("",)}, ["a", "b", "c"]),
        ({"kinds": ("x' OR 1=1 --",)}, []),
    ],
)
def test_filters_keep_what_has_one_of_their_values(
    words: str, asked: dict[str, tuple[str, ...]], found: list[str]
) -> None:
    filtered()
    assert (keys(words, **asked), page(words, **asked).total) == (found, len(found))


def test_filters_are_told_in_the_reasons() -> None:
    filtered()
    hit = page("vélo ", places=("63113", "63014"), tags=("bike", "x")).hits[0]
    assert hit.reasons == reasons(
        ("name_exact", "velo", "velo"), ("name_word", "velo", "velo"),
        ("tag", "", "bike"), ("place", "", "63113"), ("fresh", "", "90"),
    )  # fmt: skip


def test_a_word_is_not_read_otherwise_because_a_filter_leaves_it_nothing() -> None:
    filtered()
    put(a_document("d", "Velu", kind="artist"))
    assert keys("vélo ", kinds=("artist",)) == []


def test_names_come_before_texts_and_texts_before_labels() -> None:
    put(
        a_document("label", "Un", words=("Potager",), freshness=100),
        a_document("text", "Deux", text="Un potager", freshness=90),
        a_document("inflected", "Trois potagers", freshness=80),
        a_document("word", "Le grand potager", freshness=10),
        a_document("starts", "Potager partagé", freshness=5),
        a_document("former", "Quatre", "Potager", freshness=0),
        a_document("exact", "Potager", freshness=0),
    )
    assert keys("potager ") == ["exact", "former", "starts", "word", "inflected", "text", "label"]
    assert why("potager ", "exact")["name_exact"] == ("potager", "potager")
    assert why("potager ", "starts")["name_starts"] == ("potager", "potager partage")
    assert why("potager ", "word") == {"name_word": ("potager", "potager")}
    assert why("potager ", "inflected")["name_word"] == ("potager", "potagers")
    assert why("potager ", "text")["text_word"] == ("potager", "potager")
    assert why("potager ", "label")["label_word"] == ("potager", "potager")


def test_words_in_the_order_of_a_name_come_first_and_so_do_words_that_are_all_of_it() -> None:
    put(
        a_document("long", "Grand club de vélo du lac"), a_document("whole", "Vélo club"),
        a_document("order", "Le grand vélo club du lac"),
    )  # fmt: skip
    assert keys("vélo club ") == ["whole", "order", "long"]


def test_equal_documents_come_by_freshness_then_name_then_key() -> None:
    put(
        a_document("3", "Vélo", sort_name="zzz"), a_document("2", "Vélo"), a_document("1", "Vélo"),
        a_document("4", "Vélo", freshness=1),
    )  # fmt: skip
    assert keys("vélo ") == ["4", "1", "2", "3"]


def test_pages_of_relevance_have_no_double_and_no_hole(crowd: None) -> None:
    seen = [key for offset in range(0, REACH, 70) for key in keys("association ", limit=70, offset=offset)]
    assert (len(seen), len(set(seen))) == (REACH, REACH)
    assert seen[0] == "exact"
    assert keys("association ", limit=20, offset=REACH) == []
    found = page("association ", limit=5)
    assert (found.total, found.is_capped) == (REACH, True)


def test_a_page_is_the_same_whatever_its_length(crowd: None) -> None:
    whole = keys("jardin ", limit=REACH)
    assert [
        key for offset in range(0, RANKED, 50) for key in keys("jardin ", limit=50, offset=offset)
    ] == whole[:RANKED]
    assert whole[:3] == ["k0000", "k0003", "k0006"]


def test_totals_are_exact_below_the_cap(crowd: None) -> None:
    found = page("potager ")
    assert (found.total, found.is_capped) == (MANY // 2, False)
    assert (page("association 0007 ").total, page("zèbre ").total) == (1, 1)
    assert page("potager ", kinds=("company",)).total == 0


def test_one_letter_begins_whole_names_and_is_capped(crowd: None) -> None:
    found = page("a")
    assert (found.total, found.is_capped, found.hits[0].key) == (RANKED, True, "k0000")
    assert keys("z") == ["text"]


def test_the_list_by_name_is_in_order_and_pages_by_number_or_by_the_last_name(crowd: None) -> None:
    by_number = [key for offset in range(0, MANY + 2, 100) for key in keys(limit=100, offset=offset)]
    assert by_number == ["exact", *(f"k{n:04}" for n in range(MANY)), "text"]
    by_name, after = [], ""
    while True:
        found = page(limit=100, after=after)
        by_name += [hit.key for hit in found.hits]
        assert (found.total, found.is_capped) == (MANY + 2, False)
        if not (after := found.next_after):
            break
    assert by_name == by_number


def test_words_can_be_listed_by_name_too(crowd: None) -> None:
    found = page("potager ", order="name", limit=10, offset=3)
    assert [hit.key for hit in found.hits] == [f"k{n:04}" for n in range(7, 27, 2)]
    assert found.total == MANY // 2
    assert page("potagre ", order="name").corrected == (("potagre", "potager"),)
    assert page("zzzzzz ", order="name").corrected == ()


def test_names_are_listed_without_regard_to_accents_and_case() -> None:
    put(
        *(
            a_document(str(n), name)
            for n, name in enumerate(("École", "etang", "Abri", "abri 2", "Évier", "!?"))
        )
    )
    assert keys() == ["5", "2", "3", "0", "1", "4"]


def test_order_is_the_same_each_time(crowd: None) -> None:
    assert all(one == other for one, other in pairwise(keys("association jardin") for _ in range(3)))


def test_another_collection_and_another_territory_see_nothing(territory: Territory) -> None:
    put(a_document("a", "Vélo"))
    put(a_document("b", "Vélo"), collection="places")
    with territory_scope(territory.pk + 1):
        assert (keys("vélo "), keys(), suggest("vél", collection=PLACE)) == ([], [], ())
        put(a_document("c", "Vélo"))
        assert (keys("vélo "), keys("vléo ")) == (["c"], ["c"])
    assert (keys("vélo "), keys("vélo ", collection="places"), keys()) == (["a"], ["b"], ["a"])


def test_without_a_territory_nothing_is_asked() -> None:
    with territory_scope(None), pytest.raises(ScopeError):  # type: ignore[arg-type]  # what must be refused
        find(SearchQuery("vélo"), collection=PLACE)


HOSTILE = (
    '"', "'", "''", '"*"', "*", "vélo*", "-vélo", "NOT vélo", "vélo AND", "NEAR(vélo)", "lexemes:vélo",
    "^vélo", "(", ")", "{vélo}",
    "\x00", "vé\x00lo", "\ud800", "vélo\udfff", "%", "_", "\\", "a\\'b", ":*", "&|",
    "!<->", "🚲", "دراجة", "العَرَبِيَّة", "自転車", "a" * 5000, "vélo " * 900, "﷽", "\u202evélo", "İ", "\n\t",
    "1=1; DROP TABLE x",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_gives_a_page(words: str) -> None:
    put(a_document("a", "Vélo", text="دراجة 自転車"))
    for order in ("relevance", "name"):
        assert page(words, order=order, kinds=(words,), tags=(words,), places=(words,)).total == 0
    assert set(keys(words)) <= {"a"}
    assert {hit.key for hit in suggest(words, collection=PLACE)} <= {"a"}
    assert set(keys(after=words)) <= {"a"}


def test_other_alphabets_are_found() -> None:
    put(a_document("a", "Vélo", text="دراجة هوائية 自転車 велосипед"))
    assert [keys(word) for word in ("دراجة ", "自転車 ", "ВЕЛОСИПЕД ")] == [["a"]] * 3


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=st.text(max_size=40), name=st.text(max_size=20))
def test_any_text_can_be_indexed_and_asked(words: str, name: str) -> None:
    put(a_document("any", f"Vélo {name}", text=words, words=(name,), tags=(words,), kind=name))
    assert "any" in keys("vélo", limit=50)
    assert page(words).total <= 1
    assert page(f"{name} {words}").total <= 1
    assert {hit.key for hit in suggest(name, collection=PLACE)} <= {"any"}
