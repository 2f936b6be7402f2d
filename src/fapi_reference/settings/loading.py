"""Reads settings from a TOML file. What is wrong with it is said in one line: the file, the key, the reason."""

import re
import tomllib
import types
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from fapi_reference.settings.model import (
    CREATOR_HOLDS,
    ENROLLMENT_MODES,
    OAUTH_SCOPES,
    SYSTEM_PERMISSIONS,
    WALLETS,
    OAuthProvider,
    Organizations,
    Settings,
)

ROLE = re.compile(r"org:[a-z0-9_]+")
PERMISSION = re.compile(r"org:(?!sys_)[a-z0-9_]+:[a-z0-9_]+")
"""An application's own (GAP-059)."""
SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")
CONNECTION = re.compile(r"oauth_(?!token_)[a-z0-9_]+")


class BadSettings(Exception):
    """The settings file cannot be used; the message names the file and the reason."""


def load(path: Path) -> Settings:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSettings(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadSettings(f"{path}: not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{path}: {' '.join(str(error).split())}") from None
    try:
        settings: Settings = _merge(Settings(), document, "")
        _check(settings)
    except ValueError as error:
        raise BadSettings(f"{path}: {error}") from None
    return settings


def _merge(default: Any, table: Any, place: str) -> Any:
    """A copy of the default in which the keys of the table are replaced, at any depth."""
    if not isinstance(table, dict):
        raise ValueError(f"{place} must be a table")  # noqa: TRY004  # one kind of error for the one caller
    hints = get_type_hints(type(default))
    known = {item.name for item in fields(default)}
    changes = {}
    for key, given in table.items():
        here = f"{place}.{key}" if place else key
        if key not in known:
            raise ValueError(f"unknown key {here} (known here: {', '.join(sorted(known))})")
        old = getattr(default, key)
        changes[key] = _merge(old, given, here) if is_dataclass(old) else _value(hints[key], given, here)
    return replace(default, **changes)


def _value(hint: Any, given: Any, place: str) -> Any:
    if get_origin(hint) is Literal:
        if given not in get_args(hint):
            raise ValueError(f"{place} must be one of {', '.join(get_args(hint))}, not {given!r}")
        return given
    if get_origin(hint) is tuple:
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            raise ValueError(f"{place} must be a list of texts, not {given!r}")
        return tuple(given)
    if isinstance(hint, types.UnionType) or type(given) is not hint:
        raise ValueError(f"{place} must be {hint.__name__}, not {given!r}")
    return given


def _check(settings: Settings) -> None:
    """What the types cannot say."""
    for place, number in (
        ("password.min_length", settings.password.min_length),
        ("password.max_length", settings.password.max_length),
        ("verification.resend_after_seconds", settings.verification.resend_after_seconds),
        ("sessions.token_skew_seconds", settings.sessions.token_skew_seconds),
        ("organizations.max_allowed_memberships", settings.organizations.max_allowed_memberships),
        ("organizations.creation_limit", settings.organizations.creation_limit),
        ("organizations.quota", settings.organizations.quota),
    ):
        if number < 0:
            raise ValueError(f"{place} must not be negative, not {number}")
    for place, number in (
        ("passkeys.quota", settings.passkeys.quota),
        ("verification.attempts", settings.verification.attempts),
        ("verification.lifetime_seconds", settings.verification.lifetime_seconds),
        ("sessions.lifetime_seconds", settings.sessions.lifetime_seconds),
        ("sessions.abandon_after_seconds", settings.sessions.abandon_after_seconds),
        ("sessions.token_seconds", settings.sessions.token_seconds),
        ("social.timeout_seconds", settings.social.timeout_seconds),
        ("protection.lockout_attempts", settings.protection.lockout_attempts),
        ("protection.lockout_minutes", settings.protection.lockout_minutes),
        ("organizations.domain_quota", settings.organizations.domain_quota),
        ("organizations.invitation_days", settings.organizations.invitation_days),
        ("oauth.code_seconds", settings.oauth.code_seconds),
        ("oauth.token_seconds", settings.oauth.token_seconds),
        ("oauth.refresh_token_days", settings.oauth.refresh_token_days),
    ):
        if number < 1:
            raise ValueError(f"{place} must be at least 1, not {number}")
    cost = settings.password.scrypt_cost
    if cost < 2 or cost & (cost - 1) or cost > 2**14:
        raise ValueError(f"password.scrypt_cost must be a power of two from 2 to 16384, not {cost}")
    if settings.instance.issuer.endswith("/"):
        raise ValueError("instance.issuer must not end with a slash")
    if unknown := set(settings.web3.wallets) - set(WALLETS):
        raise ValueError(f"web3.wallets has the unknown {', '.join(sorted(unknown))}")
    for name in settings.attributes.__dataclass_fields__:
        attribute = settings.attributes.named(name)
        if attribute.required and not attribute.enabled:
            raise ValueError(f"attributes.{name} cannot be required and not enabled")
    for strategy in settings.social.strategies:
        if not CONNECTION.fullmatch(strategy):
            raise ValueError(f"social.strategies: {strategy!r} is no name of a connection")
    for strategy in settings.social.connect_only:
        if strategy not in settings.social.strategies:
            raise ValueError(f"social.connect_only: {strategy} is not among social.strategies")
    second = (settings.attributes.authenticator_app, settings.attributes.phone_number)
    if settings.sign_in.second_factor_required and not any(
        one.enabled and one.used_for_second_factor for one in second
    ):
        raise ValueError("sign_in.second_factor_required needs an attribute that is enabled as second factor")
    _check_organizations(settings.organizations)
    _check_oauth(settings.oauth)


def _check_organizations(settings: Organizations) -> None:
    """Roles that can be read, and among them the two that everything hangs on (GAP-059, GAP-061)."""
    roles = {line.split()[0]: line.split()[1:] for line in settings.roles if line.strip()}
    for key, permissions in roles.items():
        if not ROLE.fullmatch(key):
            raise ValueError(f"organizations.roles: {key!r} is no key of a role")
        for one in permissions:
            if one not in SYSTEM_PERMISSIONS and not PERMISSION.fullmatch(one):
                raise ValueError(f"organizations.roles: {one!r} is no permission")
    for place, key in (("creator_role", settings.creator_role), ("default_role", settings.default_role)):
        if key not in roles:
            raise ValueError(f"organizations.{place}: {key!r} is not among organizations.roles")
    if not set(CREATOR_HOLDS) <= set(roles[settings.creator_role]):
        raise ValueError(f"organizations.creator_role needs the permissions {', '.join(CREATOR_HOLDS)}")
    if unknown := set(settings.enrollment_modes) - set(ENROLLMENT_MODES):
        raise ValueError(f"organizations.enrollment_modes has the unknown {', '.join(sorted(unknown))}")


def _check_oauth(settings: OAuthProvider) -> None:
    """Scopes that can be written between spaces, and defaults that exist (RFC 6749, section 3.3)."""
    for one in settings.custom_scopes:
        if not SCOPE.fullmatch(one):
            raise ValueError(f"oauth.custom_scopes: {one!r} is no scope")
    if unknown := set(settings.default_scopes) - {*OAUTH_SCOPES, *settings.custom_scopes}:
        raise ValueError(f"oauth.default_scopes has the unknown {', '.join(sorted(unknown))}")
