"""What a user is known by, in their own hands: added, proven, leading, given up (facts of the account area, section 4).

Email addresses, phone numbers and wallets are one machine; what only numbers can do is in `second_factor_numbers.py`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.services.identifiers import WALLET
from fapi_reference.services.link_sources import OfEmailAddress
from fapi_reference.services.wallets import WEB3

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PROOF: Mapping[tuple[str, str], str] = {
    ("none", "prepare"): "unverified",
    ("unverified", "prepare"): "unverified",
    ("failed", "prepare"): "unverified",
    ("expired", "prepare"): "unverified",
    ("unverified", "attempt"): "verified",
}
"""Every step of a verification that leads somewhere; a wrong code leads nowhere or to `failed`, time to `expired`."""

REFUSED: Mapping[tuple[str, str], str] = {
    ("none", "attempt"): "verification_missing",
    ("verified", "prepare"): "verification_already_verified",
    ("verified", "attempt"): "verification_already_verified",
    ("failed", "attempt"): "verification_failed",
    ("expired", "attempt"): "verification_expired",
}
"""Every other step, by the code that it is refused with."""

PROVES = {
    "email_address": frozenset({"email_code", "email_link", "enterprise_sso"}),
    "phone_number": frozenset({"phone_code"}),
    WALLET: WEB3,
}
"""The strategies that an identification of each kind is proven by (USER-226, USER-242, USER-262)."""


class Identifications:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # which

    def of(self, user: User, kind: str) -> list[Identification]:
        return user.listed(kind)

    def named(self, user: User, kind: str, item_id: str) -> Identification:
        """One of this user's own; another's is as unknown as one that never was (USER-209, USER-210)."""
        item = next((item for item in self.of(user, kind) if item.id == item_id), None)
        if item is None:
            raise refuse("resource_not_found")
        return item

    # adding

    def add(self, user: User, kind: str, value: str, *, reserve: bool = False) -> Identification:
        """Nothing is proven or sent yet, and nobody is kept from it before it is proven (USER-200, USER-223)."""
        problem = self.server.identifiers.problem(kind, value)
        if problem:
            raise problem
        if self.refuses(user, kind, value):
            raise refuse("form_identifier_exists", kind)
        item = self.server.users.new_identification(kind, value, None)
        item.reserved_for_second_factor = reserve
        self.of(user, kind).append(item)
        self.server.users.changed(user)
        return item

    def refuses(self, user: User, kind: str, value: str) -> bool:
        """Taken by anybody, or on this user's list already."""
        normal = self.server.identifiers.normal(kind, value)
        return self.server.identifiers.taken(kind, value) or any(item.value == normal for item in self.of(user, kind))

    # proving

    def state(self, item: Identification) -> str:
        return self.server.codes.status(item.verification) if item.verification else "none"

    def need(self, item: Identification, event: str) -> None:
        here = (self.state(item), event)
        if here not in PROOF:
            raise refuse(REFUSED[here])

    def prepare(self, item: Identification, strategy: str, client: Client, redirect_url: str | None = None) -> None:
        """``redirect_url`` where the strategy sends a link."""
        self.need(item, "prepare")
        item.verification = self.begun(item, strategy, client, redirect_url)
        self.touched(item)

    def begun(self, item: Identification, strategy: str, client: Client, redirect_url: str | None) -> Verification:
        if strategy in WEB3:
            return self.server.wallets.begin(strategy, item.value)
        if redirect_url is None:
            return self.server.codes.send(strategy, item.value, item.verification)
        source = OfEmailAddress(item.id, client.id)
        return self.server.links.send(source, item.value, redirect_url, item.verification)

    def attempt(self, user: User, item: Identification, secret: str) -> None:
        """Whoever proves an address first has it: what somebody else proved meanwhile cannot be proven again."""
        self.need(item, "attempt")
        if item.verification is None:
            raise refuse("verification_missing")
        self.refuse_claimed(user, item)
        self.server.proofs.check(item.verification, secret)
        self.touched(item)
        self.proven(user, item)

    def refuse_claimed(self, user: User, item: Identification) -> None:
        if self.server.identifiers.taken(item.kind, item.value, by_other_than=user.id):
            raise refuse("identification_claimed")

    def proven(self, user: User, item: Identification) -> None:
        """The first proven one of its kind becomes the primary one (USER-208)."""
        self.server.users.hold(user, item.kind, item.value)
        if item.reserved_for_second_factor:
            self.server.second_factor_numbers.reserved(user)
        elif user.primary(item.kind) is None:
            user.set_primary(item.kind, item.id)
        self.server.users.changed(user)
        if item.kind == "email_address":
            self.server.enrollments.address_proven(user, item.value)

    def touched(self, item: Identification) -> None:
        item.updated_at = max(self.server.clock.now(), item.updated_at)

    # giving up

    def remove(self, user: User, item: Identification) -> None:
        """Anybody may take it afterwards, and no pointer of the user leads to it any more (USER-207, USER-208)."""
        self.refuse_last(user, item)
        self.server.second_factors.refuse_last(user, item)
        self.of(user, item.kind).remove(item)
        self.server.store.identifications.pop(item.id, None)
        if item.verified:
            self.server.store.identifiers.pop((item.kind, item.value), None)
        self.lead_anew(user, item)
        self.server.second_factor_numbers.given_up(user, item)
        self.server.users.changed(user)

    def refuse_last(self, user: User, item: Identification) -> None:
        """USER-207. What was never proven identified nobody and can always go."""
        if not self.identifies(item):
            return
        others = [other for other in user.identifications() if other is not item and self.identifies(other)]
        required = self.server.settings.attributes.named(item.kind).required
        if required and not any(other.kind == item.kind for other in others):
            raise refuse("last_required_identification_deletion_failed")
        elsewhere = self.server.external_accounts.connected(user)
        if not others and not elsewhere and user.username is None:
            raise refuse("identification_deletion_failed")

    def identifies(self, item: Identification) -> bool:
        """Whether its user can be found by it (USER-249)."""
        return item.verified and not item.reserved_for_second_factor

    def lead_anew(self, user: User, item: Identification) -> None:
        """Another one leads where this one did, if there is one (USER-208)."""
        if user.primary_id(item.kind) == item.id:
            others = [one for one in self.of(user, item.kind) if one is not item and self.identifies(one)]
            user.set_primary(item.kind, others[0].id if others else None)
