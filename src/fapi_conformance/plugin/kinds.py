"""Stories told once of each kind: of email addresses, phone numbers and wallets, or of every place for a code."""

from collections.abc import Mapping, Sequence

import pytest

from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import identification as required
from fapi_conformance.requirements import sign_in_by_code
from fapi_conformance.target.code_places import PLACES
from fapi_conformance.target.identifications import EMAIL, PHONE, WALLET, Kind
from fapi_conformance.verdict.requirement import Requirement

IDENTIFICATIONS = (
    ("email-address", EMAIL, required.EMAIL_ADDRESS),
    ("phone-number", PHONE, required.PHONE_NUMBER),
    ("wallet", WALLET, required.WALLET),
)
CODES = (("email-code", EMAIL, sign_in_by_code.EMAIL), ("phone-code", PHONE, sign_in_by_code.PHONE))


def of_each_kind(*shown: str) -> pytest.MarkDecorator:
    """Make a test once for each kind of identification: given ``kind``, and in ``must`` what is required of it.

    ``shown`` names the requirements that it proves, as members of ``must``.
    """
    return _each(IDENTIFICATIONS, shown)


def of_each_code(*shown: str) -> pytest.MarkDecorator:
    """As above, for a sign-in by the code that is sent to one of that kind."""
    return _each(CODES, shown)


def _each(stories: Sequence[tuple[str, Kind, object]], shown: Sequence[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("kind", "must"),
        [
            pytest.param(kind, must, id=name, marks=proves(*(getattr(must, one) for one in shown)))
            for name, kind, must in stories
        ],
    )


def of_each_place(*shown: Mapping[str, Requirement], only: Sequence[str] = ()) -> pytest.MarkDecorator:
    """Make a test once for each place that takes a code: given its name as ``place``.

    ``shown`` are the requirements that it proves, each by place; a place of which none is required is left out.
    """
    names = [name for name in PLACES if any(name in one for one in shown) and (not only or name in only)]
    return pytest.mark.parametrize(
        "place",
        [
            pytest.param(name, id=name.lower(), marks=proves(*(one[name] for one in shown if name in one)))
            for name in names
        ],
    )
