"""The passkeys of our own making, held against two libraries that others made: each reads and verifies them anew."""

import dataclasses
import json
from typing import Any

import pytest
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException

from fapi_conformance.devices import Passkeys, cose
from fapi_conformance.devices.passkeys import CREATE, GET, Options, Wrong, algorithms_of, decoded, encoded
from fapi_conformance.errors import NotTestable

ORIGIN = "https://app.example.com"
PARTY = "example.com"
CHALLENGE = bytes(range(32))
ANOTHER = cose.key_for(cose.ES256)
ALGORITHMS = (cose.ES256, cose.EDDSA, cose.RS256, cose.ES512)


def to_create(*algorithms: int, **more: Any) -> str:
    options: dict[str, Any] = {
        "rp": {"id": PARTY, "name": "Example"},
        "user": {"id": encoded(b"user_1"), "name": "ada", "displayName": "Ada"},
        "challenge": encoded(CHALLENGE),
        "pubKeyCredParams": [{"type": "public-key", "alg": one} for one in algorithms or (cose.ES256,)],
    }
    return json.dumps(options | more)


def to_sign(**more: Any) -> str:
    return json.dumps({"rpId": PARTY, "challenge": encoded(CHALLENGE), "userVerification": "required"} | more)


def by_webauthn(created: str, signed: str | None = None, count: int = 0) -> None:
    """Raises where py_webauthn would not take them."""
    made = verify_registration_response(
        credential=created,
        expected_challenge=CHALLENGE,
        expected_rp_id=PARTY,
        expected_origin=ORIGIN,
        require_user_verification=True,
        supported_pub_key_algs=[COSEAlgorithmIdentifier(one) for one in ALGORITHMS],
    )
    if signed is not None:
        verify_authentication_response(
            credential=signed,
            expected_challenge=CHALLENGE,
            expected_rp_id=PARTY,
            expected_origin=ORIGIN,
            credential_public_key=made.credential_public_key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )


def by_fido2(created: str, signed: str | None = None) -> None:
    """Raises where python-fido2 would not take them. It looks at no counter."""
    server = Fido2Server(PublicKeyCredentialRpEntity(name="Example", id=PARTY), verify_origin=lambda one: one == ORIGIN)
    required = UserVerificationRequirement.REQUIRED
    user = PublicKeyCredentialUserEntity(name="ada", id=b"user_1", display_name="Ada")
    _, state = server.register_begin(user, user_verification=required, challenge=CHALLENGE)
    registered = server.register_complete(state, RegistrationResponse.from_dict(json.loads(created)))
    assert registered.credential_data is not None
    if signed is not None:
        held: AttestedCredentialData = registered.credential_data
        _, state = server.authenticate_begin([held], user_verification=required, challenge=CHALLENGE)
        server.authenticate_complete(state, [held], AuthenticationResponse.from_dict(json.loads(signed)))


@pytest.fixture
def device() -> Passkeys:
    return Passkeys(ORIGIN)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_both_libraries_take_what_is_right(algorithm: int, device: Passkeys) -> None:
    created = device.create(to_create(algorithm))
    signed = device.sign(to_sign())

    by_webauthn(created, signed)
    by_fido2(created, signed)
    assert device.held[0].key.algorithm == algorithm


def test_an_app_answers_in_the_name_of_its_domain() -> None:
    app = Passkeys("https://api.elsewhere.example", app=True)

    told = json.loads(decoded(json.loads(app.create(to_create()))["response"]["clientDataJSON"]))

    assert told["origin"] == f"https://{PARTY}"


BAD_REGISTRATIONS = (
    Wrong(challenge=bytes(32)),
    Wrong(origin="https://evil.test"),
    Wrong(kind=GET),
    Wrong(rp_id="evil.test"),
    Wrong(absent=True, unverified=True),
    Wrong(unverified=True),
)
BAD_PROOFS = (
    Wrong(challenge=bytes(32)),
    Wrong(origin="https://evil.test"),
    Wrong(kind=CREATE),
    Wrong(rp_id="evil.test"),
    Wrong(absent=True, unverified=True),
    Wrong(unverified=True),
    Wrong(tampered=True),
    Wrong(signer=ANOTHER),
)


