"""Phone numbers as second factors: reserved for it, one of them the default (USER-244 to USER-250).

| number | event | next | refused with |
|---|---|---|---|
| proven, another identification is left | reserve | reserved, the default if it is the first | |
| not proven | reserve | | 400 identification_update_second_factor_unverified |
| the only identification | reserve | | 400 identification_update_failed |
| reserved | make default | default, and no other is | |
| not reserved | make default | | 400 identification_update_failed |
| default | make not default | | 422 form_disable_default_second_factor_not_allowed |
| reserved | release, delete | free or gone; another reserved one becomes the default | |
"""

from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class SecondFactorNumbers:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def of(self, user: User) -> list[Identification]:
        """The numbers that this user's second factor can be proven with."""
        return [item for item in user.phone_numbers if item.verified and item.reserved_for_second_factor]

    def update(self, user: User, item: Identification, reserve: bool | None, default: bool | None) -> list[str] | None:
        """Either all of it or none. What it gives are the user's first backup codes (USER-245)."""
        before = item.reserved_for_second_factor
        will_be_reserved = before if reserve is None else reserve
        if will_be_reserved and not before:
            self.refuse_reserving(user, item)
        if default and not will_be_reserved:
            raise refuse("identification_update_failed")
        if default is False and item.default_second_factor and will_be_reserved:
            raise refuse("form_disable_default_second_factor_not_allowed", "default_second_factor")
        codes = self.reserve(user, item) if will_be_reserved and not before else None
        if before and not will_be_reserved:
            self.release(user, item)
        if default:
            self.make_default(user, item)
        self.server.identifications.touched(item)
        self.server.users.changed(user)
        return codes

    def refuse_reserving(self, user: User, item: Identification) -> None:
        self.server.second_factors.need_served("phone_code")
        if not item.verified:
            raise refuse("identification_update_second_factor_unverified")
        others = [other for other in user.identifications() if other is not item]
        if user.username is None and not any(map(self.server.identifications.identifies, others)):
            raise refuse("identification_update_failed")

    def reserve(self, user: User, item: Identification) -> list[str] | None:
        """Nobody signs in by this number any more: it leads no longer, and is not found (USER-249)."""
        item.reserved_for_second_factor = True
        self.server.identifications.lead_anew(user, item)
        return self.reserved(user)

    def reserved(self, user: User) -> list[str] | None:
        """A number joined the second factors: one of them is the default (USER-247)."""
        numbers = self.of(user)
        if not any(item.default_second_factor for item in numbers):
            numbers[0].default_second_factor = True
        codes = self.server.second_factors.first_backup_codes(user)
        self.server.second_factors.settle(user)
        return codes

    def release(self, user: User, item: Identification) -> None:
        self.server.second_factors.refuse_last(user, item)
        item.reserved_for_second_factor = False
        self.given_up(user, item)
        if item.verified and user.primary(item.kind) is None:
            user.set_primary(item.kind, item.id)

    def given_up(self, user: User, item: Identification) -> None:
        """A number left the second factors, if it was among them (USER-248)."""
        was_default, item.default_second_factor = item.default_second_factor, False
        numbers = self.of(user)
        if was_default and numbers:
            numbers[0].default_second_factor = True
        self.server.second_factors.settle(user)

    def make_default(self, user: User, item: Identification) -> None:
        for one in self.of(user):
            one.default_second_factor = one is item
