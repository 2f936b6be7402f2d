"""What an organization sees of somebody, and what not."""

from fapi_conformance.client.exchange import Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import at
from fapi_conformance.target.member import Member

NOT_PUBLIC = frozenset(
    {"email_addresses", "phone_numbers", "web3_wallets", "passkeys", "external_accounts", "private_metadata"}
    | {"unsafe_metadata", "password_enabled", "totp_enabled", "two_factor_enabled", "backup_code_enabled"}
    | {"sessions", "last_sign_in_at", "organization_memberships"}
)
"""What no organization sees of somebody; any other member more is a warning of its own (GEN-009)."""


def only_public(item: Json, who: Member, *secrets: str) -> None:
    """A thing that is about somebody shows no more of them than public data, and none of these texts.

    One address or number is what they are known by, and public.
    """
    shown = at(item, "public_user_data")
    if told := NOT_PUBLIC & shown.keys() if isinstance(shown, dict) else set():
        where = f"public_user_data.{min(told)}"
        raise Deviation(expected="nothing but public data", got=", ".join(sorted(told)), where=where)
    known_by = str(at(shown, "identifier"))
    for secret in (*secrets, who.email, who.phone_number, who.password):
        if secret and secret != known_by and secret in str(item):
            raise Deviation(expected="nothing but public data", got="more of the account", where="public_user_data")
