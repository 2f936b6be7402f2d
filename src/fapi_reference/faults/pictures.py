"""Deviations of pictures, and of tokens for services."""

from typing import TYPE_CHECKING

from fapi_reference.faults import alter, fault, replace, without
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.people import Picture, User
from fapi_reference.reference import Reference

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange


@fault("profile-image.answers-user", caught_by=("PROFILE-IMAGE.UPLOADED",))
def answers_user(server: Reference) -> None:
    """An upload answers the user, and not the picture."""
    drawn = server.pictures.set
    whose: dict[str, User] = {}

    def remembered(user: User, exchange: "Exchange") -> Picture:
        picture = drawn(user, exchange)
        whose[picture.id] = user
        return picture

    replace(drawn, remembered)
    replace(server.views.picture, lambda picture: server.views.user(whose[picture.id]))


@fault("profile-image.without-id", caught_by=("PROFILE-IMAGE.UPLOADED",))
def without_id(server: Reference) -> None:
    """A picture that was taken over has no id."""
    without(server.views.picture, "id")


@fault("profile-image.without-url", caught_by=("PROFILE-IMAGE.DESCRIBED",))
def without_url(server: Reference) -> None:
    """The answer does not say where the picture is seen."""
    without(server.views.picture, "public_url")


@fault("profile-image.never-had", caught_by=("PROFILE-IMAGE.HAS-IMAGE", "PROFILE-IMAGE.KINDS", "PROFILE-IMAGE.BASE64"))
def never_had(server: Reference) -> None:
    """No user ever has an image."""
    alter(server.views.pictured, lambda shown: shown | {"has_image": False})


@fault("profile-image.same-url", caught_by=("PROFILE-IMAGE.URL-CHANGES",))
def same_url(server: Reference) -> None:
    """A user's image URL is the same with a picture and without."""
    replace(server.pictures.url, lambda user: server.pictures.address(user.id))


@fault("profile-image.not-served", caught_by=("PROFILE-IMAGE.SERVED",))
def not_served(server: Reference) -> None:
    """Nothing is served at the image URL."""

    def nothing(_picture_id: str) -> Picture:
        raise refuse("image_not_found")

    replace(server.pictures.found, nothing)


def _only(server: Reference, *kinds: str) -> None:
    drawn = server.pictures.drawn

    def some(content: bytes) -> tuple[str, bytes]:
        kind, made = drawn(content)
        if kind not in kinds:
            raise refuse("request_body_invalid")
        return kind, made

    replace(drawn, some)


@fault("profile-image.png-and-jpeg", caught_by=("PROFILE-IMAGE.KINDS",))
def png_and_jpeg(server: Reference) -> None:
    """Only PNG and JPEG are taken."""
    _only(server, "PNG", "JPEG")


@fault("profile-image.no-text", caught_by=("PROFILE-IMAGE.BASE64",))
def no_text(server: Reference) -> None:
    """A picture comes as a file or not at all."""
    replace(server.pictures.decoded, lambda body: body)


@fault("profile-image.no-data-url", caught_by=("PROFILE-IMAGE.BASE64",))
def no_data_url(server: Reference) -> None:
    """Base64 text is read, and the head of a data URL is not known."""
    decoded = server.pictures.decoded
    replace(decoded, lambda body: decoded(b"!" if body.startswith(b"data:") else body))


@fault("profile-image.strict-form", caught_by=("PROFILE-IMAGE.CARELESS",))
def strict_form(server: Reference) -> None:
    """A form that does not begin with its boundary is refused."""
    sent = server.pictures.sent

    def strict(exchange: "Exchange") -> tuple[str, bytes]:
        if exchange.body.startswith(b"\r\n"):
            raise refuse("request_body_invalid")
        return sent(exchange)

    replace(sent, strict)


@fault(
    "profile-image.by-its-name",
    caught_by=(
        "PROFILE-IMAGE.NO-PICTURE",
        "PROFILE-IMAGE.TRUNCATED",
        "PROFILE-IMAGE.BOMB",
        "PROFILE-IMAGE.NO-PLACE",
    ),
)
def by_its_name(server: Reference) -> None:
    """Whatever is called a picture is taken for one, and handed out as it came."""
    drawn = server.pictures.drawn

    def as_it_came(content: bytes) -> tuple[str, bytes]:
        try:
            return drawn(content)[0], content
        except Problem:
            return "PNG", content

    replace(drawn, as_it_came)


