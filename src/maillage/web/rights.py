"""The table of rights: every route, who may open it, and on what ground.

``RightsMiddleware`` refuses any route that is not here; a test walks the whole table with every role.
What a person may see *inside* a route (her own, another's, another territory's) is decided by the
signed link or by the scoped queries; the last column says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed_in"
COORDINATOR: Final = "coordinator"
HELPER: Final = "helper"
PARTNER: Final = "partner"
OFFICIAL: Final = "official"


@dataclass(frozen=True, slots=True)
class Right:
    """Who may open a route (roles, or ANYONE / SIGNED_IN), why, and what she sees of it."""

    roles: frozenset[str]
    ground: str
    sees: str


def _of(*roles: str, ground: str, sees: str) -> Right:
    return Right(frozenset(roles), ground, sees)


PUBLIC = _of(ANYONE, ground="information of the public", sees="no personal data")
OPEN = _of(ANYONE, ground="open data", sees="no personal data, public contacts only")
ENTRY = _of(
    ANYONE,
    ground="information of the public",
    sees="public contacts; contacts of the network and people once signed in; all contacts when coordinating",
)
NOW = _of(
    ANYONE,
    ground="information of the public; who is there, with her consent",
    sees="no personal data; a member of the network, who says she is there now",
)
LINK = _of(ANYONE, ground="holds the signed link she was sent", sees="the one object the link names")
OWN = _of(SIGNED_IN, ground="her own account", sees="her own data")
RUN = _of(COORDINATOR, ground="mission of public interest: runs the service", sees="her territory")
GIVE = _of(HELPER, ground="pledged hours", sees="her own hours and asks")
KEPT_BY_HER = _of(SIGNED_IN, ground="keeps the entry", sees="the entries she keeps, no other")
DECIDES = _of(
    SIGNED_IN,
    ground="keeps the entry, or runs the service",
    sees="corrections of the entries she keeps; the coordinator, of her territory",
)
BOOKED_BY_HER = _of(
    SIGNED_IN,
    ground="booked it, or runs the service",
    sees="her own bookings and waits; the coordinator, of her territory",
)
DEMO = _of(ANYONE, ground="demonstration only, invented data", sees="the demonstration territory")

RIGHTS: dict[str, Right] = {
    "public:home": PUBLIC,
    "public:ask": PUBLIC,
    "public:propose": PUBLIC,
    "public:asked": PUBLIC,
    "public:charter": PUBLIC,
    "public:data": PUBLIC,
    "public:accessibility": PUBLIC,
    "public:design": PUBLIC,
    "public:css": PUBLIC,
    "directory:list": PUBLIC,
    "directory:suggest": PUBLIC,
    "directory:csv": OPEN,
    "directory:json": OPEN,
    "directory:changes": OPEN,
    "directory:past": PUBLIC,
    "directory:past_csv": OPEN,
    "directory:past_json": OPEN,
    "directory:difference": PUBLIC,
    "directory:difference_csv": OPEN,
    "directory:difference_json": OPEN,
    "directory:record": ENTRY,
    "directory:actor": ENTRY,
    "quarter:home": PUBLIC,
    "quarter:map": OPEN,
    "quarter:facts": PUBLIC,
    "quarter:now": NOW,
    "quarter:place": NOW,
    "quarter:presence": OWN,
    "quarter:presence_end": OWN,
    "public:follow": LINK,
    "public:confirm": LINK,
    "public:withdraw": LINK,
    "public:reopen": LINK,
    "public:words": LINK,
    "public:outcome": LINK,
    "public:stop": LINK,
    "helper:answer": LINK,
    "helper:accept": LINK,
    "helper:decline": LINK,
    "helper:hours": LINK,
    "helper:home": GIVE,
    "helper:absence": GIVE,
    "helper:cancel_absence": GIVE,
    "helper:pause": GIVE,
    "helper:partner": _of(
        PARTNER, COORDINATOR, ground="the partner's agreement", sees="her own actor's pledges"
    ),
    "coordinator:monday": RUN,
    "coordinator:needs": RUN,
    "coordinator:need": RUN,
    "coordinator:enter": RUN,
    "coordinator:qualify": RUN,
    "coordinator:split": RUN,
    "coordinator:close": RUN,
    "coordinator:reopen": RUN,
    "coordinator:erase": RUN,
    "coordinator:propose": RUN,
    "coordinator:send": RUN,
    "coordinator:discard": RUN,
    "coordinator:restore": RUN,
    "coordinator:meet": RUN,
    "coordinator:news": RUN,
    "coordinator:pass_on": RUN,
    "coordinator:ask_partners": RUN,
    "coordinator:word": RUN,
    "coordinator:retry_mail": RUN,
    "coordinator:pledges": RUN,
    "coordinator:pledge": RUN,
    "coordinator:new_pledge": RUN,
    "coordinator:new_helper": RUN,
    "coordinator:extend": RUN,
    "coordinator:absence": RUN,
    "coordinator:keep_apart": RUN,
    "coordinator:log_hours": RUN,
    "coordinator:observatory": _of(
        COORDINATOR,
        OFFICIAL,
        ground="steering of the service",
        sees="figures without names, small cells hidden",
    ),
    "registry:new": RUN,
    "registry:edit": RUN,
    "registry:profile_restore": RUN,
    "registry:event": RUN,
    "registry:event_edit": RUN,
    "registry:event_undo": RUN,
    "registry:event_restore": RUN,
    "registry:tie": RUN,
    "registry:tie_edit": RUN,
    "registry:tie_end": RUN,
    "registry:tie_undo": RUN,
    "registry:tie_restore": RUN,
    "registry:members": RUN,
    "registry:member_end": RUN,
    "registry:path": RUN,
    "registry:merge": RUN,
    "registry:unmerge": RUN,
    "registry:doubles": RUN,
    "registry:double_search": RUN,
    "registry:double_same": RUN,
    "registry:double_distinct": RUN,
    "registry:double_reopen": RUN,
    "registry:history": RUN,
    "places:new": RUN,
    "places:edit": RUN,
    "places:withdraw": RUN,
    "places:restore": RUN,
    "places:phase": RUN,
    "places:phase_edit": RUN,
    "places:phase_undo": RUN,
    "places:phase_restore": RUN,
    "places:stays": RUN,
    "places:stay_edit": RUN,
    "places:stay_end": RUN,
    "places:stay_move": RUN,
    "places:stay_undo": RUN,
    "places:stay_restore": RUN,
    "spaces:desk": RUN,
    "spaces:approve": RUN,
    "spaces:decline": RUN,
    "spaces:new": RUN,
    "spaces:edit": RUN,
    "spaces:withdraw": RUN,
    "spaces:block": RUN,
    "spaces:unblock": RUN,
    "spaces:poster": RUN,
    "spaces:new_codes": RUN,
    "spaces:today_code": RUN,
    "spaces:door": LINK,
    "spaces:come": LINK,
    "spaces:feed": OPEN,
    "spaces:free_busy": OPEN,
    "spaces:place_feed": OPEN,
    "spaces:my_feed": LINK,
    "spaces:subscribe": OWN,
    "spaces:renew_feed": OWN,
    "spaces:stop_feed": OWN,
    "spaces:calendar": RUN,
    "spaces:take_calendar": RUN,
    "spaces:drop_calendar": RUN,
    "spaces:list": PUBLIC,
    "spaces:space": PUBLIC,
    "spaces:join": PUBLIC,
    "spaces:book": OWN,
    "spaces:wait": OWN,
    "spaces:mine": OWN,
    "spaces:leave_waiting": BOOKED_BY_HER,
    "spaces:booking": BOOKED_BY_HER,
    "spaces:cancel_all": BOOKED_BY_HER,
    "spaces:cancel_date": BOOKED_BY_HER,
    "spaces:cancel_following": BOOKED_BY_HER,
    "spaces:change": BOOKED_BY_HER,
    "spaces:letter": LINK,
    "spaces:letter_confirm": LINK,
    "spaces:letter_give_back": LINK,
    "keeper:answer": LINK,
    "keeper:still_true": LINK,
    "keeper:change": LINK,
    "keeper:stopped": LINK,
    "keeper:stop_asking": LINK,
    "keeper:suggest": PUBLIC,
    "keeper:suggested": PUBLIC,
    "keeper:claim": PUBLIC,
    "keeper:code": PUBLIC,
    "keeper:claimed": PUBLIC,
    "keeper:mine": OWN,
    "keeper:edit": KEPT_BY_HER,
    "keeper:confirm_mine": KEPT_BY_HER,
    "keeper:close_mine": KEPT_BY_HER,
    "keeper:leave": KEPT_BY_HER,
    "keeper:accept": DECIDES,
    "keeper:decline": DECIDES,
    "keeper:desk": RUN,
    "keeper:entry": RUN,
    "keeper:confirm": RUN,
    "keeper:archive": RUN,
    "keeper:restore": RUN,
    "keeper:ask": RUN,
    "keeper:name": RUN,
    "keeper:end": RUN,
    "imports:home": RUN,
    "imports:receive": RUN,
    "imports:connect": RUN,
    "imports:run": RUN,
    "imports:map": RUN,
    "imports:start": RUN,
    "imports:stop": RUN,
    "imports:resume": RUN,
    "imports:undo": RUN,
    "imports:redo": RUN,
    "imports:report": RUN,
    "account:entry": OWN,
    "account:preferences": OWN,
    "account_login": PUBLIC,
    "account_request_login_code": PUBLIC,
    "account_confirm_login_code": PUBLIC,
    "account_logout": PUBLIC,
    "account_reauthenticate": OWN,
    "mfa_authenticate": PUBLIC,
    "mfa_reauthenticate": OWN,
    "mfa_index": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_generate_recovery_codes": OWN,
    "mfa_view_recovery_codes": OWN,
    "mfa_download_recovery_codes": OWN,
    "api:health": PUBLIC,
    "api:actors": OPEN,
    "api:actor": OPEN,
    "api:difference": OPEN,
    "api:elements": OPEN,
    "demo:enter": DEMO,
    "demo:become": DEMO,
    "demo:mailbox": DEMO,
    "demo:letter": DEMO,
}


def may_open(route: str, roles: frozenset[str], *, signed_in: bool) -> bool:
    """True when the table lets a visitor with these roles open the route; unknown routes are refused."""
    right = RIGHTS.get(route)
    if right is None:
        return False
    return ANYONE in right.roles or (SIGNED_IN in right.roles and signed_in) or bool(right.roles & roles)
