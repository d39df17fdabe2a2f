"""Inside a territory, links lead to its own address."""

from django.utils import timezone

from maillage.common.links import absolute
from maillage.common.scope import current_key
from maillage.territory.inside import inside
from maillage.territory.models import Territory


def test_inside_a_territory_with_its_own_host_links_lead_there(unscoped_territory: Territory) -> None:
    unscoped_territory.host = "volcanville.example"
    with inside(unscoped_territory):
        assert absolute("/charte/") == "http://volcanville.example:8000/charte/"
        assert current_key() == unscoped_territory.pk
        assert timezone.get_current_timezone_name() == "Europe/Paris"


def test_a_territory_without_a_host_is_at_the_installations_address(unscoped_territory: Territory) -> None:
    with inside(unscoped_territory):
        assert absolute("/charte/") == "http://localhost:8000/charte/"