def told_wrong(wrong: Wrong) -> str:
    return ", ".join(one.name for one in dataclasses.fields(wrong) if getattr(wrong, one.name))


@pytest.mark.parametrize("wrong", BAD_REGISTRATIONS, ids=told_wrong)
def test_both_libraries_refuse_a_registration_that_lies(wrong: Wrong, device: Passkeys) -> None:
    created = device.create(to_create(), wrong)

    with pytest.raises(WebAuthnException):
        by_webauthn(created)
    with pytest.raises(Exception):  # noqa: B017, PT011  # that library has no kind of its own
        by_fido2(created)


@pytest.mark.parametrize("wrong", BAD_PROOFS, ids=told_wrong)
def test_both_libraries_refuse_a_proof_that_lies(wrong: Wrong, device: Passkeys) -> None:
    created = device.create(to_create())
    signed = device.sign(to_sign(), wrong)

    with pytest.raises(WebAuthnException):
        by_webauthn(created, signed)
    with pytest.raises(Exception):  # noqa: B017, PT011  # that library has no kind of its own
        by_fido2(created, signed)


def test_the_counter_counts_or_goes_back(device: Passkeys) -> None:
    created = device.create(to_create())
    proofs = [device.sign(to_sign()), device.sign(to_sign()), device.sign(to_sign(), Wrong(counter=1))]

    by_webauthn(created, proofs[0])
    by_webauthn(created, proofs[1], count=1)
    with pytest.raises(WebAuthnException):
        by_webauthn(created, proofs[2], count=2)


def test_a_device_that_does_not_count() -> None:
    device = Passkeys(ORIGIN, counts=False)
    created = device.create(to_create())

    by_webauthn(created, device.sign(to_sign()))
    by_webauthn(created, device.sign(to_sign()))


def test_a_key_that_was_not_asked_for(device: Passkeys) -> None:
    created = json.loads(device.create(to_create(cose.ES256), Wrong(key=cose.key_for(cose.ES512))))

    registered = RegistrationResponse.from_dict(created).response.attestation_object.auth_data.credential_data
    assert registered is not None
    assert CoseKey.for_alg(registered.public_key[3]).ALGORITHM == cose.ES512
    assert algorithms_of(to_create(cose.ES256)) == [cose.ES256]


def test_only_the_keys_that_are_allowed_sign(device: Passkeys) -> None:
    first = json.loads(device.create(to_create()))["id"]
    device.create(to_create())

    signed = json.loads(device.sign(to_sign(allowCredentials=[{"type": "public-key", "id": first}])))

    assert signed["id"] == first
    with pytest.raises(AssertionError):
        device.sign(to_sign(allowCredentials=[{"type": "public-key", "id": encoded(b"unknown")}]))


@pytest.mark.parametrize("party", ["other.example", "app.example.com.evil.test", "com.app.example.com"])
def test_a_page_has_no_keys_of_other_sites(party: str, device: Passkeys) -> None:
    with pytest.raises(NotTestable):
        device.create(to_create(rp={"id": party, "name": "x"}))


def test_without_a_party_it_is_the_host_of_the_page(device: Passkeys) -> None:
    device.create(to_create(rp={"name": "Example"}))

    assert device.held[0].rp_id == "app.example.com"


UNREADABLE: tuple[Options | str | None, ...] = (None, "", "[]", "{}", "not json", to_create(challenge=7))


@pytest.mark.parametrize("nonce", UNREADABLE)
def test_options_that_no_browser_could_read_are_a_deviation(nonce: object, device: Passkeys) -> None:
    with pytest.raises(AssertionError):
        device.create(nonce)


def test_no_kind_of_key_that_it_has_is_a_deviation(device: Passkeys) -> None:
    with pytest.raises(AssertionError):
        device.create(to_create(-65535))


def test_it_shows_no_secret(device: Passkeys) -> None:
    device.create(to_create())

    assert "PrivateKey" not in repr(device.held) + repr(device) + repr(device.held[0].key)


@pytest.mark.parametrize("text", ["AQID", "AQIDBA", "AQIDBA==", "-_-_", "+/+/"])
def test_it_reads_every_base64_that_is_seen(text: str) -> None:
    assert decoded(text) == decoded(text.rstrip("=").replace("+", "-").replace("/", "_"))
