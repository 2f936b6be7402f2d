"""A provider that errs or lies: whoever relies on it believes nothing that is not proven."""

from fapi_conformance.requirements.social import MEANS, PROFILE, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

FAILS = Requirement(
    id="SOCIAL.PROVIDER.FAILS",
    level=Level.SHOULD,
    says="An error that the provider sends back is told in the verification, and signs nobody in.",
    sources=("AUTH-314", "OAUTH-108"),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
REFUSES_CODE = Requirement(
    id="SOCIAL.PROVIDER.REFUSES-CODE",
    level=Level.SHOULD,
    says="A code that the provider does not take is `oauth_token_exchange_error`, and signs nobody in.",
    sources=("OAUTH-108",),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
HIDES_PERSON = Requirement(
    id="SOCIAL.PROVIDER.HIDES-PERSON",
    level=Level.SHOULD,
    says="A provider that does not say who the person is is `oauth_fetch_user_error`, and signs nobody in.",
    sources=("OAUTH-108",),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)
USED_CODE = Requirement(
    id="SOCIAL.PROVIDER.USED-CODE",
    level=Level.MUST,
    says="A code that was used before signs nobody in, whoever's state it comes with.",
    sources=("getOauthCallback 400", "OAUTH-103", "RFC 6749 10.5"),
    profile=PROFILE,
    operations=("getOauthCallback", "getSignIn"),
    when=WHEN,
    means=MEANS,
    twins=("SOCIAL.SIGN-IN.COMPLETE",),
)


def _lie(name: str, says: str, *sources: str) -> Requirement:
    """Whoever asks the provider itself over a connection that it trusts may leave an ID token unread (SEC-188)."""
    return Requirement(
        id=f"SOCIAL.ID-TOKEN.{name}",
        level=Level.SHOULD,
        says=f"An ID token {says} signs nobody in.",
        sources=("SEC-188", *sources),
        profile=PROFILE,
        operations=("getOauthCallback", "getSignIn"),
        when=WHEN,
        means=MEANS,
        twins=("SOCIAL.SIGN-IN.COMPLETE",),
    )


NONCE = _lie("NONCE", "with another nonce than was sent", "OpenID Connect Core 3.1.3.7")
ISSUER = _lie("ISSUER", "of another issuer", "OpenID Connect Core 3.1.3.7")
AUDIENCE = _lie("AUDIENCE", "that was made for another client of the provider", "OpenID Connect Core 3.1.3.7")
EXPIRED = _lie("EXPIRED", "that has expired", "OpenID Connect Core 3.1.3.7")
SIGNATURE = _lie("SIGNATURE", "that is not signed with a key of the provider", "OpenID Connect Core 3.1.3.7")
UNSIGNED = _lie("UNSIGNED", "that nobody signed", "RFC 8725 2.1")
SECRET = _lie("KEY-AS-SECRET", "that is signed with the provider's public key as a secret", "RFC 8725 2.1")
SUBJECT = _lie("SUBJECT", "about another person than the provider tells of", "OpenID Connect Core 5.3.2")
