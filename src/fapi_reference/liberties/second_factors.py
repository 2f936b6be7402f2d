"""Liberties of second factors: what is open about authenticator apps, backup codes and unknown devices."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.clock import SECOND
from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.services.authenticators import PERIOD

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@liberty("present-code-only", fact="SEC-133, RFC 6238 section 5.2")
def present_code_only(server: "Reference") -> None:
    """Only the code of the present half minute is taken."""
    steps = server.authenticators.steps
    replace(steps, lambda: steps()[1:2])


@liberty("wider-window", fact="SEC-133")
def wider_window(server: "Reference") -> None:
    """Codes of the last and the next minute and a half are taken."""
    around = range(-3, 4)

    def wide() -> list[int]:
        present = server.clock.seconds() // PERIOD
        return [(present + away) * PERIOD * SECOND for away in around]

    replace(server.authenticators.steps, wide)


@liberty("short-secret", fact="SEC-132")
def short_secret(server: "Reference") -> None:
    """Secrets have ten bytes, as many authenticator apps have them."""
    new_secret = server.authenticators.new_secret
    replace(new_secret, lambda: new_secret()[:10])


@liberty("terse-uri", fact="USER-402")
def terse_uri(server: "Reference") -> None:
    """The URI says what it must and no more, with the label encoded as a whole."""
    uri = server.authenticators.uri

    def terse(user: User, secret: bytes) -> str:
        label = uri(user, secret).removeprefix("otpauth://totp/").partition("?")[0]
        return f"otpauth://totp/{label.replace(':', '%3A')}?secret={server.authenticators.spelled(secret)}"

    replace(uri, terse)


@liberty("totp-deleted-without-id", fact="GEN-042, GEN-043")
def deleted_without_id(server: "Reference") -> None:
    """What was deleted is told without its id."""
    deleted = server.views.deleted

    def nameless(kind: str, object_id: str) -> View:
        shown = deleted(kind, object_id)
        return {name: value for name, value in shown.items() if kind != "totp" or name != "id"}

    replace(deleted, nameless)


@liberty("first-factors-beside-the-second", fact="table of section 14.3")
def first_factors_beside(server: "Reference") -> None:
    """A sign-in that needs its second factor goes on listing those of the first."""
    sign_in = server.views.sign_in

    def both(attempt: SignIn) -> View:
        shown = sign_in(attempt)
        if attempt.status != "needs_second_factor":
            return shown
        return shown | {"supported_first_factors": server.factors.offered(attempt)}

    replace(sign_in, both)


@liberty("second-verification-untold", fact="AUTH-277")
def second_verification_untold(server: "Reference") -> None:
    """A sign-in keeps its second verification to itself."""
    alter(server.views.sign_in, lambda shown: shown | {"second_factor_verification": None})


@liberty("factors-with-more-members", fact="AUTH-259")
def more_members(server: "Reference") -> None:
    """A second factor by app or backup code says also that it is not the default."""
    offered = server.second_factors.offered
    replace(offered, lambda user: [{"default": False} | factor for factor in offered(user)])


@liberty("other-backup-codes", fact="USER-412")
def other_backup_codes(server: "Reference") -> None:
    """There are four backup codes in a set, each of eight digits."""

    def few(user: User) -> tuple[Any, list[str]]:
        codes = [f"{number:08}" for number in random.sample(range(10**8), 4)]
        return server.backup_codes.keep(user, codes), codes

    replace(server.backup_codes.create, few)


@liberty("refused-for-what-it-is", fact="AUTH-276, AUTH-284, AUTH-396")
def refused_otherwise(server: "Reference") -> None:
    """A second factor that is not due or not there is refused as forbidden."""
    for method in (server.sign_ins.need_status, server.sign_ins.prove_second):
        _forbidding(method)


def _forbidding(method: Callable[..., None]) -> None:
    def forbidding(*given: Any) -> None:
        try:
            method(*given)
        except Problem as problem:
            forbidden = problem.code in {"client_state_invalid", "no_second_factors", "verification_missing"}
            raise refuse("resource_forbidden") if forbidden else problem from None

    replace(method, forbidding)


FLAGS = ("reserved_for_second_factor", "default_second_factor")


@liberty("phone-number-plain", fact="USER-240")
def phone_number_plain(server: "Reference") -> None:
    """A number that is no second factor says nothing of second factors."""

    def plain(shown: View) -> View:
        return {name: value for name, value in shown.items() if value or name not in FLAGS}

    alter(server.views.phone_number, plain)
