"""What the mail line of the Monday page reads."""

from __future__ import annotations

from datetime import datetime

from tests import factories
from tests.common.test_delivery import a_message

from maillage.common import clock
from maillage.common.models import OutboundMessage
from maillage.common.queries import messages_in_trouble, messages_newest_first
from maillage.territory.models import Territory


def test_messages_in_trouble_are_those_that_failed_once_at_least_oldest_first(
    territory: Territory, monday: datetime
) -> None:
    fresh = a_message()
    with clock.at(factories.after(monday, minutes=1)):
        waits, sent = a_message(), a_message()
    with clock.at(factories.after(monday, minutes=2)):
        given_up = a_message()
    OutboundMessage.objects.filter(pk=given_up.pk).update(state="failed", attempts=12)
    OutboundMessage.objects.filter(pk=waits.pk).update(attempts=1)
    OutboundMessage.objects.filter(pk=sent.pk).update(state="sent", attempts=4)
    assert list(messages_in_trouble()) == [waits, given_up]
    assert fresh not in messages_in_trouble()


def test_mailbox_shows_the_newest_first(territory: Territory) -> None:
    first, second = a_message(), a_message()
    assert list(messages_newest_first()) == [second, first]
