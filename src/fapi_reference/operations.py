"""The table of operations: what this server answers, to whom, and with which body parameters."""

from fapi_reference import (
    enterprise_operations,
    joining_operations,
    oauth_operations,
    organization_operations,
    program_operations,
    public_operations,
    user_operations,
)
from fapi_reference.handlers import (
    client,
    handshake,
    instance,
    links,
    oauth_callback,
    reverifications,
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
RESET_PASSWORD = frozenset({"password", "sign_out_of_other_sessions"})
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

    add("GET", "/v1/oauth_callback", op(handler=oauth_callback.receive, access=Access.PASSING))
    add("POST", "/v1/oauth_callback", op(handler=oauth_callback.pass_on, access=Access.PASSING))

    user_operations.add_to(routes)
    organization_operations.add_to(routes)
    joining_operations.add_to(routes)
    public_operations.add_to(routes)
    enterprise_operations.add_to(routes)
    oauth_operations.add_to(routes)
    program_operations.add_to(routes)
    return routes
