"""What of the security catalogue no requirement restates, each with the reason. A self-test sees that every check is
either cited or named here, and none of the first priority is.
"""

from collections.abc import Mapping

RECORDED = "conformant servers may do either, and nothing more could be said than which"
UNKNOWN = "nothing public says how it should be"
LIMITS = "it takes tripping the limits of a target, which are its own"
STATISTICS = "it takes many more requests than a run may send, and says nothing over a network"
IMPERSONATION = "the run has no means to let an application sign in as somebody"

NOT_JUDGED: Mapping[str, str] = {
    "SEC-018": RECORDED,
    "SEC-045": UNKNOWN,
    "SEC-074": RECORDED,
    "SEC-080": IMPERSONATION,
    "SEC-084": RECORDED,
    "SEC-088": RECORDED,
    "SEC-106": RECORDED,
    "SEC-128": STATISTICS,
    "SEC-129": LIMITS,
    "SEC-153": RECORDED,
    "SEC-158": RECORDED,
    "SEC-160": STATISTICS,
    "SEC-164": LIMITS,
    "SEC-165": LIMITS,
    "SEC-167": LIMITS,
    "SEC-184": RECORDED,
    "SEC-210": RECORDED,
    "SEC-219": RECORDED,
    "SEC-225": RECORDED,
    "SEC-256": RECORDED,
    "SEC-258": RECORDED,
}
