"""Sensitive operations that are done in a session however long ago its factors were proven: one fault each."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.services.reverifications import SENSITIVE

GUARDED = {
    "ADD-EMAIL": ("POST", "/v1/me/email_addresses"),
    "DELETE-EMAIL": ("DELETE", "/v1/me/email_addresses/{email_id}"),
    "ADD-PHONE": ("POST", "/v1/me/phone_numbers"),
    "DELETE-PHONE": ("DELETE", "/v1/me/phone_numbers/{phone_number_id}"),
    "USERNAME": ("PATCH", "/v1/me"),
    "ADD-TOTP": ("POST", "/v1/me/totp"),
    "ADD-PASSKEY": ("POST", "/v1/me/passkeys"),
    "DELETE-PASSKEY": ("DELETE", "/v1/me/passkeys/{passkey_id}"),
    "REVOKE-SESSION": ("POST", "/v1/me/sessions/{session_id}/revoke"),
    "DELETE-SELF": ("DELETE", "/v1/me"),
    "DELETE-TOTP": ("DELETE", "/v1/me/totp"),
    "BACKUP-CODES": ("POST", "/v1/me/backup_codes"),
    "PRIMARY": ("PATCH", "/v1/me"),
}
"""What is guarded, by the case of its requirement."""


def _place(exchange: Exchange) -> tuple[str, str]:
    return exchange.method, exchange.resource.template if exchange.resource else ""


def _unguarded(case: str, operation: tuple[str, str]) -> None:
    if operation not in SENSITIVE:
        raise LookupError(f"{operation} is not guarded: there is nothing to leave open")

    def seed(server: Reference) -> None:
        original = replace(
            server.reverifications.sensitive, lambda exchange: _place(exchange) != operation and original(exchange)
        )

    seed.__doc__ = f"{' '.join(operation)} is done however long ago the factors of its session were proven."
    fault(f"reverification.unguarded-{case.lower()}", caught_by=(f"REVERIFICATION.REQUIRED.{case}",))(seed)


for _case, _operation in GUARDED.items():
    _unguarded(_case, _operation)


@fault(
    "reverification.unlocks-nothing",
    caught_by=("REVERIFICATION.REQUIRED.ADD-EMAIL", "REVERIFICATION.REQUIRED.DELETE-SELF"),
)
def unlocks_nothing(server: Reference) -> None:
    """A session that was once too old stays so, however often it is verified anew."""
    too_old: set[str] = set()

    def fresh(session: Session) -> bool:
        if not original(session):
            too_old.add(session.id)
        return session.id not in too_old

    original = replace(server.reverifications.fresh, fresh)


@fault("reverification.asked-for-although-off", caught_by=("REVERIFICATION.OFF",))
def asked_for_although_off(server: Reference) -> None:
    """The environment says that there is no reverification, and operations ask for it all the same."""
    original = replace(server.views.auth_config, lambda: original() | {"reverification": False})


@fault("reverification.asked-for-a-name", caught_by=("REVERIFICATION.HARMLESS",))
def asked_for_a_name(server: Reference) -> None:
    """A change of a name is as sensitive as one of the username."""
    original = replace(
        server.reverifications.sensitive,
        lambda exchange: _place(exchange) == ("PATCH", "/v1/me") or original(exchange),
    )
