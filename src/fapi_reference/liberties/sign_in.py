"""Liberties of sign-in: what is open about codes that were sent and something wrong that comes before the right one."""

from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference


@liberty("one-wrong-code", fact="AUTH-391, GAP-080")
def one_wrong_code(server: "Reference") -> None:
    """One wrong code exhausts a verification: even the right one is refused then, until another is sent."""

    def exhausted(verification: Verification) -> bool:
        return (verification.attempts or 0) >= 1

    replace(server.codes.exhausted, exhausted)


@liberty("password-in-the-place-of-a-code", fact="AUTH-387, AUTH-400")
def password_in_the_place_of_a_code(server: "Reference") -> None:
    """A password that is tried takes the place of a code that was sent, also where it is wrong."""
    try_password = server.sign_ins.try_password

    def tried(attempt: SignIn, password: str) -> None:
        try:
            try_password(attempt, password)
        except Problem:
            attempt.first_factor = None
            raise

    replace(try_password, tried)


@liberty("paper-outlives-the-app", fact="USER-413")
def paper_outlives_the_app(server: "Reference") -> None:
    """Backup codes stay when the authenticator app goes, and are asked for."""
    enrolled = server.second_factors.enrolled

    def kept(user: User) -> bool:
        return enrolled(user) or server.second_factors.has_backup_codes(user)

    replace(enrolled, kept)


@liberty("finished-sign-in-answers-again", fact="SEC-121, AUTH-396")
def finished_answers_again(server: "Reference") -> None:
    """Whatever is attempted of a complete sign-in is answered with the sign-in as it is."""
    for step in ("attempt_first_factor", "attempt_second_factor"):
        verbs = server.routes.resources[f"/v1/client/sign_ins/{{sign_in_id}}/{step}"].verbs
        handler = verbs["POST"].handler

        def content(given: "Reference", exchange: "Exchange", handler: Any = handler) -> Any:
            attempt = given.store.sign_ins.get(exchange.ids["sign_in_id"])
            mine = attempt is not None and exchange.client is not None and attempt.client_id == exchange.client.id
            if attempt is None or not mine or attempt.status != "complete":
                return handler(given, exchange)
            return given.views.envelope(given.views.sign_in(attempt), exchange)

        verbs["POST"] = changed(verbs["POST"], handler=content)
