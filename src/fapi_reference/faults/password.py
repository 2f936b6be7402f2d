"""Deviations of changing, setting and removing one's password."""

from fapi_reference.exchange import Form
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference

UNGUARDED = "[protection]\nreverification = false\n"
REQUIRED = "[attributes.password]\nrequired = true\n"


@fault(
    "password.change-forgotten",
    caught_by=("PASSWORD.NEW-WORKS", "PASSWORD.OLD-REFUSED", "PASSWORD.FRESH-INSTEAD", "PASSWORD.FIRST"),
)
def change_forgotten(server: Reference) -> None:
    """A new password is checked, accepted and not kept."""
    replace(server.users.set_password, lambda _user, _password: None)


@fault("password.change-loses-it", caught_by=("PASSWORD.CHANGED",))
def change_loses_it(server: Reference) -> None:
    """Whoever changes the password is said to have none."""
    change = server.password_changes.change

    def changed(user: User, session: Session, form: Form) -> None:
        change(user, session, form)
        server.users.clear_password(user)

    replace(change, changed)


@fault("password.old-one-beside", caught_by=("PASSWORD.OLD-REFUSED",))
def old_one_beside(server: Reference) -> None:
    """The password before the last one still signs in."""
    older: dict[str, bytes] = {}
    set_, matches = server.users.set_password, server.passwords.matches

    def remembered(user: User, password: str) -> None:
        before = user.password
        set_(user, password)
        if before and user.password:
            older[user.password.hex()] = before

    def either(stored: bytes, given: str) -> bool:
        return matches(stored, given) or (stored.hex() in older and matches(older[stored.hex()], given))

    replace(set_, remembered)
    replace(matches, either)


@fault("password.undated", caught_by=("PASSWORD.DATED",))
def undated(server: Reference) -> None:
    """No user says when the password was changed last."""
    alter(server.views.user, lambda shown: shown | {"password_last_updated_at": None})


@fault("password.dated-for-ever", caught_by=("PASSWORD.REMOVED.DATED",))
def dated_for_ever(server: Reference) -> None:
    """A removed password leaves the date of its last change behind."""

    def clear(user: User) -> None:
        user.password = None
        server.users.changed(user)

    replace(server.users.clear_password, clear)


@fault(
    "password.any-current",
    caught_by=("PASSWORD.WRONG-CURRENT", "PASSWORD.NO-CURRENT", "PASSWORD.REMOVE-WRONG"),
    settings=UNGUARDED,
)
def any_current(server: Reference) -> None:
    """Whoever is signed in changes and removes the password, whatever they give as the current one."""
    replace(server.password_changes.prove, lambda _user, _form: None)


@fault("password.empty-current", caught_by=("PASSWORD.NO-CURRENT",), settings=UNGUARDED)
def empty_current(server: Reference) -> None:
    """The current password is compared only where one is given."""
    prove = server.password_changes.prove

    def proven(user: User, form: Form) -> None:
        if form.get("current_password"):
            prove(user, form)

    replace(prove, proven)


@fault(
    "password.fresh-is-enough",
    caught_by=("PASSWORD.WRONG-CURRENT.GUARDED", "PASSWORD.WRONG-CURRENT.CODE", "PASSWORD.REMOVE-WRONG.GUARDED"),
)
def fresh_is_enough(server: Reference) -> None:
    """In a session that was verified of late nobody looks at the current password that is given."""
    replace(server.password_changes.prove, lambda _user, _form: None)


@fault("password.both-wanted", caught_by=("PASSWORD.FRESH-INSTEAD",))
def both_wanted(server: Reference) -> None:
    """The current password is wanted although the session was verified anew for the same purpose."""
    prove = server.password_changes.prove

    def proven(user: User, form: Form) -> None:
        form.need("current_password")
        prove(user, form)

    replace(prove, proven)


@fault("password.wrong-in-other-words", caught_by=("PASSWORD.WRONG-CURRENT.CODE",))
def wrong_in_other_words(server: Reference) -> None:
    """A wrong current password is refused as a parameter with a wrong value."""
    prove = server.password_changes.prove

    def proven(user: User, form: Form) -> None:
        try:
            prove(user, form)
        except Problem:
            raise refuse("form_param_value_invalid", "current_password") from None

    replace(prove, proven)


@fault("password.nobody-signed-out", caught_by=("PASSWORD.SIGNS-OUT",))
def nobody_signed_out(server: Reference) -> None:
    """The wish to sign others out is heard and not fulfilled."""
    replace(server.password_changes.sign_out_others, lambda _user, _session: None)


