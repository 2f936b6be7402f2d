"""A tolerant view of ``GET /v1/environment``: what is missing or of another type is None, which means unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from fapi_conformance.client.exchange import Json

IDENTIFIERS = ("email_address", "phone_number", "username")
"""What somebody can be known by, in the order in which members are spoken of."""

ETHEREUM = frozenset(f"web3_{wallet}_signature" for wallet in ("metamask", "base", "coinbase_wallet", "okx_wallet"))
"""The strategies of wallets that all sign alike (USER-262, USER-264)."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One of ``user_settings.attributes``; None where the environment does not say."""

    enabled: bool | None
    required: bool | None
    verify_at_sign_up: bool | None
    used_for_second_factor: bool | None
    immutable: bool | None
    verifications: frozenset[str] | None
    first_factors: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Social:
    """One of ``user_settings.social``; None where the environment does not say."""

    enabled: bool | None
    authenticatable: bool | None


@dataclass(frozen=True, slots=True)
class PasswordRules:
    """Lengths in characters. 0 is an untouched setting and means the defaults, 8 and 72 (GAP-025).

    ``strength``: passwords are measured too, so that one may be too weak beside what else it is.
    """

    min_length: int
    max_length: int
    strength: bool
    special_characters: str


@dataclass(frozen=True, slots=True)
class Environment:
    """``document`` is the answer's JSON object as it came."""

    document: Mapping[str, Json]

    def at(self, *path: str) -> Json:
        """The value under a path of member names; None where there is none."""
        here: Json = self.document
        for name in path:
            if not isinstance(here, Mapping):
                return None
            here = here.get(name)
        return here

    def flag(self, *path: str) -> bool | None:
        value = self.at(*path)
        return value if isinstance(value, bool) else None

    def texts(self, *path: str) -> frozenset[str] | None:
        value = self.at(*path)
        return frozenset(one for one in value if isinstance(one, str)) if isinstance(value, list) else None

    def text(self, *path: str) -> str | None:
        value = self.at(*path)
        return value if isinstance(value, str) and value else None

    @property
    def kind(self) -> str | None:
        """``development``, ``production`` or ``staging``."""
        return self.text("display_config", "instance_environment_type")

    @property
    def production(self) -> bool:
        """Whether it says that it is a production instance."""
        return self.kind == "production"

    @property
    def test_mode(self) -> bool | None:
        return self.flag("auth_config", "test_mode")

    @property
    def first_factors(self) -> frozenset[str] | None:
        return self.texts("auth_config", "first_factors")

    @property
    def social(self) -> Mapping[str, Social]:
        """The connections to accounts elsewhere, by strategy; empty where there are none."""
        listed = self.at("user_settings", "social")
        told = listed.items() if isinstance(listed, Mapping) else ()
        names = [name for name, one in told if isinstance(one, Mapping)]
        flag = self.flag
        return {
            name: Social(
                enabled=flag("user_settings", "social", name, "enabled"),
                authenticatable=flag("user_settings", "social", name, "authenticatable"),
            )
            for name in names
        }

    @property
    def session_minter(self) -> bool | None:
        """Whether tokens may be minted from a cache, for a while also after their session is over (AUTH-210)."""
        return self.flag("auth_config", "session_minter")

    @property
    def captcha(self) -> bool | None:
        """Whether a browser's sign-up asks for a captcha."""
        return self.flag("user_settings", "sign_up", "captcha_enabled")

    @property
    def legal_consent(self) -> bool | None:
        return self.flag("user_settings", "sign_up", "legal_consent_enabled")

    @property
    def sign_up_mode(self) -> str | None:
        """``public``, ``restricted`` or ``waitlist``."""
        return self.text("user_settings", "sign_up", "mode")

    @property
    def proven_at_sign_up(self) -> tuple[str, ...]:
        """The kinds that a sign-up here may ask a code for: those of which the environment does not say otherwise."""
        taken = {kind: self.attribute(kind) for kind in ("email_address", "phone_number")}
        return tuple(
            kind for kind, one in taken.items() if one.enabled is not False and one.verify_at_sign_up is not False
        )

    @property
    def lockout_attempts(self) -> int | None:
        """The failures after which an account is locked; None where it does not say."""
        return _whole(self.at("user_settings", "attack_protection", "user_lockout", "max_attempts")) or None

    @property
    def lockout_minutes(self) -> int | None:
        """How long; None where it does not say."""
        return _whole(self.at("user_settings", "attack_protection", "user_lockout", "duration_in_minutes")) or None

    @property
    def home_url(self) -> str | None:
        return self.text("display_config", "home_url")

    def identifies_by(self, kind: str) -> bool | None:
        """Whether people sign in by their email address, phone number or username."""
        listed = self.texts("auth_config", "identification_strategies")
        return self.attribute(kind).enabled if listed is None else kind in listed

    def attribute(self, name: str) -> Attribute:
        at = ("user_settings", "attributes", name)
        return Attribute(
            enabled=self.flag(*at, "enabled"),
            required=self.flag(*at, "required"),
            verify_at_sign_up=self.flag(*at, "verify_at_sign_up"),
            used_for_second_factor=self.flag(*at, "used_for_second_factor"),
            immutable=self.flag(*at, "immutable"),
            verifications=self.texts(*at, "verifications"),
            first_factors=self.texts(*at, "first_factors"),
        )

    @property
    def shortest_username(self) -> int:
        return max(1, _whole(self.at("user_settings", "username_settings", "min_length")))

    @property
    def longest_password(self) -> int | None:
        """The maximum that it announces; None where it leaves that to the implementation."""
        return _whole(self.at("user_settings", "password_settings", "max_length")) or None

    @property
    def password_rules(self) -> PasswordRules:
        at = ("user_settings", "password_settings")
        return PasswordRules(
            min_length=max(8, _whole(self.at(*at, "min_length"))),
            max_length=_whole(self.at(*at, "max_length")) or 72,
            strength=_whole(self.at(*at, "min_zxcvbn_strength")) > 0,
            special_characters=self.text(*at, "allowed_special_characters") or "",
        )


def _whole(value: Json) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
