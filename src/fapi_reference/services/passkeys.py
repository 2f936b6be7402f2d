"""Passkeys: the keys of a user, from the ceremony that makes one to the sign-in that it proves (USER-300 to USER-309).

| state | event | next | answer |
|---|---|---|---|
| none | create | unverified | 200, with the options of the ceremony |
| unverified | the right credential | verified | 200 |
| unverified | another challenge | unverified | 400 passkey_invalid_verification |
| unverified | anything else | unverified | 422 passkey_invalid_public_key_credential |
| unverified | lifetime over | expired | 400 verification_expired |
| verified | attempt | verified | 400 verification_already_verified |
| any | delete | none | 200 |
"""

from typing import TYPE_CHECKING, Any

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.factors import Credential, Passkey
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.services.ceremonies import UNUSABLE
from fapi_reference.services.user_agents import told as told_by

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

NAME_LIMIT = 255
CREDENTIAL_ID_LIMIT = 1023
"""Bytes (WebAuthn Level 3, section 4, credential ID)."""


class Passkeys:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # which

    def need_served(self) -> None:
        if not self.server.settings.attributes.passkey.enabled:
            raise refuse("feature_not_enabled")

    def named(self, user: User, passkey_id: str) -> Passkey:
        """One of this user's own; another's is as unknown as one that never was (USER-306)."""
        mine = next((one for one in user.passkeys if one.id == passkey_id), None)
        if mine is None:
            raise refuse("resource_not_found")
        return mine

    def usable(self, user: User) -> list[Passkey]:
        """Those that were verified: no other one is listed or proves anything (USER-307, SEC-181)."""
        return [one for one in user.passkeys if one.credential]

    def by_credential(self, told: dict[str, Any]) -> tuple[User, Passkey]:
        """Whose key it is that is shown."""
        passkey = self.server.store.credentials.get(str(told.get("id")))
        user = self.server.store.users.get(passkey.user_id) if passkey else None
        if passkey is None or user is None:
            raise refuse("passkey_not_registered")
        return user, passkey

    # making one

    def create(self, user: User, exchange: "Exchange") -> Passkey:
        self.need_served()
        self.drop_unfinished(user)
        if len(self.usable(user)) >= self.server.settings.passkeys.quota:
            raise refuse("passkey_quota_exceeded")
        now = self.server.clock.now()
        made = Passkey(
            id=new_id("idn"),
            user_id=user.id,
            name=self.called(exchange.header("user-agent") or ""),
            verification=self.server.ceremonies.to_register(user, exchange),
            created_at=now,
            updated_at=now,
        )
        user.passkeys.append(made)
        self.server.store.passkeys[made.id] = made
        self.server.users.changed(user)
        return made

    def drop_unfinished(self, user: User) -> None:
        """Ceremonies that came to nothing in time."""
        for one in list(user.passkeys):
            if self.server.codes.status(one.verification) == "expired":
                self.forget(user, one)

    def called(self, user_agent: str) -> str:
        """What people recognise it by, until they name it."""
        seen = told_by(user_agent)
        return " on ".join(part for part in (seen.browser_name, seen.device_type) if part) or "Passkey"

    def verify(self, user: User, passkey: Passkey, text: str) -> None:
        ceremonies, verification = self.server.ceremonies, passkey.verification
        self.need_open(verification)
        told, ceremony = ceremonies.read(text), verification.ceremony
        if ceremony is None:
            raise refuse("verification_missing")
        answered = ceremonies.challenged(told)
        if answered is not None and answered != ceremony.challenge:
            raise refuse("passkey_invalid_verification")
        credential = ceremonies.registered(told, ceremony)
        self.refuse_unfit(credential)
        passkey.credential = credential
        self.server.store.credentials[credential.spelled] = passkey
        verification.status, verification.ceremony = "verified", None
        self.touched(passkey)
        self.server.users.changed(user)

    def need_open(self, verification: Verification) -> None:
        status = self.server.codes.status(verification)
        if status == "verified":
            raise refuse("verification_already_verified")
        if status == "expired":
            raise refuse("verification_expired")

    def refuse_unfit(self, credential: Credential) -> None:
        """Each credential is somebody's, once (WebAuthn Level 3, section 7.1; SEC-179)."""
        if credential.spelled in self.server.store.credentials or len(credential.id) > CREDENTIAL_ID_LIMIT:
            raise refuse(UNUSABLE, "public_key_credential")

    # living with it

    def rename(self, passkey: Passkey, name: str) -> None:
        if not passkey.credential:
            raise refuse("passkey_identification_not_verified")
        if len(name) > NAME_LIMIT:
            raise refuse("form_param_max_length_exceeded", "name")
        passkey.name = name
        self.touched(passkey)

    def touched(self, passkey: Passkey) -> None:
        passkey.updated_at = max(self.server.clock.now(), passkey.updated_at)

    def remove(self, user: User, passkey: Passkey) -> None:
        self.forget(user, passkey)
        self.server.users.changed(user)

    def forget(self, user: User, passkey: Passkey) -> None:
        user.passkeys.remove(passkey)
        self.server.store.passkeys.pop(passkey.id, None)
        if passkey.credential:
            self.server.store.credentials.pop(passkey.credential.spelled, None)

    # proving somebody

    def ask(self, exchange: "Exchange", user: User) -> Verification:
        """For one of the keys of somebody who is known already: the device is told which."""
        passkeys = self.usable(user)
        if not passkeys:
            raise refuse("no_passkeys_found_for_user")
        return self.server.ceremonies.to_sign_in(exchange, passkeys)

    def prove(self, verification: Verification | None, text: str, user: User | None) -> User:
        """Who has shown their key in this ceremony; where somebody is expected, nobody else (SEC-175 to SEC-177)."""
        if verification is None:
            raise refuse("verification_missing")
        if verification.strategy != "passkey" or verification.ceremony is None:
            raise refuse("verification_strategy_invalid")
        self.need_open(verification)
        told = self.server.ceremonies.read(text)
        owner, passkey = self.by_credential(told)
        if user is not None and owner.id != user.id:
            raise refuse("passkey_authentication_failure")
        self.refuse_other_handle(told, owner)
        self.server.lockout.refuse_locked(owner)
        if passkey.credential is None:
            raise refuse("passkey_not_registered")
        count = self.server.ceremonies.asserted(told, passkey.credential, verification.ceremony)
        passkey.credential.sign_count = count
        passkey.last_used_at = self.server.clock.now()
        verification.status, verification.ceremony = "verified", None
        return owner

    def refuse_other_handle(self, told: dict[str, Any], owner: User) -> None:
        """The device may name whose it thinks that the key is: it has to be so (WebAuthn Level 3, section 7.2)."""
        from webauthn.helpers import base64url_to_bytes

        handle = told["response"].get("userHandle")
        if not handle:
            return
        with self.server.ceremonies.refusing(refuse("passkey_authentication_failure")):
            if base64url_to_bytes(handle) != owner.id.encode():
                raise ValueError("another user")