@fault("profile-image.broken-in-other-words", caught_by=("PROFILE-IMAGE.NO-PICTURE.CODE",))
def broken_in_other_words(server: Reference) -> None:
    """What is no picture is refused as a parameter with a wrong format."""
    drawn = server.pictures.drawn

    def otherwise(content: bytes) -> tuple[str, bytes]:
        try:
            return drawn(content)
        except Problem:
            raise refuse("form_param_format_invalid", "file") from None

    replace(drawn, otherwise)


@fault("profile-image.nothing-taken", caught_by=("PROFILE-IMAGE.NO-FILE",))
def nothing_taken(server: Reference) -> None:
    """A form without a file is as good as one with the default picture."""
    sent = server.pictures.sent

    def something(exchange: "Exchange") -> tuple[str, bytes]:
        try:
            return sent(exchange)
        except Problem as problem:
            if problem.code != "form_param_missing":
                raise
            return "", server.pictures.default().content

    replace(sent, something)


@fault("profile-image.no-limit", caught_by=("PROFILE-IMAGE.TOO-LARGE",))
def no_limit(server: Reference) -> None:
    """A picture may be of any size."""
    server.pictures.largest = 1 << 40


@fault("profile-image.refused-in-other-words", caught_by=("PROFILE-IMAGE.NO-FILE.CODE", "PROFILE-IMAGE.TOO-LARGE.CODE"))
def refused_in_other_words(server: Reference) -> None:
    """No file, and one that is too large, are refused as parameters with a wrong value."""
    sent = server.pictures.sent

    def otherwise(exchange: "Exchange") -> tuple[str, bytes]:
        try:
            return sent(exchange)
        except Problem:
            raise refuse("form_param_value_invalid", "file") from None

    replace(sent, otherwise)


@fault("profile-image.path-in-name", caught_by=("PROFILE-IMAGE.FILE-NAME",))
def path_in_name(server: Reference) -> None:
    """The picture is kept under the name that the sender gives it."""
    replace(server.pictures.name, lambda given: given or "")
    alter(
        server.views.picture,
        lambda shown: shown | {"public_url": f"{server.issuer}/images/{shown['name'] or shown['id']}"},
    )


@fault("profile-image.removed-in-name", caught_by=("PROFILE-IMAGE.REMOVED",))
def removed_in_name(server: Reference) -> None:
    """A removed picture is answered as deleted, and shown on."""
    kept: dict[str, Picture] = {}
    remove = server.pictures.remove

    def removed(user: User) -> Picture:
        gone = remove(user)
        user.picture = kept[user.id] = gone
        return gone

    replace(remove, removed)


@fault("profile-image.removed-with-url", caught_by=("PROFILE-IMAGE.REMOVED.URL",))
def removed_with_url(server: Reference) -> None:
    """Whoever removed their picture has no image URL any more."""
    removed: set[str] = set()
    remove, url = server.pictures.remove, server.pictures.url

    def noted(user: User) -> Picture:
        removed.add(user.id)
        return remove(user)

    replace(remove, noted)
    replace(url, lambda user: url(user) if user.picture or user.id not in removed else "")


@fault("profile-image.nothing-removed", caught_by=("PROFILE-IMAGE.NOTHING-TO-REMOVE",))
def nothing_removed(server: Reference) -> None:
    """Whoever has no picture removes the default one."""
    remove = server.pictures.remove
    replace(remove, lambda user: remove(user) if user.picture else server.pictures.default())


@fault("service-token.wrapped", caught_by=("SERVICE-TOKEN.BARE",))
def wrapped(server: Reference) -> None:
    """A token for a service stands in an envelope."""
    alter(server.views.bare, lambda shown: {"response": shown, "client": None})


@fault("service-token.no-jwt", caught_by=("SERVICE-TOKEN.BARE",))
def no_jwt(server: Reference) -> None:
    """A token for a service is opaque."""
    replace(server.service_tokens.issue, lambda service, user: f"{service}-{user.id}")


@fault("service-token.for-anything", caught_by=("SERVICE-TOKEN.UNKNOWN",))
def for_anything(server: Reference) -> None:
    """There is a token for every service that anybody names."""
    issue = server.service_tokens.issue

    def known(_service: str, user: User) -> str:
        return issue(next(iter(server.store.integrations.values())).service, user)

    replace(issue, known)
