"""What is secret: by the name that a value stands under, or by its own shape. Nothing is remembered here."""

import re

PUBLIC_CODE = "424242"
"""The documented code of test addresses: no secret, and needed to repeat a request."""
SETTINGS = frozenset({"on", "off", "required"})
"""What an environment says of `password`, and nobody chooses as one."""
HEADERS = frozenset(
    {"authorization", "cookie", "set-cookie", "proxy-authorization", "clerk-db-jwt", "clerk-secret-key"}
)
LISTS = frozenset({"codes", "backup_codes"})
_NAMES = frozenset(
    {
        "__client",
        "__session",
        "__clerk_db_jwt",
        "__dev_session",
        "__clerk_testing_token",
        "__clerk_ticket",
        "__clerk_token",
        "__clerk_handshake",
        "__clerk_handshake_nonce",
        "rotating_token_nonce",
        "password",
        "current_password",
        "new_password",
        "code",
        "backup_code",
        "token",
        "ticket",
        "jwt",
        "secret",
        "secret_key",
        "client_secret",
        "access_token",
        "refresh_token",
        "id_token",
        "captcha_token",
        "proof_token",
        "expired_token",
        "code_verifier",
        "nonce",
        "challenge",
        "state",
        "signature",
        "uri",
        "public_key_credential",
        "samlresponse",
        "samlrequest",
        "relaystate",
        "assertion",
        "client_assertion",
        "otp",
    }
)
_ALIKE = re.compile(r"passw|passphrase|secret|private_?key|signature|credential|(?:token|jwt|assertion|_nonce)$")
"""Names that nobody documented: what a target may call a secret that it should not show."""
_WORDS = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
"""Error codes, strategies, kinds: as catalogues write them, and no secret of a machine."""

_SHAPES = re.compile(
    r"eyJ[\w-]{5,}(?:\.[\w-]*){0,2}"  # a JWT, or the beginning of one
    r"|\bsk_(?:test|live)_\w+"  # a secret key
    r"|\bak_\w{40,}"  # the secret of an API key: its id is shorter
    r"|\bdvb_\w+"  # a dev browser
    r"|\bop(?:at|rt)_[\w-]+"  # a token of our own OpenID provider
    r"|\bo(?:at|rt)_[\w-]+"  # a token of an OAuth provider
    r"|\b\d{10}-c_\w{20,}"  # a testing token
    r"|\b0x[0-9a-fA-F]{100,}"  # a wallet's signature
    r"|\botpauth://[^\s'\"<>]+"  # an authenticator app's secret, as its picture has it
)
_MARKS = ("eyJ", "sk_", "ak_", "dvb_", "at_", "rt_", "-c_", "0x", "otpauth:")
"""One of them is in each of these; to look for a mark costs a tenth of looking for a shape."""


def unshaped(text: str, mask: str) -> str:
    """A text with ``mask`` for whatever shows by itself that it is secret."""
    return _SHAPES.sub(mask, text) if any(mark in text for mark in _MARKS) else text


def named(name: str) -> bool:
    """Whether whatever stands under this name is secret."""
    bare = name.lower()
    return bare in _NAMES or (bare.startswith(("__client_", "__session_")) and not bare.startswith("__client_uat"))


def secret(name: str, value: str) -> bool:
    """The same of a value in an answer or a text, where `code` is also the name of an error's, which is a word."""
    if not value or value in SETTINGS or value == PUBLIC_CODE:
        return False
    if named(name):
        return name.lower() != "code" or not _WORDS.fullmatch(value)
    return bool(_ALIKE.search(name.lower())) and not _WORDS.fullmatch(value)
