"""The table of operations: what this server answers, to whom, and with which body parameters."""

from fapi_reference import (
    enterprise_operations,
    joining_operations,
    oauth_operations,
    organization_operations,
    program_operations,
    public_operations,
)
from fapi_reference.handlers import (
    client,
    devices,
    external_accounts,
    handshake,
    identifications,
    instance,
    links,
    me,
    oauth_callback,
    passkeys,
    passwords,
    pictures,
    reverifications,
    second_factors,
    sessions,
    sign_ins,
    sign_ups,
    well_known,
)
from fapi_reference.routes import Access, Operation, Routes

# What official clients send on attempts beyond the published schema, and what must not be refused (AUTH-016, GAP-004).
UNPUBLISHED = frozenset(
    {"locale", "timezone", "enterprise_connection_id", "web3_wallet"}
    | {"__clerk_protect_token", "__clerk_protect_status", "__clerk_protect_assertion", "__clerk_protect_cid"}
)
CREATE_SIGN_IN = UNPUBLISHED | frozenset(
    [
        "strategy",
        "identifier",
        "password",
        "ticket",
        "redirect_url",
        "action_complete_redirect_url",
        "transfer",
        "code",
        "token",
        "oidc_login_hint",
        "oidc_prompt",
        "proof_token",
        "trusted_device_id",
        "sign_up_if_missing",
        "captcha_token",
        "captcha_widget_type",
        "captcha_error",
    ]
)
CREATE_SIGN_UP = UNPUBLISHED | frozenset(
    [
        "transfer",
        "password",
        "first_name",
        "last_name",
        "username",
        "email_address",
        "phone_number",
        "email_address_or_phone_number",
        "unsafe_metadata",
        "strategy",
        "action_complete_redirect_url",
        "redirect_url",
        "ticket",
        "web3_wallet",
        "token",
        "code",
        "captcha_token",
        "captcha_error",
        "captcha_widget_type",
        "legal_accepted",
        "oidc_login_hint",
        "oidc_prompt",
        "proof_token",
        "channel",
    ]
)
PREPARE_SIGN_UP = UNPUBLISHED | frozenset(
    [
        "strategy",
        "redirect_url",
        "action_complete_redirect_url",
        "oidc_login_hint",
        "oidc_prompt",
        "proof_token",
        "channel",
        "default",
    ]
)
ATTEMPT_SIGN_UP = UNPUBLISHED | frozenset(["strategy", "code", "signature", "token"])
VISIT = frozenset(
    ["redirect_url", "action_complete_redirect_url", "additional_scope", "oidc_login_hint", "oidc_prompt"]
)
CONNECT = VISIT | frozenset(["strategy", "enterprise_connection_id", "code", "token"])
RESET_PASSWORD = frozenset({"password", "sign_out_of_other_sessions"})
CHANGE_PASSWORD = frozenset({"current_password", "new_password", "sign_out_of_other_sessions"})
REMOVE_PASSWORD = frozenset({"current_password"})
NOTHING: frozenset[str] = frozenset()


