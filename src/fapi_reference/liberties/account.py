"""Liberties of an account: its email addresses, phone numbers and devices."""

from dataclasses import replace as replaced
from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.records.verification import Verification

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

UNNAMED = {"form_code_incorrect", "form_incorrect_signature", "form_param_format_invalid"}


@liberty("unverified-from-the-start", fact="table of section 4.1")
def unverified_from_the_start(server: "Reference") -> None:
    """An address that was added has a verification at once, although nothing was prepared."""

    def begun(shown: View) -> View:
        if shown["verification"] is not None:
            return shown
        kind = str(shown["object"])
        if kind == "web3_wallet":
            begun = {"object": "verification_web3", "status": "unverified", "strategy": "web3_metamask_signature"}
            return shown | {"verification": begun}
        strategy = "email_code" if kind == "email_address" else "phone_code"
        open_ = {"object": "verification_otp", "status": "unverified", "strategy": strategy, "attempts": None}
        return shown | {"verification": open_ | {"expire_at": shown["created_at"]}}

    alter(server.views.identification, begun)


@liberty("tries-untold", fact="USER-201")
def tries_untold(server: "Reference") -> None:
    """The verification of an address or number does not say how often it was tried."""

    def silent(shown: View) -> View:
        told = shown["verification"]
        return shown | {"verification": told and told | {"attempts": None}}

    alter(server.views.identification, silent)


@liberty("parameters-unnamed", fact="GEN-020, USER-241")
def parameters_unnamed(server: "Reference") -> None:
    """A wrong code, and what is no phone number, are refused without naming the parameter."""
    plain = server.transport.refuse

    def unnamed(exchange: "Exchange", problem: Problem) -> None:
        account = exchange.path.startswith(("/v1/me/phone_numbers", "/v1/me/email_addresses/", "/v1/me/web3_wallets"))
        if account and any(item.code in UNNAMED for item in problem.items):
            problem = Problem(problem.status, *(replaced(item, meta={}) for item in problem.items))
        plain(exchange, problem)

    replace(plain, unnamed)


@liberty("three-tries", fact="USER-202")
def three_tries(server: "Reference") -> None:
    """Three wrong codes are too many."""
    replace(server.codes.exhausted, lambda verification: (verification.attempts or 0) >= 3)


@liberty("not-sent-rather-than-missing", fact="AUTH-269, table of section 4.1")
def not_sent(server: "Reference") -> None:
    """A code that nobody asked for is refused as not sent."""
    need = server.identifications.need

    def otherwise(item: Identification, event: str) -> None:
        try:
            need(item, event)
        except Problem as problem:
            raise refuse("verification_not_sent") if problem.code == "verification_missing" else problem from None

    replace(need, otherwise)


@liberty("numbers-without-separators", fact="GAP-057")
def plain_numbers(server: "Reference") -> None:
    """A number with separators in it is refused."""
    problem = server.identifiers.problem

    def strict(kind: str, value: str) -> Problem | None:
        spelled = kind == "phone_number" and not value.removeprefix("+").isdigit()
        return refuse("form_param_format_invalid", kind) if spelled else problem(kind, value)

    replace(problem, strict)


@liberty("nothing-leads-unasked", fact="USER-208")
def nothing_leads_unasked(server: "Reference") -> None:
    """A verified address becomes the primary one only when the profile says so; when it goes, none follows."""
    proven = server.identifications.proven

    def unled(user: User, item: Identification) -> None:
        before = user.primary_id(item.kind)
        proven(user, item)
        user.set_primary(item.kind, before)

    def none_follows(user: User, item: Identification) -> None:
        if user.primary_id(item.kind) == item.id:
            user.set_primary(item.kind, None)

    replace(proven, unled)
    replace(server.identifications.lead_anew, none_follows)


@liberty("lists-of-an-account-in-any-order", fact="USER-220, USER-240")
def newest_first(server: "Reference") -> None:
    """What was added last comes first."""
    lists = ("email_addresses", "phone_numbers", "web3_wallets")
    alter(server.views.user, lambda shown: shown | {name: shown[name][::-1] for name in lists})
    listed, sessions, active = server.views.identifications, server.views.sessions, server.views.active_sessions
    replace(listed, lambda items: listed(items[::-1]))
    replace(sessions, lambda items, exchange: sessions(items[::-1], exchange))
    replace(active, lambda items: active(items[::-1]))


@liberty("revoked-and-listed", fact="AUTH-174, SEC-069")
def revoked_and_listed(server: "Reference") -> None:
    """A revoked session stays in the list of its client, as revoked."""
    revoke = server.sessions.revoke

    def kept(session: Session) -> None:
        revoke(session)
        client = server.store.clients.get(session.client_id)
        if client:
            client.sessions.append(session)

    replace(revoke, kept)


@liberty("own-session-not-revoked", fact="USER-108")
def own_session_not_revoked(server: "Reference") -> None:
    """Nobody revokes the only session that they have: for that there is signing out."""
    revoke = server.sessions.revoke

    def others(session: Session) -> None:
        if not any(one is not session for one in server.sessions.live_of_user(server.users.of(session))):
            raise refuse("invalid_action_for_session")
        revoke(session)

    replace(revoke, others)


@liberty("devices-unseen", fact="AUTH-177")
def devices_unseen(server: "Reference") -> None:
    """Active sessions do not say what device they are used on."""
    alter(
        server.views.active_session,
        lambda shown: {name: value for name, value in shown.items() if name != "latest_activity"},
    )


@liberty("live-sessions-alone", fact="USER-100")
def live_sessions_alone(server: "Reference") -> None:
    """The list of sessions has none that are over."""
    listed = server.views.sessions
    replace(
        listed,
        lambda sessions, exchange: listed([one for one in sessions if server.sessions.is_live(one)], exchange),
    )


@liberty("telephone-without-channel", fact="AUTH-258")
def without_channel(server: "Reference") -> None:
    """The verification of a number does not name its channel."""
    view = server.views.verification

    def unnamed(verification: Verification | None) -> dict[str, Any] | None:
        shown = view(verification)
        return shown and {name: value for name, value in shown.items() if name != "channel"}

    replace(view, unnamed)


@liberty("proven-by-one-gone-for-others", fact="AUTH-300, USER-223")
def gone_for_others(server: "Reference") -> None:
    """What somebody has proven goes from everybody who had merely added it."""
    proven = server.identifications.proven

    def settled(user: User, item: Identification) -> None:
        proven(user, item)
        for other in list(server.store.users.values()):
            for one in list(server.identifications.of(other, item.kind)) if other is not user else ():
                if one.value == item.value and not one.verified:
                    server.identifications.remove(other, one)

    replace(proven, settled)


@liberty("kept-for-who-added-it", fact="AUTH-300, USER-223")
def kept_for_who_added_it(server: "Reference") -> None:
    """What somebody has added cannot be added by anybody else, although it was never proven."""
    refuses = server.identifications.refuses

    def held(user: User, kind: str, value: str) -> bool:
        normal = server.identifiers.normal(kind, value)
        everybody = list(server.store.users.values())
        added = any(one.value == normal for other in everybody for one in server.identifications.of(other, kind))
        return refuses(user, kind, value) or added

    replace(refuses, held)
