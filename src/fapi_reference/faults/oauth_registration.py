"""Deviations of the registration of applications by themselves."""

from typing import Any

from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.reference import Reference

OFF = "[oauth]\ndynamic_registration = false\n"
WEAK = 8
Registered = tuple[OAuthApplication, str | None]


@fault("oauth-registration.words-lost", caught_by=("OAUTH-REGISTRATION.MADE",))
def words_lost(server: Reference) -> None:
    """The home page that an application names is lost."""
    without(server.views.registered_client, "client_uri")


@fault("oauth-registration.milliseconds", caught_by=("OAUTH-REGISTRATION.TIMES",))
def milliseconds(server: Reference) -> None:
    """The time at which an id was made is in milliseconds."""
    alter(
        server.views.registered_client,
        lambda shown: shown | {"client_id_issued_at": shown["client_id_issued_at"] * 1000},
    )


@fault("oauth-registration.public-secret", caught_by=("OAUTH-REGISTRATION.PUBLIC",))
def public_secret(server: Reference) -> None:
    """An application that shows no secret gets one."""

    def make(application: OAuthApplication) -> str | None:
        return original(application) or server.oauth_applications.rotate_secret(application)

    original = replace(server.oauth_applications.make, make)


@fault("oauth-registration.nameless", caught_by=("OAUTH-REGISTRATION.DEFAULTS",))
def nameless(server: Reference) -> None:
    """Who says no name is called by none of their own."""

    def named(shown: dict[str, Any]) -> dict[str, Any]:
        return shown | {"client_name": "Application"} if shown["client_name"] == shown["client_id"] else shown

    alter(server.views.registered_client, named)


@fault("oauth-registration.challenge-needed", caught_by=("OAUTH-REGISTRATION.USABLE",))
def challenge_needed(server: Reference) -> None:
    """An application that registered itself gets no code without a code challenge."""
    original = replace(
        server.oauth_requests.needs_challenge,
        lambda application: application.dynamically_registered or original(application),
    )


def _registering(server: Reference, register: Any) -> None:
    """Take whatever is said, and do something with it."""
    replace(server.oauth_registrations.need_known, lambda _told: None)
    original = replace(server.oauth_registrations.register, lambda told: register(original, told))


@fault("oauth-registration.consent-waived", caught_by=("OAUTH-REGISTRATION.CONSENT",))
def consent_waived(server: Reference) -> None:
    """An application says of itself that nobody has to be asked for consent."""

    def register(original: Any, told: dict[str, Any]) -> Registered:
        made, secret = original(told)
        made.consent_screen = told.get("consent_screen_enabled", True) is not False
        return made, secret

    _registering(server, register)


@fault("oauth-registration.id-chosen", caught_by=("OAUTH-REGISTRATION.PRIVILEGES",))
def id_chosen(server: Reference) -> None:
    """An application chooses its id."""

    def register(original: Any, told: dict[str, Any]) -> Registered:
        new = replace(server.oauth_applications.new_client_id, lambda: told.get("client_id") or new())
        try:
            made: Registered = original(told)
        finally:
            replace(server.oauth_applications.new_client_id, new)
        return made

    _registering(server, register)


@fault("oauth-registration.any-scope", caught_by=("OAUTH-REGISTRATION.PRIVILEGES",))
def any_scope(server: Reference) -> None:
    """An application registers whatever scope it names."""
    replace(server.oauth_registrations.scopes, lambda text: tuple((text or "").split()))


@fault("oauth-registration.same-again", caught_by=("OAUTH-REGISTRATION.DISTINCT",))
def same_again(server: Reference) -> None:
    """The same words make the same application."""
    known: dict[str, Registered] = {}

    def register(told: dict[str, Any]) -> Registered:
        if repr(told) not in known:
            known[repr(told)] = original(told)
        return known[repr(told)]

    original = replace(server.oauth_registrations.register, register)


@fault("oauth-registration.weak-secret", caught_by=("OAUTH-REGISTRATION.SECRET-STRENGTH",))
def weak_secret(server: Reference) -> None:
    """A secret has eight letters."""
    original = replace(server.oauth_applications.rotate_secret, lambda application: original(application)[:WEAK])


@fault("oauth-registration.no-address", caught_by=("OAUTH-REGISTRATION.REDIRECT-URIS",))
def no_address(server: Reference) -> None:
    """An application needs no address to go back to, and any text is one."""
    replace(
        server.oauth_registrations.addresses,
        lambda given: tuple(map(str, given)) if isinstance(given, list) else (),
    )


@fault("oauth-registration.any-address", caught_by=("OAUTH-REGISTRATION.REDIRECT-URIS.SAFE",))
def any_address(server: Reference) -> None:
    """Scripts and files are addresses to go back to."""
    replace(server.oauth_registrations.good, lambda address: ":" in address)


@fault("oauth-registration.errors-of-its-own", caught_by=("OAUTH-REGISTRATION.ERROR",))
def errors_of_its_own(server: Reference) -> None:
    """A registration without an address is refused by an error of another standard."""

    def addresses(given: Any) -> tuple[str, ...]:
        try:
            return original(given)
        except OAuthProblem:
            raise OAuthProblem("invalid_request") from None

    original = replace(server.oauth_registrations.addresses, addresses)


@fault("oauth-registration.endless-words", caught_by=("OAUTH-REGISTRATION.LIMITS",))
def endless_words(server: Reference) -> None:
    """What an application says of itself may be as long as it likes."""
    replace(server.oauth_registrations.text, lambda told, name, _longest: told.get(name) or None)


@fault("oauth-registration.script-for-a-logo", caught_by=("OAUTH-REGISTRATION.DISPLAY",))
def script_for_a_logo(server: Reference) -> None:
    """The address of a logo may be a script."""
    replace(server.oauth_registrations.need_web_address, lambda _address: None)


@fault("oauth-registration.switch-ignored", settings=OFF, caught_by=("OAUTH-REGISTRATION.OFF",))
def switch_ignored(server: Reference) -> None:
    """Applications register themselves where that is off."""
    replace(server.oauth_registrations.need_enabled, lambda: None)


@fault("oauth-registration.off-oddly", settings=OFF, caught_by=("OAUTH-REGISTRATION.OFF.REFUSED",))
def off_oddly(server: Reference) -> None:
    """Where registration is off it is a path that there is not."""

    def need() -> None:
        raise refuse("resource_not_found")

    replace(server.oauth_registrations.need_enabled, need)