def all_operations() -> Routes:
    routes = Routes()
    add, op = routes.add, Operation

    add("GET", "/.well-known/jwks.json", op(handler=instance.jwks, access=Access.OPEN))
    known = "/.well-known"
    add("GET", f"{known}/assetlinks.json", op(handler=well_known.asset_links, access=Access.OPEN))
    add("GET", f"{known}/apple-app-site-association", op(handler=well_known.site_association, access=Access.OPEN))
    add("GET", f"{known}/openid-configuration", op(handler=well_known.openid_configuration, access=Access.OPEN))
    add("GET", f"{known}/oauth-authorization-server", op(handler=well_known.authorization_server, access=Access.OPEN))
    add("GET", "/v1/health", op(handler=instance.health, access=Access.OPEN))
    add("HEAD", "/v1/health", op(handler=instance.health, access=Access.OPEN))
    add("GET", "/v1/environment", op(handler=instance.environment, access=Access.OPEN))
    add("PATCH", "/v1/environment", op(handler=instance.environment, access=Access.OPEN))

    add("GET", "/v1/client", op(handler=client.read, access=Access.CALLER))
    add("PUT", "/v1/client", op(handler=client.create, access=Access.CALLER))
    add("POST", "/v1/client", op(handler=client.create, access=Access.CALLER, known=NOTHING))
    add("DELETE", "/v1/client", op(handler=client.delete, access=Access.CALLER))
    add("GET", "/v1/client/handshake", op(handler=handshake.handshake, access=Access.PASSING))
    add("DELETE", "/v1/client/sessions", op(handler=client.remove_sessions, access=Access.CLIENT))

    sign_in = "/v1/client/sign_ins/{sign_in_id}"
    add("POST", "/v1/client/sign_ins", op(handler=sign_ins.create, access=Access.CALLER, known=CREATE_SIGN_IN))
    add("GET", sign_in, op(handler=sign_ins.read, access=Access.CLIENT))
    add("POST", f"{sign_in}/prepare_first_factor", op(handler=sign_ins.prepare_first_factor, access=Access.CLIENT))
    add("POST", f"{sign_in}/attempt_first_factor", op(handler=sign_ins.attempt_first_factor, access=Access.CLIENT))
    add("POST", f"{sign_in}/prepare_second_factor", op(handler=sign_ins.prepare_second_factor, access=Access.CLIENT))
    add("POST", f"{sign_in}/attempt_second_factor", op(handler=sign_ins.attempt_second_factor, access=Access.CLIENT))
    add(
        "POST",
        f"{sign_in}/reset_password",
        op(handler=sign_ins.reset_password, access=Access.CLIENT, known=RESET_PASSWORD),
    )
    add("GET", "/v1/verify", op(handler=links.verify, access=Access.PASSING))
    add("GET", "/v1/tickets/accept", op(handler=links.accept_ticket, access=Access.PASSING))

    sign_up = "/v1/client/sign_ups/{sign_up_id}"
    add("POST", "/v1/client/sign_ups", op(handler=sign_ups.create, access=Access.CALLER, known=CREATE_SIGN_UP))
    add("GET", sign_up, op(handler=sign_ups.read, access=Access.CLIENT))
    add("PATCH", sign_up, op(handler=sign_ups.update, access=Access.CLIENT))
    add(
        "POST",
        f"{sign_up}/prepare_verification",
        op(handler=sign_ups.prepare_verification, access=Access.CLIENT, known=PREPARE_SIGN_UP),
    )
    add(
        "POST",
        f"{sign_up}/attempt_verification",
        op(handler=sign_ups.attempt_verification, access=Access.CLIENT, known=ATTEMPT_SIGN_UP),
    )

    session = "/v1/client/sessions/{session_id}"
    add("GET", session, op(handler=sessions.read, access=Access.CLIENT))
    add("POST", f"{session}/touch", op(handler=sessions.touch, access=Access.CLIENT))
    add("POST", f"{session}/end", op(handler=sessions.end, access=Access.CLIENT))
    add("POST", f"{session}/remove", op(handler=sessions.remove, access=Access.CLIENT))
    add("POST", f"{session}/tokens", op(handler=sessions.create_token, access=Access.CLIENT))
    add("POST", f"{session}/tokens/{{template_name}}", op(handler=sessions.create_template_token, access=Access.CLIENT))

    for path, handler in (
        ("verify", reverifications.start),
        ("verify/prepare_first_factor", reverifications.prepare_first_factor),
        ("verify/attempt_first_factor", reverifications.attempt_first_factor),
        ("verify/prepare_second_factor", reverifications.prepare_second_factor),
        ("verify/attempt_second_factor", reverifications.attempt_second_factor),
    ):
        add("POST", f"{session}/{path}", op(handler=handler, access=Access.CLIENT))

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
    add("GET", "/v1/oauth_callback", op(handler=oauth_callback.receive, access=Access.PASSING))
    add("POST", "/v1/oauth_callback", op(handler=oauth_callback.pass_on, access=Access.PASSING))

    totp = "/v1/me/totp"
    add("POST", totp, op(handler=second_factors.create_totp, access=Access.SESSION))
    add("DELETE", totp, op(handler=second_factors.delete_totp, access=Access.SESSION))
    add(
        "POST",
        f"{totp}/attempt_verification",
        op(handler=second_factors.attempt_totp, access=Access.SESSION, known=frozenset({"code"})),
    )
    add("POST", "/v1/me/backup_codes", op(handler=second_factors.create_backup_codes, access=Access.SESSION))
    organization_operations.add_to(routes)
    joining_operations.add_to(routes)
    public_operations.add_to(routes)
    enterprise_operations.add_to(routes)
    oauth_operations.add_to(routes)
    program_operations.add_to(routes)
    return routes
