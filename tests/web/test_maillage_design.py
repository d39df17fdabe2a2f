"""The living page of the language draws from examples of its own."""

from maillage.web.templatetags import maillage_design


def test_specimen_form_came_back_with_one_error() -> None:
    form = maillage_design.specimen_form()
    assert list(form.errors) == ["email"]


def test_specimen_cloth_tells_the_month_of_its_caption() -> None:
    drawing = maillage_design.specimen_cloth()
    ends = [drawing.count(f'class="cloth-{end}"') for end in ("knot", "end", "frayed")]
    assert ends == [33, 5, 3]


def test_specimen_line_has_a_stop_in_each_state() -> None:
    assert [stop.state for stop in maillage_design.specimen_stops()] == ["past", "at", "ahead"]


def test_specimen_list_is_long() -> None:
    assert maillage_design.specimen_page().paginator.num_pages == 100
    assert len(maillage_design.specimen_reasons()) == 3
    assert maillage_design.specimen_hints()["week"] == "c’est urgent"
