"""Every list that comes by pages, filled with several things where the instance lets there be several."""

from collections.abc import Iterator
from dataclasses import dataclass

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.contract import Operation
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import refused
from fapi_conformance.expect.lists import ids_of
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import Call, World
from fapi_conformance.recipes.lists import FILLED
from fapi_conformance.recipes.organization_members import listed as members_of
from fapi_conformance.requirements import paging as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import ALL, MANAGE_MEMBERS, joined, role_with

TEN = 10
NO_LIMITS, NO_OFFSETS = ("0", "501", "-1", "some"), ("-1", "some")
FAR = 4_000
"""Behind the end of any list of a test, and no number that anything overflows at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    items: list[Json]
    total: int

    @property
    def ids(self) -> list[str]:
        return ids_of(self.items)


def is_filled(operation: Operation) -> bool:
    return operation.id in FILLED


def comes_either_way(operation: Operation) -> bool:
    return operation.id in required.EITHER_WAY


def refuses_ranges(operation: Operation) -> bool:
    return is_filled(operation) and 422 in operation.responses


def of_one_moment(operation: Operation) -> bool:
    return operation.id not in required.ORDER.operations


@proves(required.LIMIT, required.TOTAL, required.WALK, required.ORDER)
@every_operation(is_filled)
def test_pages(operation: Operation, world: World) -> None:
    call = arranged(operation, world)
    whole = page(call, operation, limit=ALL)
    if not whole.items:
        raise NotTestable("there is nothing in it")
    pages = list(walk(call, operation, len(whole.items)))

    with step(required.LIMIT):
        for size, one in pages:
            if len(one.items) > size:
                raise Deviation(expected=f"{size} at most", got=f"{len(one.items)}", where="$.response.data")
    with step(required.TOTAL):
        for one in (whole, *(one for _, one in pages)):
            if one.total != len(whole.items):
                got, expected = say(one.total), f"{len(whole.items)}, as many as there are"
                raise Deviation(expected=expected, got=got, where="$.response.total_count")
    with step(required.WALK):
        walked = [item for _, one in pages for item in one.ids]
        if sorted(walked) != sorted(whole.ids):
            expected = f"each of {len(whole.ids)} once"
            raise Deviation(expected=expected, got=f"{len(walked)}, {len(set(walked))} of them different", where="ids")
        behind = page(call, operation, limit=1, offset=FAR)
        if behind.items or behind.total != len(whole.items):
            expected = f"an empty page beside {len(whole.items)}"
            raise Deviation(expected=expected, got=f"{len(behind.items)} beside {behind.total}", where="$.response")
    with step(required.ORDER):
        if of_one_moment(operation):
            raise NotTestable("what it lists was made with the instance")
        times = [made for one in whole.items if isinstance(made := at(one, "created_at"), int)]
        if times != sorted(times, reverse=True):
            raise Deviation(expected="the newest first", got=say(times), where="$.response.data[].created_at")


@proves(required.RANGE)
@every_operation(refuses_ranges)
def test_ranges(operation: Operation, world: World) -> None:
    call = arranged(operation, world)
    for name, values in (("limit", NO_LIMITS), ("offset", NO_OFFSETS)):
        for value in values:
            answer = call.asking({name: value}).send(operation, intent=Intent.INVALID)
            told = [at(one, "meta.param_name") for one in answer.errors]
            if answer.status != 422 or name not in told:
                expected = f"422 that names `{name}`, for it is {value!r}"
                raise Deviation(expected=expected, got=outcome(answer), where="status", exchange=call.actor.last)


@proves(required.STATUS)
@every_operation(lambda operation: operation.id in required.STATUS.operations)
def test_a_status_that_there_is_not(operation: Operation, world: World) -> None:
    call = arranged(operation, world)

    answer = call.asking({"status": "fapi_conformance_unknown"}).send(operation, intent=Intent.INVALID)

    if answer.status != 400:
        refused(answer, 422, "form_param_value_invalid")


@proves(required.PAGINATED, required.BARE)
@every_operation(comes_either_way)
def test_either_way(operation: Operation, world: World) -> None:
    call = arranged(operation, world)
    bare = call.asking({"paginated": "false"}).send(operation)
    unsaid = Call(actor=call.actor, operation_id=call.operation_id, path=call.path).send(operation)

    with step(required.PAGINATED):
        page(call, operation, limit=ALL)
        is_bare(bare)
    with step(required.BARE):
        is_bare(unsaid)


@proves(required.DEFAULT)
@every_operation(lambda operation: operation.id in required.DEFAULT.operations)
def test_without_a_limit(operation: Operation, world: World) -> None:
    call = arranged(operation, world)
    for _ in range(TEN + 1 - page(call, operation, limit=ALL).total):
        world.target.organization(world.member)

    found = page(call, operation)

    if len(found.items) != TEN:
        raise Deviation(expected="ten", got=f"{len(found.items)}", where="$.response.data")


@proves(required.BY_ROLE, required.BY_QUERY)
@every_operation(lambda operation: operation.id in required.BY_ROLE.operations)
def test_members(operation: Operation, world: World) -> None:
    call, one = members_of(world).asking({"paginated": "true"}), world.organization
    basic, managing = world.role_in(one), role_with(one, MANAGE_MEMBERS)
    joined(one, world.colleague, basic)
    joined(one, world.stranger, managing)
    maker, colleague, stranger = (who.user_id for who in (world.member, world.colleague, world.stranger))
    roles = {at(item, "public_user_data.user_id"): at(item, "role") for item in page(call, operation).items}

    with step(required.BY_ROLE):
        for role in (basic, managing):
            found = page(call.asking({"role": role}), operation)
            are(found, {user for user in (maker, colleague, stranger) if roles.get(user) == role})
    with step(required.BY_QUERY):
        for word in words_for(world.colleague):
            are(page(call.asking({"query": word}), operation), {colleague})
        are(page(call.asking({"query": world.target.name()}), operation), set())


def words_for(member: Member) -> Iterator[str]:
    """What is said of one member only: the user id, and a part of an unguessable name."""
    yield member.user_id
    for name in (member.first_name, member.last_name, member.username):
        if name:
            yield name[:-3]


def are(found: Page, users: set[str]) -> None:
    """The members on the page are these, and so many are there in all."""
    listed = {str(at(item, "public_user_data.user_id")) for item in found.items}
    if listed != users or found.total != len(users):
        got = f"{say(sorted(listed))} of {found.total}"
        raise Deviation(expected=f"{say(sorted(users))} of {len(users)}", got=got, where="$.response")


def arranged(operation: Operation, world: World) -> Call:
    """That what is to be listed cannot be made is told where that is judged."""
    try:
        return FILLED[operation.id](world)
    except Deviation as deviation:
        because = f"what comes before it failed: expected {deviation.expected}, got {deviation.got}"
        raise NotTestable(because, remedy="mend that first") from deviation


def page(call: Call, operation: Operation, **query: int) -> Page:
    """Raises Deviation unless it is a page (GEN-061, GEN-063)."""
    answer = call.asking(query).send(operation)
    items, total = at(answer.resource, "data"), at(answer.resource, "total_count")
    if not answer.ok or not isinstance(items, list) or not isinstance(total, int):
        expected = "a page: `data` beside a `total_count`"
        raise Deviation(expected=expected, got=outcome(answer), where="$.response", exchange=call.actor.last)
    return Page(items=items, total=total)


def walk(call: Call, operation: Operation, items: int) -> Iterator[tuple[int, Page]]:
    """Page after page, each as long as it takes to come to the end in two or three."""
    size = max(1, items // 2)
    for offset in range(0, items, size):
        yield size, page(call, operation, limit=size, offset=offset)


def is_bare(answer: Answer) -> None:
    if not answer.ok or not isinstance(answer.resource, list):
        raise Deviation(expected="a bare list", got=say(answer.resource), where="$.response")
