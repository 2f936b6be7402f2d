"""Tokens for services that know the application's users (USER-040, USER-041).

The published document names the operation and the form of its answer, and nothing of what such a token says. What is
made here is what the two services of that time document: Firebase takes a token of a service account, Hasura one with
claims under its own name.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse
from fapi_reference.records.application import Integration
from fapi_reference.records.people import User
from fapi_reference.services import signing
from fapi_reference.services.keys import ALGORITHM

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LIFETIME = 3_600
FIREBASE, HASURA = "firebase", "hasura"
FIREBASE_AUDIENCE = "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit"
HASURA_CLAIMS = "https://hasura.io/jwt/claims"
HASURA_ROLE = "user"

Claims = dict[str, Any]


class ServiceTokens:
    def __init__(self, server: "Reference") -> None:
        self.server = server
        self.claims: Mapping[str, Callable[[Integration, User], Claims]] = {
            FIREBASE: self.firebase,
            HASURA: self.hasura,
        }

    def wired(self, service: str) -> Integration:
        """One that the application was never wired to is as unknown as one that there is not."""
        found = next((one for one in self.server.store.integrations.values() if one.service == service), None)
        if found is None:
            raise refuse("resource_not_found")
        return found

    def issue(self, service: str, user: User) -> str:
        wired = self.wired(service)
        now = self.server.clock.seconds()
        claims = self.claims[service](wired, user) | {"iat": now, "exp": now + LIFETIME}
        if wired.signing_key is None:
            return self.server.keys.sign({"alg": ALGORITHM, "kid": self.server.keys.kid, "typ": "JWT"}, claims)
        header = {"alg": wired.signing_algorithm, "typ": "JWT"}
        return signing.sign(wired.signing_algorithm, wired.signing_key, header, claims)

    def firebase(self, wired: Integration, user: User) -> Claims:
        return {"iss": wired.account, "sub": wired.account, "aud": FIREBASE_AUDIENCE, "uid": user.id}

    def hasura(self, _wired: Integration, user: User) -> Claims:
        roles = {"x-hasura-default-role": HASURA_ROLE, "x-hasura-allowed-roles": [HASURA_ROLE]}
        return {"iss": self.server.issuer, "sub": user.id, HASURA_CLAIMS: roles | {"x-hasura-user-id": user.id}}