@fault("password.everybody-signed-out", caught_by=("PASSWORD.SIGNS-OUT.STAYS",))
def everybody_signed_out(server: Reference) -> None:
    """Signing others out ends the session that asks for it as well."""
    replace(server.password_changes.sign_out_others, lambda user, _session: server.sessions.remove_of_user(user))


@fault("password.signed-out-unasked", caught_by=("PASSWORD.KEEPS-SESSIONS",))
def signed_out_unasked(server: Reference) -> None:
    """Every change of the password signs others out."""
    change = server.password_changes.change

    def changed(user: User, session: Session, form: Form) -> None:
        change(user, session, form)
        server.password_changes.sign_out_others(user, session)

    replace(change, changed)


@fault("password.an-attribute", caught_by=("PASSWORD.NO-ATTRIBUTE", "PASSWORD.NO-ATTRIBUTE.CODE"))
def an_attribute(server: Reference) -> None:
    """A profile update sets the password that it is given."""
    update = server.profiles.update

    def updated(user: User, form: Form, version: str) -> None:
        given = form.values.pop("password", None)
        update(user, form, version)
        if given:
            server.users.set_password(user, given[0])

    replace(update, updated)


@fault("password.a-digest-is-one", caught_by=("PASSWORD.NO-ATTRIBUTE",))
def a_digest_is_one(server: Reference) -> None:
    """A profile update merges the form into the user: a `password_digest` too."""
    apply = server.profiles.apply
    digests: list[str] = []
    update = server.profiles.update

    def updated(user: User, form: Form, version: str) -> None:
        digests[:] = form.values.get("password_digest", [])
        update(user, form, version)

    def applied(user: User, changes: dict[str, str | None], unsafe: Metadata | None) -> None:
        apply(user, changes, unsafe)
        if digests:
            server.users.set_password(user, digests[0])

    replace(update, updated)
    replace(apply, applied)


@fault("password.first-needs-one", caught_by=("PASSWORD.FIRST",))
def first_needs_one(server: Reference) -> None:
    """Whoever has no password cannot set one: the current one is wanted."""
    change = server.password_changes.change

    def changed(user: User, session: Session, form: Form) -> None:
        if user.password is None:
            raise refuse("form_param_missing", "current_password")
        change(user, session, form)

    replace(change, changed)


@fault("password.removed-in-name", caught_by=("PASSWORD.REMOVED.REFUSED",))
def removed_in_name(server: Reference) -> None:
    """A removed password is shown no more, and still signs in."""
    gone: set[str] = set()
    replace(server.users.clear_password, lambda user: gone.add(user.id))
    alter(server.views.user, lambda shown: shown | ({"password_enabled": False} if shown["id"] in gone else {}))


@fault("password.never-removed", caught_by=("PASSWORD.REMOVED",))
def never_removed(server: Reference) -> None:
    """A removal is accepted, and the password stays."""
    replace(server.users.clear_password, server.users.changed)


@fault("password.nothing-removed", caught_by=("PASSWORD.NOTHING-TO-REMOVE",))
def nothing_removed(server: Reference) -> None:
    """Whoever has no password removes it all the same."""
    remove = server.password_changes.remove

    def removed(user: User, form: Form) -> None:
        if user.password is not None:
            remove(user, form)

    replace(remove, removed)


@fault("password.required-in-name", caught_by=("PASSWORD.REQUIRED",), settings=REQUIRED)
def required_in_name(server: Reference) -> None:
    """A password that everybody needs is removed."""
    replace(server.password_changes.spared, lambda _user: True)


@fault("password.changed-in-an-old-session", caught_by=("REVERIFICATION.REQUIRED.CHANGE-PASSWORD",))
def changed_in_an_old_session(server: Reference) -> None:
    """A password is changed in a session however old its factors are."""
    _unguarded(server, "/v1/me/change_password")


@fault("password.removed-in-an-old-session", caught_by=("REVERIFICATION.REQUIRED.REMOVE-PASSWORD",))
def removed_in_an_old_session(server: Reference) -> None:
    """A password is removed in a session however old its factors are."""
    _unguarded(server, "/v1/me/remove_password")


def _unguarded(server: Reference, path: str) -> None:
    sensitive = server.reverifications.sensitive
    replace(sensitive, lambda exchange: exchange.path != path and sensitive(exchange))
