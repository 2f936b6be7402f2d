"""A picture of oneself: taken over, shown, removed; and what is none."""

from fapi_conformance.verdict.requirement import Level, Requirement

UPLOAD, REMOVE = "updateProfileImage", "deleteProfileImage"


def _picture(
    name: str, level: Level, says: str, *sources: str, operations: tuple[str, ...] = (UPLOAD,), twin: str = "UPLOADED"
) -> Requirement:
    return Requirement(
        id=f"PROFILE-IMAGE.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="core",
        operations=operations,
        twins=() if name == twin else (f"PROFILE-IMAGE.{twin}",),
    )


UPLOADED = _picture(
    "UPLOADED",
    Level.MUST,
    "A picture that comes as a file is taken over; the answer is the picture with its id, and not the user.",
    "updateProfileImage 200",
    "USER-050",
)
HAS_IMAGE = _picture(
    "HAS-IMAGE",
    Level.MUST,
    "From then on the user has an image: in the client beside the answer, and in what is read afterwards.",
    "updateProfileImage 200",
    "USER-053",
    "GEN-003",
)
DESCRIBED = _picture(
    "DESCRIBED",
    Level.SHOULD,
    "The answer says what it is, `image`, and where the picture is seen.",
    "USER-050",
)
KINDS = _picture("KINDS", Level.SHOULD, "JPEG, PNG, GIF and WebP are taken over, in whatever size.", "USER-054")
BASE64 = _picture(
    "BASE64",
    Level.MUST,
    "A picture is taken over as base64 text by itself too, with and without the head of a data URL.",
    "updateProfileImage 200",
    "USER-051",
)
CARELESS = _picture(
    "CARELESS",
    Level.SHOULD,
    "A file is read as the official app for iOS sends it: behind a line break, and announced as JPEG whatever it is.",
    "USER-052",
)
URL_CHANGES = _picture(
    "URL-CHANGES",
    Level.SHOULD,
    "The user's image URL becomes another with the picture, and another again when it is gone.",
    "USER-053",
    operations=(UPLOAD, REMOVE),
)
SERVED = _picture(
    "SERVED",
    Level.SHOULD,
    "Where the user's image URL is the target's own, a picture is served there, as one, and is not to be guessed at.",
    "SEC-254",
)
NO_PLACE = _picture("NO-PLACE", Level.SHOULD, "What is served does not tell where a photograph was taken.", "SEC-254")
NO_PICTURE = _picture(
    "NO-PICTURE",
    Level.MUST,
    "What is no picture is refused whatever it is called, as a file and as base64 text, and nothing changes.",
    "updateProfileImage 400, 422",
    "SEC-252",
)
NO_PICTURE_CODE = _picture(
    "NO-PICTURE.CODE",
    Level.SHOULD,
    "What is no picture is refused with 400 `request_body_invalid`.",
    "USER-054",
    twin="NO-PICTURE",
)
NO_FILE = _picture(
    "NO-FILE",
    Level.MUST,
    "A form without the file, and a file with nothing in it, are refused.",
    "updateProfileImage 400, 422",
    "SEC-252",
)
NO_FILE_CODE = _picture(
    "NO-FILE.CODE",
    Level.SHOULD,
    "A form without the file is refused with `form_param_missing`.",
    "USER-054",
    twin="NO-FILE",
)
TRUNCATED = _picture("TRUNCATED", Level.SHOULD, "A picture of which half is missing is refused.", "USER-054", "SEC-252")
DAMAGED = _picture(
    "DAMAGED",
    Level.SHOULD,
    "A damaged picture is refused and changes nothing, or is taken over like any other.",
    "USER-053",
    "USER-054",
)
TOO_LARGE = _picture(
    "TOO-LARGE",
    Level.MUST,
    "A picture of more than ten megabytes is refused.",
    "updateProfileImage 400, 422",
    "USER-054",
    "SEC-253",
)
TOO_LARGE_CODE = _picture(
    "TOO-LARGE.CODE",
    Level.SHOULD,
    "A picture of more than ten megabytes is refused with 413 `image_too_large`.",
    "USER-054",
    twin="TOO-LARGE",
)
BOMB = _picture(
    "BOMB",
    Level.SHOULD,
    "A few bytes that say they are a picture of very many pixels are refused, and others are served on.",
    "SEC-253",
)
FILE_NAME = _picture(
    "FILE-NAME",
    Level.SHOULD,
    "What a file is called leads nowhere: neither path nor control characters of it come back.",
    "SEC-254",
)
REMOVED = _picture(
    "REMOVED",
    Level.MUST,
    "A removed picture is answered as deleted, and the user has no image any more.",
    "deleteProfileImage 200",
    "USER-055",
    "USER-053",
    operations=(REMOVE,),
)
REMOVED_URL = _picture(
    "REMOVED.URL",
    Level.MUST,
    "Whoever removed their picture still has an image URL.",
    "USER-006",
    operations=(REMOVE,),
    twin="REMOVED",
)
NOTHING_TO_REMOVE = _picture(
    "NOTHING-TO-REMOVE",
    Level.SHOULD,
    "Whoever has no picture is refused its removal with 404.",
    "USER-055",
    operations=(REMOVE,),
    twin="REMOVED",
)
