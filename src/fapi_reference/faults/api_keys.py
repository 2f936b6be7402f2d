"""Deviations of the keys of people's own programs."""

from typing import Any

from fapi_reference.exchange import Exchange, Json
from fapi_reference.faults import alter, fault, replace
from fapi_reference.handlers import api_keys as handler
from fapi_reference.records.api_keys import ApiKey
from fapi_reference.reference import Reference
from fapi_reference.routes import Access
from fapi_reference.services.api_keys import MANAGE, READ, digest
from fapi_reference.services.keys import unsegment

PATH = "/api_keys"
OFF = """
[api_keys]
enabled = false
"""


@fault("api-key.nameless", caught_by=("API-KEY.CREATED",))
def nameless(server: Reference) -> None:
    """A key is told without the name that it was made with."""
    original = replace(
        server.views.new_api_key, lambda key, secret: original(key, secret) | {"name": "API key", "secret": secret}
    )


@fault("api-key.undescribed", caught_by=("API-KEY.DESCRIPTION",))
def undescribed(server: Reference) -> None:
    """What a key is said to be for when it is made is forgotten."""
    original = replace(server.api_keys.make, lambda exchange, given: original(exchange, {**given, "description": None}))


@fault("api-key.other-secret", caught_by=("API-KEY.SECRET.PREFIX",))
def other_secret(server: Reference) -> None:
    """Secrets look like nothing in particular."""
    original = replace(server.views.new_api_key, lambda key, secret: original(key, secret) | {"secret": secret[3:]})


@fault("api-key.secret-kept", caught_by=("API-KEY.SECRET.ONCE",))
def secret_kept(server: Reference) -> None:
    """Whoever lists keys is told their secrets."""
    kept: dict[str, str] = {}

    def new_api_key(key: ApiKey, secret: str) -> dict[str, Any]:
        kept[key.id] = secret
        return original(key, secret)

    original = replace(server.views.new_api_key, new_api_key)
    alter(server.views.api_key, lambda shown: shown | {"secret": kept.get(shown["id"], "")})


@fault("api-key.unlisted", caught_by=("API-KEY.LISTED",))
def unlisted(server: Reference) -> None:
    """The newest key of a list is left out."""
    original = replace(server.api_keys.listed, lambda *args, **kwargs: original(*args, **kwargs)[1:])


@fault("api-key.all-on-one-page", caught_by=("API-KEY.LIST.LIMIT",))
def all_on_one_page(server: Reference) -> None:
    """The limit of a page of keys is passed over."""

    def listed(reference: Reference, exchange: Exchange) -> Any:
        answer = handler.listed(reference, exchange)
        found = reference.api_keys.listed(str(exchange.first("subject")), "api_key", invalid=False, words="")
        return {**answer, "data": [reference.views.api_key(key) for key in found]}

    object.__setattr__(server.routes.resources[PATH].verbs["GET"], "handler", listed)


@fault("api-key.first-page-again", caught_by=("API-KEY.LIST.WALK",))
def first_page_again(server: Reference) -> None:
    """Every page of keys begins with the newest one."""

    def listed(reference: Reference, exchange: Exchange) -> Any:
        answer = handler.listed(reference, exchange)
        found = reference.api_keys.listed(str(exchange.first("subject")), "api_key", invalid=False, words="")
        return {**answer, "data": [reference.views.api_key(key) for key in found[: len(answer["data"])]]}

    object.__setattr__(server.routes.resources[PATH].verbs["GET"], "handler", listed)


@fault("api-key.as-it-was-described", caught_by=("API-KEY.DESCRIBED",))
def as_it_was_described(server: Reference) -> None:
    """A new description is taken, and not kept."""
    replace(server.api_keys.describe, lambda _key, _description: None)


@fault("api-key.still-valid", caught_by=("API-KEY.REVOKED",))
def still_valid(server: Reference) -> None:
    """Revoking a key does nothing."""
    replace(server.api_keys.revoke, lambda _key, _reason: None)


@fault("api-key.without-reason", caught_by=("API-KEY.REVOKED.REASON",))
def without_reason(server: Reference) -> None:
    """Why a key was revoked is forgotten."""
    original = replace(server.api_keys.revoke, lambda key, _reason: original(key, None))


@fault("api-key.revoked-and-listed", caught_by=("API-KEY.REVOKED.UNLISTED",))
def revoked_and_listed(server: Reference) -> None:
    """Revoked keys stand among the valid ones."""
    original = replace(server.api_keys.listed, lambda *args, **kwargs: original(*args, **{**kwargs, "invalid": True}))


