"""`POST /v1/age`: make one object older. Ours alone; it stands for the waiting that a test would otherwise do."""

from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LONGEST = 100 * 366 * 24 * 3600


def age(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    object_id, seconds = body.get("object_id"), body.get("seconds")
    for name, value in (("object_id", object_id), ("seconds", seconds)):
        if value is None:
            raise refuse("form_param_missing", name)
    if not isinstance(object_id, str):
        raise refuse("form_param_type_invalid", "object_id")
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        raise refuse("form_param_type_invalid", "seconds")
    if abs(seconds) > LONGEST:
        raise refuse("form_param_value_invalid", "seconds")
    thing = server.store.find(object_id)
    if thing is None:
        raise refuse("resource_not_found")
    server.clock.age(thing, seconds)
    return {"object": "age", "object_id": object_id, "seconds": seconds}
