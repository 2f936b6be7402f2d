"""Deviations of codes that are really sent."""

from typing import Any

from fapi_reference.faults import fault, replace
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.identifiers import TEST_CODE


@fault("mailed-code.another", caught_by=("EMAIL-ADDRESS.MAILED",))
def another(server: Reference) -> None:
    """The code that is sent is not the one that is asked for."""
    send = server.codes.send

    def confused(*args: Any, **options: Any) -> Verification:
        verification = send(*args, **options)
        if verification.code and verification.code != TEST_CODE:
            verification.code = f"{(int(verification.code) + 1) % 1_000_000:06d}"
        return verification

    replace(send, confused)


@fault("mailed-code.echoed", caught_by=("EMAIL-ADDRESS.MAILED.SECRET",))
def echoed(server: Reference) -> None:
    """A verification shows the code that was sent."""
    view = server.views.verification

    def shown(verification: Verification | None) -> dict[str, Any] | None:
        told = view(verification)
        return told | {"nonce": verification.code} if told and verification else told

    replace(view, shown)


@fault("mailed-code.either", caught_by=("EMAIL-ADDRESS.MAILED.OLDER",))
def either(server: Reference) -> None:
    """Every code that was ever sent to an address verifies it."""
    sent: dict[str, set[str]] = {}
    send, matches = server.codes.send, server.codes.matches

    def kept(*args: Any, **options: Any) -> Verification:
        verification = send(*args, **options)
        sent.setdefault(verification.target, set()).add(verification.code or "")
        return verification

    def any_of_them(verification: Verification, code: str) -> bool:
        return code in sent.get(verification.target, set()) or matches(verification, code)

    replace(send, kept)
    replace(matches, any_of_them)


@fault("mailed-code.public", caught_by=("EMAIL-ADDRESS.PUBLIC-CODE",))
def public(server: Reference) -> None:
    """The public code verifies every address."""
    matches = server.codes.matches
    replace(matches, lambda verification, code: code == TEST_CODE or matches(verification, code))