@fault("api-key.revoked-and-good", caught_by=("API-KEY.REVOKED.UNUSABLE",))
def revoked_and_good(server: Reference) -> None:
    """The application is told that a revoked key is good."""

    def verify(secret: str) -> ApiKey:
        found = (one for one in server.store.api_keys.values() if one.digest == digest(secret))
        return next(found, None) or original(secret)

    original = replace(server.api_keys.verify, verify)


@fault("api-key.expires-in-seconds", caught_by=("API-KEY.EXPIRATION",))
def expires_in_seconds(server: Reference) -> None:
    """When a key expires is told in seconds."""
    alter(
        server.views.api_key,
        lambda shown: shown | {"expiration": shown["expiration"] and shown["expiration"] // 1_000},
    )


@fault("api-key.expires-by-itself", caught_by=("API-KEY.EXPIRATION.NONE",))
def expires_by_itself(server: Reference) -> None:
    """A key that was given no time to live lives for a year."""
    alter(
        server.views.api_key,
        lambda shown: shown | {"expiration": shown["expiration"] or shown["created_at"] + 31_536_000_000},
    )


@fault("api-key.for-ever", caught_by=("API-KEY.EXPIRED",))
def for_ever(server: Reference) -> None:
    """No key expires."""
    replace(server.api_keys.expired, lambda _key: False)


@fault("api-key.everybodys", caught_by=("API-KEY.FOREIGN.LIST", "API-KEY.ORGANIZATION.FOREIGN"))
def everybodys(server: Reference) -> None:
    """Whoever is signed in reads the keys of any subject."""
    original = replace(
        server.api_keys.owns, lambda exchange, subject, right: right == READ or original(exchange, subject, right)
    )


@fault("api-key.made-for-others", caught_by=("API-KEY.FOREIGN.CREATE", "API-KEY.ORGANIZATION.FOREIGN"))
def made_for_others(server: Reference) -> None:
    """Whoever is signed in makes keys of any subject."""
    original = replace(
        server.api_keys.owns,
        lambda exchange, subject, right: (
            (right == MANAGE and exchange.method == "POST" and "/" not in exchange.path[1:])
            or original(exchange, subject, right)
        ),
    )


@fault("api-key.by-anybody", caught_by=("API-KEY.SIGNED-OUT",))
def by_anybody(server: Reference) -> None:
    """Nobody has to be signed in to read keys."""

    def listed(reference: Reference, exchange: Exchange) -> Any:
        found = reference.api_keys.listed(str(exchange.first("subject")), "api_key", invalid=True, words="")
        data = [reference.views.api_key(key) for key in found]
        return Json({"data": data, "total_count": len(data)})

    operation = server.routes.resources[PATH].verbs["GET"]
    object.__setattr__(operation, "handler", listed)
    object.__setattr__(operation, "access", Access.OPEN)


@fault("api-key.unread-signature", caught_by=("API-KEY.FORGED",))
def unread_signature(server: Reference) -> None:
    """A session token is believed without a look at who has signed it."""
    import orjson

    def session(exchange: Exchange) -> Any:
        try:
            claims = orjson.loads(unsegment((exchange.header("authorization") or "").split()[-1].split(".")[1]))
        except (ValueError, IndexError):
            return original(exchange)
        return server.store.sessions.get(claims.get("sid")) or original(exchange)

    original = replace(server.callers.session, session)


@fault("api-key.of-its-maker", caught_by=("API-KEY.ORGANIZATION",))
def of_its_maker(server: Reference) -> None:
    """A key that was made for an organization is the key of whoever made it."""
    original = replace(
        server.api_keys.make,
        lambda exchange, given: original(exchange, {**given, "subject": exchange.signed_in().id}),
    )


@fault("api-key.off-and-made", caught_by=("API-KEY.OFF",), settings=OFF)
def off_and_made(server: Reference) -> None:
    """Keys are made where they are switched off."""
    replace(server.api_keys.need_enabled, lambda: None)
    replace(server.api_keys.served_to, lambda _kind: True)


@fault("api-key.no-page", caught_by=("API-KEY.PAGE",))
def no_page(server: Reference) -> None:
    """No page of any origin may read what is answered."""
    share = server.transport.endings["cors"]

    def shared(reference: Reference, exchange: Exchange) -> None:
        if not exchange.path.startswith(PATH):
            share(reference, exchange)

    server.transport.endings["cors"] = shared


@fault("api-key.no-bearer-of-pages", caught_by=("API-KEY.PAGE",))
def no_bearer_of_pages(server: Reference) -> None:
    """A page that asks ahead is not told that it may send a bearer."""

    def without(_server: Reference, exchange: Exchange) -> None:
        if exchange.method == "OPTIONS":
            exchange.response.headers["Access-Control-Allow-Headers"] = "Content-Type"

    server.transport.endings = {**server.transport.endings, "bearer": without}
