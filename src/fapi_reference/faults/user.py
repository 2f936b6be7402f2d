"""Deviations of the user."""

from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.profiles import NAMES


@fault("user.without-password", caught_by=("USER.READ",))
def without_password(server: Reference) -> None:
    """No user is said to have a password."""
    alter(server.views.user, lambda shown: shown | {"password_enabled": False})


@fault("user.without-image", caught_by=("USER.IMAGE",))
def without_image(server: Reference) -> None:
    """A user who has uploaded no picture has no image URL."""
    alter(server.views.user, lambda shown: shown | {"image_url": ""})


@fault("user.update-forgotten", caught_by=("USER.UPDATED", "USER.METADATA-REPLACED"))
def update_forgotten(server: Reference) -> None:
    """An update is checked, accepted and not kept."""
    replace(server.profiles.apply, lambda _user, _changes, _unsafe: None)


@fault("user.update-clears-the-rest", caught_by=("USER.OTHERS-KEPT",))
def update_clears_the_rest(server: Reference) -> None:
    """An update replaces all names: those that it does not give are cleared."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        original(user, {**dict.fromkeys(NAMES), **changes}, unsafe)

    original = replace(server.profiles.apply, apply)


@fault("user.copied-into-session", caught_by=("USER.UPDATED-CLIENT",))
def copied_into_session(server: Reference) -> None:
    """The user inside sessions is a copy from when it was first shown."""
    copies: dict[str, dict[str, object]] = {}
    original = replace(server.views.session_user, lambda user: copies.setdefault(user.id, original(user)))


@fault("user.metadata-merged", caught_by=("USER.METADATA-REPLACED",))
def metadata_merged(server: Reference) -> None:
    """Unsafe metadata of an update is merged into what is there."""

    def apply(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        original(user, changes, None if unsafe is None else user.unsafe_metadata | unsafe)

    original = replace(server.profiles.apply, apply)


@fault("user.deleted-shown-whole", caught_by=("USER.DELETED",))
def deleted_shown_whole(server: Reference) -> None:
    """Deleting oneself answers the user as they were."""
    replace(server.views.deleted_user, server.views.user)


@fault("user.deleted-in-name", caught_by=("USER.DELETED.SESSIONS",))
def deleted_in_name(server: Reference) -> None:
    """A deleted user can sign in no more, and their sessions go on."""
    replace(server.users.delete, server.users.release)


@fault("user.deleted-signs-in", caught_by=("USER.DELETED.SIGN-IN",))
def deleted_signs_in(server: Reference) -> None:
    """A deleted user is signed out everywhere, and can sign in again."""
    replace(server.users.delete, server.sessions.remove_of_user)


@fault("user.deletes-without-leave", caught_by=("USER.DELETE-FORBIDDEN",))
def deletes_without_leave(server: Reference) -> None:
    """Whoever is signed in deletes themself, whether or not they may."""
    replace(server.users.may_delete_self, lambda _user: True)
