"""Too many wrong codes, and a fresh start after them."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import complete, equals, present, refused, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_up_course as course
from fapi_conformance.target.target import Target

A_DOZEN = 12
"""Nobody publishes after how many tries a verification fails (AUTH-391); three were documented once (GAP-080)."""


@proves(course.CODE_EXHAUSTED, course.CODE_FAILED, course.PREPARED_ANEW)
def test_too_many_wrong_codes(visitor: Actor, target: Target) -> None:
    """Wrong codes until the verification fails; then even the right one is refused, and a new one is sent."""
    newcomer = target.newcomer()
    sign_up_id = present(visitor.sign_ups.create(**newcomer, strategy="email_code"), "id")
    for _ in range(A_DOZEN):
        answer = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=target.wrong_code)
        if answer.status == 429:
            raise NotTestable("a rate limit comes before the limit of tries")
        if "verification_failed" in answer.codes:
            break
    with step(course.CODE_EXHAUSTED):
        refused(answer, 400, "verification_failed")
    if "verification_failed" not in answer.codes:
        raise NotTestable("no number of wrong codes failed the verification")

    code = target.code_sent(newcomer["email_address"])
    right = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code)
    with step(course.CODE_FAILED):
        refused(right, (400, 401, 403, 409, 422, 429))
        equals(visitor.sign_ups.read(sign_up_id), status="missing_requirements", created_session_id=None)

    anew = visitor.sign_ups.prepare(sign_up_id, strategy="email_code")
    with step(course.PREPARED_ANEW):
        succeeded(anew)
        code = target.code_sent(newcomer["email_address"])
        complete(visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code))
