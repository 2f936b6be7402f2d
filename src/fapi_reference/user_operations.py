"""The rows of what people have of their own in the table of operations."""

from fapi_reference.handlers import (
    devices,
    external_accounts,
    identifications,
    me,
    passkeys,
    passwords,
    pictures,
    second_factors,
)
from fapi_reference.routes import Access, Operation, Routes

VISIT = frozenset(
    ["redirect_url", "action_complete_redirect_url", "additional_scope", "oidc_login_hint", "oidc_prompt"]
)
CONNECT = VISIT | frozenset(["strategy", "enterprise_connection_id", "code", "token"])
CHANGE_PASSWORD = frozenset({"current_password", "new_password", "sign_out_of_other_sessions"})
REMOVE_PASSWORD = frozenset({"current_password"})


def add_to(routes: Routes) -> None:
    add, op = routes.add, Operation

    add("GET", "/v1/me", op(handler=me.read, access=Access.SESSION))
    add("PATCH", "/v1/me", op(handler=me.update, access=Access.SESSION))
    add("PATCH", "/v1/me/metadata", op(handler=me.merge_metadata, access=Access.SESSION))
    add("DELETE", "/v1/me", op(handler=me.delete, access=Access.SESSION))

    changing = op(handler=passwords.change, access=Access.SESSION, known=CHANGE_PASSWORD)
    add("POST", "/v1/me/change_password", changing)
    removing = op(handler=passwords.remove, access=Access.SESSION, known=REMOVE_PASSWORD)
    add("POST", "/v1/me/remove_password", removing)
    add("POST", "/v1/me/profile_image", op(handler=pictures.create, access=Access.SESSION, picture=True))
    add("DELETE", "/v1/me/profile_image", op(handler=pictures.delete, access=Access.SESSION))
    add("GET", "/images/{picture_id}", op(handler=pictures.show, access=Access.OPEN))
    add("POST", "/v1/me/tokens", op(handler=me.create_service_token, access=Access.SESSION))

    add("GET", "/v1/me/sessions", op(handler=devices.listed, access=Access.SESSION))
    add("GET", "/v1/me/sessions/active", op(handler=devices.active, access=Access.SESSION))
    add("POST", "/v1/me/sessions/{session_id}/revoke", op(handler=devices.revoke, access=Access.SESSION))

    for where, by in (
        ("/v1/me/email_addresses", identifications.EMAIL_ADDRESSES),
        ("/v1/me/phone_numbers", identifications.PHONE_NUMBERS),
        ("/v1/me/web3_wallets", identifications.WEB3_WALLETS),
    ):
        one = f"{where}/{{{by.parameter}}}"
        add("GET", where, op(handler=by.listed, access=Access.SESSION))
        add("POST", where, op(handler=by.create, access=Access.SESSION))
        add("GET", one, op(handler=by.read, access=Access.SESSION))
        add("DELETE", one, op(handler=by.delete, access=Access.SESSION))
        add("POST", f"{one}/prepare_verification", op(handler=by.prepare, access=Access.SESSION))
        add("POST", f"{one}/attempt_verification", op(handler=by.attempt, access=Access.SESSION))
    numbers = identifications.PHONE_NUMBERS
    add("PATCH", "/v1/me/phone_numbers/{phone_number_id}", op(handler=numbers.update, access=Access.SESSION))
    passkey = "/v1/me/passkeys/{passkey_id}"
    add("POST", "/v1/me/passkeys", op(handler=passkeys.create, access=Access.SESSION))
    add("GET", passkey, op(handler=passkeys.read, access=Access.SESSION))
    add("PATCH", passkey, op(handler=passkeys.update, access=Access.SESSION, known=frozenset({"name"})))
    add("DELETE", passkey, op(handler=passkeys.delete, access=Access.SESSION))
    shown = frozenset({"strategy", "public_key_credential"})
    add(
        "POST",
        f"{passkey}/attempt_verification",
        op(handler=passkeys.attempt, access=Access.SESSION, known=shown),
    )
    account = "/v1/me/external_accounts/{external_account_id}"
    add(
        "POST",
        "/v1/me/external_accounts",
        op(handler=external_accounts.create, access=Access.SESSION, known=CONNECT),
    )
    add(
        "PATCH",
        f"{account}/reauthorize",
        op(handler=external_accounts.reauthorize, access=Access.SESSION, known=VISIT),
    )
    add("DELETE", account, op(handler=external_accounts.delete, access=Access.SESSION))
    add("DELETE", f"{account}/tokens", op(handler=external_accounts.revoke_tokens, access=Access.SESSION))

    totp = "/v1/me/totp"
    add("POST", totp, op(handler=second_factors.create_totp, access=Access.SESSION))
    add("DELETE", totp, op(handler=second_factors.delete_totp, access=Access.SESSION))
    add(
        "POST",
        f"{totp}/attempt_verification",
        op(handler=second_factors.attempt_totp, access=Access.SESSION, known=frozenset({"code"})),
    )
    add("POST", "/v1/me/backup_codes", op(handler=second_factors.create_backup_codes, access=Access.SESSION))
