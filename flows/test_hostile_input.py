"""Somebody types what looks like code, or far too much of it."""

import html
import unicodedata

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable, TransportFailure
from fapi_conformance.expect import equals, member, not_signed_in, refused, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import hostile_input
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

CODE = (
    "x', last_name = 'changed",
    "x'||(SELECT 1337)||'",
    "{{191*7}}",
    "${191*7}",
    "#{191*7}",
    "<%= 191*7 %>",
    "$(expr 191 \\* 7)",
    "%s%d%x%n",
    "a*)(uid=*))(|(uid=*",
    '{"$gt": ""}',
    "^.*$",
    "<b onload=alert(1)>x</b>",
    "\u202ex\u200by\u2066",
    "e" + "\u0301" * 40,
)
"""In the tongues of databases, directories, templates, shells and formats; what each would become has other letters."""
ENDS = ("%", "*", ".*", "' OR '1'='1", "'--")
"""Behind an identifier: what a pattern or a query would make of it. What no normal form keeps is none of them."""
FOUND = ("complete", "needs_second_factor", "needs_client_trust")
TOO_MUCH = 10_000
"""Bytes; 8 KB are allowed (USER-017)."""
A_MEGABYTE = 1_000_000
AT_ONCE = 5.0
"""Seconds."""


def conclusive(answer: Answer) -> Answer:
    if answer.status >= 500:
        raise NotTestable("answered by a server error, which is told elsewhere")
    return answer


def reduced(text: str) -> str:
    """In a normal form, without what stands for what was left out."""
    letters = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return "".join(letter for letter in letters if not letter.isspace() and letter != "\ufffd")


def is_of(found: object, given: str) -> bool:
    """Whether it is the text or what any normal form may leave of it: nothing in it that was not there before."""
    if found is None:
        return True
    letters = iter(reduced(given))
    return isinstance(found, str) and all(letter in letters for letter in reduced(found))


@proves(hostile_input.TEXT)
def test_text_that_looks_like_code(member: Member) -> None:
    for text in CODE:
        is_only_text(text, member)


def is_only_text(text: str, member: Member) -> None:
    """It is kept or refused as the first name, and nothing else of the member changes."""
    before = succeeded(member.actor.me.read())

    answer = conclusive(member.actor.me.update(first_name=text, intent=Intent.OPEN))

    if not answer.ok:
        refused(answer, ANY_REFUSAL)
    after = succeeded(member.actor.me.read())
    found = at(after.resource, "first_name")
    kept = at(before.resource, "first_name")
    if not (is_of(found, text) if answer.ok else found == kept):
        raise Deviation(expected=f"{say(text)}, or a refusal", got=say(found), where="$.response.first_name")
    equals(after, last_name=at(before.resource, "last_name"), id=member.user_id)


@proves(hostile_input.METADATA_TEXT)
def test_metadata_that_looks_like_code(member: Member) -> None:
    given = {f"{number} {text}": text for number, text in enumerate(CODE)}

    answer = conclusive(member.actor.me.update(unsafe_metadata=given, intent=Intent.OPEN))

    if not answer.ok:
        refused(answer, ANY_REFUSAL)
        return
    found = at(succeeded(member.actor.me.read()).resource, "unsafe_metadata")
    told = found.items() if isinstance(found, dict) else ()
    kept = {key.partition(" ")[0]: (key, value) for key, value in told}
    for number, (key, text) in enumerate(given.items()):
        was = kept.get(str(number), ("", None))
        if not (is_of(was[0], key) and isinstance(was[1], str) and is_of(was[1], text)):
            raise Deviation(expected=f"{say(text)}, or a refusal", got=say(was[1]), where="$.response.unsafe_metadata")


def one_letter_open(text: str) -> tuple[str, ...]:
    """One letter of it as any letter, in the tongue of a database; none where it is that letter anyway."""
    open_ = f"{text[:3]}_{text[4:]}"
    return () if open_ == text else (open_,)


@proves(hostile_input.IDENTIFIER)
def test_an_identifier_that_is_a_pattern(visitor: Actor, member: Member) -> None:
    """The right password beside it: whoever finds the member lets them in."""
    own = member.identifier
    for typed in (*one_letter_open(own), *(f"{own}{end}" for end in ENDS), "%", ".*"):
        answer = visitor.sign_ins.create(identifier=typed, password=member.password, intent=Intent.OPEN)

        if not conclusive(answer).ok:
            refused(answer, ANY_REFUSAL)
        elif at(answer.resource, "status") in FOUND:
            raise Deviation(expected="nobody found", got=outcome(answer), where=f"status for {say(typed)}")
        not_signed_in(visitor.clients.read())


@proves(hostile_input.METADATA_SIZE, hostile_input.METADATA_SIZE_CODE)
def test_too_much_metadata(member: Member) -> None:
    before = {"kept": "yes"}
    succeeded(member.actor.me.update(unsafe_metadata=before))

    answer = member.actor.me.update(unsafe_metadata={"much": "x" * TOO_MUCH}, intent=Intent.INVALID)
    with step(hostile_input.METADATA_SIZE):
        refused(conclusive(answer), ANY_REFUSAL)
        equals(member.actor.me.read(), unsafe_metadata=before)
    with step(hostile_input.METADATA_SIZE_CODE):
        if answer.status != 413:
            refused(answer, 422, "form_param_exceeds_allowed_size")


@proves(hostile_input.SIGN_UP_METADATA_SIZE)
def test_too_much_metadata_at_sign_up(visitor: Actor, target: Target) -> None:
    much = {"much": "x" * TOO_MUCH}

    answer = visitor.sign_ups.create(**target.newcomer(), unsafe_metadata=much, intent=Intent.INVALID)

    refused(conclusive(answer), ANY_REFUSAL)


@proves(hostile_input.LARGE)
def test_a_name_of_a_megabyte(member: Member, target: Target) -> None:
    """Of a target of somebody else nothing so large is asked."""
    if not target.endpoint.loopback:
        raise NotTestable("so large a request is sent to a target on loopback alone")
    actor, before = member.actor, member_name(member)
    try:
        answer = actor.me.update(first_name="x" * A_MEGABYTE, intent=Intent.INVALID)
    except TransportFailure:
        pass  # a closed connection is a refusal as well (SEC-248)
    else:
        if not 400 <= answer.status < 500:
            raise Deviation(expected="a refusal", got=outcome(answer), where="status")
    took = actor.last.took if actor.last else 0.0
    assert took < AT_ONCE, f"it took {took:.0f} s"
    assert member_name(member) == before, "the name has changed"


def member_name(of: Member) -> object:
    return member(succeeded(of.actor.me.read()), "first_name")
