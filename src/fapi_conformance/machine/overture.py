"""Courses of events that every run plays first, so that each requirement is seen at least once, whatever the seed.

An act that this target has no use for is passed over, with those that build on it.
"""

from fapi_conformance.machine.acts import Names

Course = tuple[tuple[str, Names], ...]

SIGNING_IN: Course = (
    ("have_account", ("Ada",)),
    ("sign_in_unknown", ("laptop", "Ben")),
    ("begin_sign_in", ("laptop", "Ada")),
    ("prepare_sign_in", ("sign-in 1",)),
    ("miss_sign_in", ("sign-in 1",)),
    ("finish_foreign_sign_in", ("sign-in 1", "phone")),
    ("finish_sign_in", ("sign-in 1",)),
    ("sign_in_by_password", ("desktop", "Ada")),
    ("token", ("session 1", "Ada", "laptop")),
    ("read_me", ("session 1", "Ada", "laptop")),
    ("touch", ("session 1", "Ada", "laptop")),
    ("end", ("session 1", "Ada", "laptop")),
    ("token_over", ("session 1", "Ada", "laptop")),
    ("touch_over", ("session 1", "Ada", "laptop")),
    ("sign_out", ("desktop",)),
)
SIGNING_UP: Course = (
    ("begin_sign_up", ("laptop", "Ada")),
    ("finish_sign_up", ("sign-up 1",)),
    ("begin_sign_up", ("phone", "Ben")),
    ("begin_sign_up", ("phone", "Ben")),
    ("finish_replaced_sign_up", ("sign-up 2",)),
    ("sign_up", ("phone", "Ben")),
    ("delete_user", ("session 1", "Ada", "laptop")),
    ("sign_in_unknown", ("desktop", "Ada")),
    ("sign_up", ("desktop", "Ada")),
)
SECOND_FACTOR: Course = (
    ("have_account", ("Ada",)),
    ("sign_in_by_code", ("laptop", "Ada")),
    ("enrol", ("session 1", "Ada", "laptop")),
    ("sign_in_by_password", ("phone", "Ada")),
    ("finish_by_backup_code", ("sign-in 2", "Ada")),
    ("sign_in_by_code", ("desktop", "Ada")),
    ("reuse_backup_code", ("sign-in 3", "Ada")),
)
TWO_KNOWN: Course = (
    ("have_account", ("Ada",)),
    ("have_account", ("Ben",)),
    ("sign_in_by_code", ("laptop", "Ada")),
    ("sign_in_by_code", ("phone", "Ben")),
)
KNOWN_BY: Course = (
    *TWO_KNOWN,
    ("add", ("session 1", "Ada", "laptop", "red address")),
    ("read_anothers", ("session 2", "Ben", "phone", "address 1", "Ada")),
    ("prepare", ("session 1", "Ada", "laptop", "address 1")),
    ("prove", ("session 1", "Ada", "laptop", "address 1")),
    ("add_taken", ("session 2", "Ben", "phone", "red address", "Ada")),
    ("begin_by_item", ("desktop", "Ada", "address 1")),
    ("lead", ("session 1", "Ada", "laptop", "address 1")),
    ("delete_item", ("session 1", "Ada", "laptop", "address 1")),
    ("sign_in_by_nobodys", ("desktop", "red address")),
    ("add", ("session 2", "Ben", "phone", "red address")),
)
CODES_RENEWED: Course = (
    *SECOND_FACTOR[:5],
    ("renew_codes", ("session 1", "Ada", "laptop")),
    ("sign_in_by_password", ("desktop", "Ada")),
)
OF_AN_OLD_SET: Course = (*CODES_RENEWED, ("use_void_code", ("sign-in 3", "Ada")))
COURSES = (SIGNING_IN, SIGNING_UP, SECOND_FACTOR, OF_AN_OLD_SET, KNOWN_BY)
"""What every run plays, beside those about organizations."""

DEVICES: Course = (
    ("have_account", ("Ada",)),
    ("sign_in_by_code", ("phone", "Ada")),
    ("sign_in_by_password", ("laptop", "Ada")),
    ("sign_up", ("laptop", "Ben")),
)
TWO_SIGN_UPS: Course = (
    ("begin_sign_up", ("phone", "Ada")),
    ("begin_sign_up", ("laptop", "Ada")),
)
TWO_SECOND_FACTORS: Course = (
    *SECOND_FACTOR[:3],
    ("sign_in_by_password", ("phone", "Ada")),
    ("sign_in_by_password", ("desktop", "Ada")),
)
ENDED_AND_BACK: Course = (
    ("have_account", ("Ada",)),
    ("sign_in_by_code", ("laptop", "Ada")),
    ("sign_up", ("laptop", "Ben")),
    ("end", ("session 1", "Ada", "laptop")),
    ("sign_in_by_code", ("laptop", "Ada")),
)
BY_WALLET: Course = (
    *TWO_KNOWN,
    ("sign_in_by_code", ("desktop", "Ada")),
    ("add", ("session 1", "Ada", "laptop", "red wallet")),
    ("prepare", ("session 1", "Ada", "laptop", "wallet 1")),
    ("prove", ("session 1", "Ada", "laptop", "wallet 1")),
)
BOTH_CLAIM: Course = (
    *TWO_KNOWN,
    ("add", ("session 1", "Ada", "laptop", "red address")),
    ("add", ("session 2", "Ben", "phone", "red address")),
    ("prepare", ("session 1", "Ada", "laptop", "address 1")),
    ("prepare", ("session 2", "Ben", "phone", "address 2")),
)
IDENTIFYING = (KNOWN_BY, BY_WALLET, BOTH_CLAIM)
BESIDE_IDENTIFICATIONS = frozenset({"sign_in_by_code", "enrol"})
"""What else is done in a course that begins with one of these."""
OPENINGS = (
    *IDENTIFYING,
    DEVICES,
    ENDED_AND_BACK,
    SIGNING_IN,
    SECOND_FACTOR,
    TWO_SIGN_UPS,
    TWO_SECOND_FACTORS,
    CODES_RENEWED,
)
"""How a course of events may begin, as far as one of these, so that deep states are met often."""
LONGEST = max(map(len, OPENINGS))
