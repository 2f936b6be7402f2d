"""The captured schema: it says what was published, its errata apply, and its two readings judge as they should."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from fapi_conformance.contract import Contract, SchemaProblem, load_contract
from fapi_conformance.contract.document import ERRATA, lookup, read_file, read_folder
from fapi_conformance.contract.errata import apply, read_errata
from fapi_conformance.contract.normalise import (
    closed_components,
    closed_schema,
    open_components,
    open_schema,
    standalone,
)
from fapi_conformance.plugin.places import ROOT, SCHEMA

SHARED = ROOT.parent / "shared"
PUBLISHED = SHARED / "facts" / "fapi-2025-04-10.json"
COMPARE = SHARED / "tools" / "compare_schema.py"

JSON = "application/json"
RESET = "POST /v1/client/sign_ins/{sign_in_id}/reset_password"
#: The published document has second, older copies of some components, without pending sessions, their tasks, and links
#: as a second factor. Ours has one of each: the newer one, under which the older answers pass as well.
STALE_CLIENTS = [
    RESET,
    *(f"POST /v1/me/{name}" for name in ("change_password", "remove_password", "profile_image")),
    "PUT /v1/organizations/{organization_id}/logo",
]
STALE_COPIES = [
    *((label, "/client/sessions/[]/status") for label in STALE_CLIENTS),
    *((label, "/client/sessions/[]/tasks") for label in STALE_CLIENTS),
    *((label, "/client/sign_in/second_factor_verification/") for label in STALE_CLIENTS),
    (RESET, "/response/second_factor_verification/"),
]

ERRATA_IDS = [erratum.id for erratum in read_errata(SCHEMA / ERRATA)]
#: Corrects later versions alone: here it changes nothing.
FOR_OTHER_VERSIONS = {"billing-legacy-flags"}


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def contract() -> Contract:
    return load_contract(SCHEMA)


def bundle(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fapi_conformance.contract", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def folder_with(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


# What was published


@pytest.mark.skipif(
    not PUBLISHED.exists(), reason="the recorded facts of the published document are not beside this clone"
)
def test_without_errata_it_says_what_was_published(tmp_path: Path, contract: Contract) -> None:
    printed = tmp_path / "bundle.json"
    printed.write_text(bundle("--bundle", "--no-errata").stdout)
    known = tmp_path / "known.json"
    known.write_text(json.dumps([{"at": f"{label} | response 200 {JSON} {place}"} for label, place in STALE_COPIES]))

    compared = subprocess.run(
        [sys.executable, str(COMPARE), str(printed), str(PUBLISHED), "--present", "--errata", str(known)],
        capture_output=True,
        text=True,
        check=False,
    )

    ours = len(contract.operations)
    assert re.sub(r"[0-9]+ named", "some named", compared.stdout.splitlines()[-1]) == (
        f"{ours} operations, 0 differences, some named by errata: none"
    )


def test_no_two_operations_share_an_id(contract: Contract) -> None:
    assert len({operation.id for operation in contract.operations}) == len(contract.operations) > 0
    assert contract.version == "2025-04-10"


def test_every_component_is_used() -> None:
    document = read_folder(SCHEMA)
    reached = standalone(document["paths"], document["components"])["components"]

    unused = {
        section: document["components"][section].keys() - reached.get(section, {}).keys()
        for section in ("schemas", "parameters", "responses")
    }

    assert unused == {"schemas": set(), "parameters": set(), "responses": set()}


# Errata


@pytest.mark.parametrize("id_", ERRATA_IDS)
def test_an_erratum_changes_the_document_unless_switched_off(id_: str) -> None:
    published = read_folder(SCHEMA)
    (erratum,) = [one for one in read_errata(SCHEMA / ERRATA) if one.id == id_]
    without_it = load_contract(SCHEMA, without=[id_])

    changed = apply(published, [erratum]) != published
    differs = load_contract(SCHEMA).document != without_it.document

    assert (changed, differs) == (id_ not in FOR_OTHER_VERSIONS,) * 2
    assert id_ not in {one.id for one in without_it.errata}


def test_every_erratum_finds_its_place() -> None:
    """Ours skip what a version lacks; in our own document none may."""
    strict = read_errata(SCHEMA / ERRATA)
    owned = [type(one).from_json({**one.as_json(), "origin": "x:1"}) for one in strict]

    assert apply(read_folder(SCHEMA), owned) == load_contract(SCHEMA).document


def test_a_later_version_gets_its_billing_flags_back() -> None:
    later = read_folder(SCHEMA)
    del later["components"]["schemas"]["Client.CommerceSettings"]["properties"]["billing"]["properties"]["enabled"]

    corrected = apply(later, read_errata(SCHEMA / ERRATA))

    assert (
        "enabled"
        in lookup(corrected, "#/components/schemas/Client.CommerceSettings")["properties"]["billing"]["properties"]
    )


def test_errata_leave_the_document_they_are_applied_to_alone() -> None:
    published = read_folder(SCHEMA)

    apply(published, read_errata(SCHEMA / ERRATA))

    assert published == read_folder(SCHEMA)


def test_no_form_field_is_nullable_on_the_wire(contract: Contract) -> None:
    def nullable(of: Contract) -> list[str]:
        return [
            f"{operation.label} {name}"
            for operation in of.operations
            if operation.body
            for kind, schema in operation.body.media.items()
            if kind != JSON
            for name, field in schema.get("properties", {}).items()
            if field.get("nullable")
        ]

    assert nullable(contract) == []
    assert len(nullable(load_contract(SCHEMA, without=["form-null"]))) > 50


def test_a_user_adds_a_correction_with_a_reason(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- id: ours\n  reason: ticket 12\n  change:\n  - {at: Client.User/properties/shoe_size, set: {type: integer}}\n"
    )

    corrected = load_contract(SCHEMA, extra_errata=[own])

    assert corrected.document["components"]["schemas"]["Client.User"]["properties"]["shoe_size"] == {"type": "integer"}
    assert corrected.errata[-1].evidence == "ticket 12"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("- id: x\n  change: []\n", ":1: erratum x: 'reason' is missing or empty", id="no-reason"),
        pytest.param("- id: x\n  reason: r\n  colour: red\n", ":3: an erratum has no 'colour'", id="strange-member"),
        pytest.param("- id: x\n  reason: r\n  change:\n  - {at: A, drop: 1}\n", ":4: erratum x: a patch is", id="verb"),
        pytest.param(
            "- id: x\n  reason: r\n  change:\n  - {at: A, add: 1}\n", ":4: erratum x: 'add' takes a list", id="shape"
        ),
        pytest.param("- id: x\n  level: [\n", ":3: not YAML", id="not-yaml"),
        pytest.param("id: x\n", ":1: expected a list of errata", id="no-list"),
        pytest.param(
            "- id: x\n  reason: r\n  change:\n  - {at: Nothing/required, add: [a]}\n",
            ":1: erratum x: it fits nowhere",
            id="place",
        ),
        pytest.param(
            "- id: form-null\n  reason: r\n  change:\n  - {at: JWKS, merge: {}}\n",
            ":1: erratum form-null: another one has this name",
            id="id-twice",
        ),
        pytest.param(
            "- id: x\n  reason: r\n  change:\n  - {at: A, set: {$ref: '#/no'}}\n", "#/no leads nowhere", id="reference"
        ),
    ],
)
def test_a_bad_errata_file_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text)

    with pytest.raises(SchemaProblem) as refused:
        load_contract(SCHEMA, extra_errata=[own])

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_switching_off_what_is_not_there_is_refused() -> None:
    with pytest.raises(SchemaProblem, match="there is no erratum named nonsense"):
        load_contract(SCHEMA, without=["nonsense"])


# Files that can't be used


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("openapi: 3.0.3\npaths: [\n", ":3: not YAML", id="unfinished"),
        pytest.param("openapi: 3.0.3\nopenapi: 3.0.3\n", ":2: not YAML: 'openapi' is given twice", id="key-twice"),
        pytest.param("a: 1\nopenapi: '2.0'\n", ":2: not an OpenAPI 3.0 or 3.1 document", id="swagger"),
        pytest.param("<!doctype html><html></html>", ":1: not an OpenAPI 3.0 or 3.1 document", id="html"),
        pytest.param("", ":1: not an OpenAPI", id="empty"),
        pytest.param("openapi: 3.0.3\n", ":1: there are no paths", id="no-paths"),
        pytest.param("openapi: 3.0.3\npaths:\n  /a: {get: {}}\n", ":3: GET /a has no responses", id="no-responses"),
        pytest.param(
            "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses: {200: {$ref: '#/nowhere'}}\n",
            ":5: the reference #/nowhere leads nowhere",
            id="dangling-reference",
        ),
        pytest.param(
            "openapi: 3.0.3\npaths:\n  /a: {get: {parameters: 5, responses: {}}}\n",
            ":1: an operation cannot be read",
            id="strange-operation",
        ),
        pytest.param("a: &a [*a]\n", ":1: not a YAML document of plain values", id="endless"),
    ],
)
def test_an_unusable_document_gives_file_line_and_reason(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(text)

    with pytest.raises(SchemaProblem) as refused:
        load_contract(SCHEMA, schema=file)

    assert str(refused.value).startswith(f"{file}{says}")
    assert "\n" not in str(refused.value)


def test_broken_json_gives_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"openapi": "3.0.3",\n "paths": }')

    with pytest.raises(SchemaProblem, match=r"broken\.json:2: not JSON"):
        read_file(tmp_path / "broken.json")


def test_a_part_nobody_names_is_refused(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, openapi="openapi: 3.0.3\nx-parts: {paths: [a.yaml]}\n", a="/a: {get: {responses: {}}}", b=""
    )

    with pytest.raises(SchemaProblem, match=r"openapi\.yaml:2: b\.yaml is not named"):
        read_folder(folder)


def test_a_component_defined_in_two_files_is_refused(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, openapi="openapi: 3.0.3\nx-parts: {schemas: [a.yaml, b.yaml]}\n", a="X: {}\n", b="\nX: {}\n"
    )

    with pytest.raises(SchemaProblem, match=r"b\.yaml:2: X is already defined"):
        read_folder(folder)


def test_the_command_tells_a_problem_on_one_line_and_exits_4(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("paths: [\n")

    told = bundle("--bundle", "--schema", str(tmp_path / "broken.yaml"))

    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (4, "", 1)
    assert told.stderr.startswith(f"{tmp_path / 'broken.yaml'}:2: ")


def test_the_command_lists_errata_with_their_evidence() -> None:
    told = bundle("--errata-list").stdout

    assert all(f"{id_}  (" in told for id_ in ERRATA_IDS)
    assert told.count("  evidence  ") == len(ERRATA_IDS)


# Reading once, and elsewhere


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_whole_document_is_read_from_one_file(tmp_path: Path, suffix: str, contract: Contract) -> None:
    whole = read_folder(SCHEMA)
    file = tmp_path / f"official{suffix}"
    file.write_text(json.dumps(whole) if suffix == ".json" else yaml.safe_dump(whole, sort_keys=False))

    read = load_contract(SCHEMA, schema=file)

    assert read.operations == contract.operations
    assert read.document == contract.document


def test_a_document_of_more_operations_and_fewer_components_takes_our_errata(
    tmp_path: Path, contract: Contract
) -> None:
    whole = read_folder(SCHEMA)
    whole["paths"] |= {f"/v1/more/{number}": whole["paths"]["/v1/health"] for number in range(124)}
    del whole["components"]["schemas"]["JWKS.rsa.PrivateKey"]
    whole["components"]["schemas"]["JWKS"]["properties"]["keys"]["items"] = {"type": "object"}
    (tmp_path / "other.json").write_text(json.dumps(whole))

    assert len(load_contract(SCHEMA, schema=tmp_path / "other.json").operations) == len(contract.operations) + 124


def test_the_second_reading_comes_from_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_folder(SCHEMA)
    monkeypatch.setattr("fapi_conformance.contract.source.yaml.load", lambda *_: pytest.fail("parsed again"))

    assert read_folder(SCHEMA) == first


def test_a_cache_that_cannot_be_written_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    assert read_folder(SCHEMA)["openapi"] == "3.0.3"


def test_a_worker_gets_the_same_contract_as_json(contract: Contract) -> None:
    handed = Contract.from_json(contract.to_json())

    assert (handed.operations, handed.errata, handed.version) == (
        contract.operations,
        contract.errata,
        contract.version,
    )
    assert handed.document == contract.document


# From a request to its operation


@pytest.mark.parametrize(
    ("method", "path", "label", "parameters"),
    [
        ("GET", "/v1/me", "GET /v1/me", {}),
        ("GET", "/v1/me/", "GET /v1/me", {}),
        ("delete", "/v1/client/sessions", "DELETE /v1/client/sessions", {}),
        ("GET", "/v1/client/sessions/s_1", "GET /v1/client/sessions/{session_id}", {"session_id": "s_1"}),
        ("POST", "/v1/client/sessions/s_1/end/", "POST /v1/client/sessions/{session_id}/end", {"session_id": "s_1"}),
    ],
)
def test_a_request_finds_its_operation(
    contract: Contract, method: str, path: str, label: str, parameters: dict[str, str]
) -> None:
    found = contract.match(method, path)

    assert found is not None
    assert (found[0].label, found[1]) == (label, parameters)


@pytest.mark.parametrize(
    "path", ["/v1/me//", "/v1/nothing", "/v1/client/sessions//touch", "/v1/client/sessions/s/x", "", "/"]
)
def test_a_request_of_no_operation_finds_none(contract: Contract, path: str) -> None:
    assert contract.match("POST", path) is None


def test_exact_segments_win_over_parameters() -> None:
    answers = {"get": {"responses": {"200": dict[str, Any]()}}}
    paths = ["/a/{x}", "/a/b", "/{y}/b/c", "/a/{x}/c", "/a/b/{z}"]
    contract = Contract.of({"paths": dict.fromkeys(paths, answers)})

    def template(path: str) -> str:
        found = contract.match("GET", path)
        return found[0].path if found else ""

    assert [template(path) for path in ("/a/b", "/a/x", "/a/b/c", "/a/x/c", "/x/b/c")] == [
        "/a/b",
        "/a/{x}",
        "/a/b/{z}",
        "/a/{x}/c",
        "/{y}/b/c",
    ]


def test_an_operation_says_what_it_takes_and_answers(contract: Contract) -> None:
    prepare = contract.by_id("prepareSignInFactorOne")

    assert contract.by_label("POST /v1/client/sign_ins/{sign_in_id}/prepare_first_factor") is prepare
    assert [(p.name, p.location, p.required) for p in prepare.parameters] == [
        ("sign_in_id", "path", True),
        ("Origin", "header", False),
    ]
    assert prepare.body is not None
    assert prepare.body.media["application/x-www-form-urlencoded"]["required"] == ["strategy"]
    assert (contract.successes(prepare), prepare.anonymous, prepare.tag) == (frozenset({200}), True, "Sign Ins")
    assert frozenset({"ProductionNativeApp", "ProductionNativeFlag"}) in prepare.security
    assert prepare.responses[422].media["application/json"] == {"$ref": "#/components/schemas/ClerkErrors"}


# The two readings

A = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}
B = {"type": "object", "properties": {"b": {"type": "integer"}}}


def accused(schema: Mapping[str, Any], body: Any, components: Mapping[str, Any] | None = None) -> tuple[int, int]:
    """How many violations the open and the closed reading find."""
    raw = components or {}
    readings = (
        standalone(open_schema(schema, raw), open_components(raw)),
        standalone(closed_schema(schema, raw), closed_components(raw)),
    )
    opened, closed = (len(list(jsonschema_rs.validator_for(reading).iter_errors(body))) for reading in readings)
    return opened, closed


TEXT = {"A": {"type": "string"}, "N": {"type": "string", "nullable": True}}
REF_A, REF_N = {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/N"}


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({"type": "string", "nullable": True}, id="plain"),
        pytest.param({"type": "string", "enum": ["x"], "nullable": True}, id="enum"),
        pytest.param({**REF_A, "nullable": True}, id="reference"),
        pytest.param(REF_N, id="nullable-component"),
        pytest.param({"type": "string", "nullable": True, "allOf": [REF_A]}, id="all-of"),
        pytest.param({"nullable": True, "allOf": [REF_A]}, id="all-of-untyped"),
        pytest.param({"allOf": [REF_A, {"type": "string", "nullable": True}]}, id="branch-that-only-says-null"),
        pytest.param({"nullable": True, "oneOf": [REF_A, {"type": "string", "pattern": "x"}]}, id="one-of"),
        pytest.param({"nullable": True, "anyOf": [REF_A, {"type": "string", "pattern": "x"}]}, id="any-of"),
        pytest.param({"type": ["string", "null"]}, id="3.1-types"),
        pytest.param({"oneOf": [REF_A, {"type": "null"}]}, id="3.1-union"),
    ],
)
def test_null_is_read_wherever_it_is_allowed(schema: dict[str, Any]) -> None:
    assert accused(schema, None, TEXT) == (0, 0)
    assert accused(schema, "x", TEXT) == (0, 0)
    assert min(accused(schema, 5, TEXT)) > 0


@pytest.mark.parametrize(
    "schema", [{"type": "string"}, REF_A, {"allOf": [REF_A]}, {"type": "string", "allOf": [REF_N]}]
)
def test_null_is_refused_elsewhere(schema: dict[str, Any]) -> None:
    assert min(accused(schema, None, TEXT)) > 0


@pytest.mark.parametrize(
    ("schema", "body", "verdict"),
    [
        pytest.param(A, {"a": "", "x": 1}, (0, 1), id="undeclared"),
        pytest.param({"type": "string", "enum": ["x"]}, "y", (0, 1), id="enum"),
        pytest.param({"type": "string", "pattern": "^x$"}, "y", (0, 1), id="pattern"),
        pytest.param({"type": "integer", "maximum": 4}, 5, (0, 1), id="limit"),
        pytest.param({"type": "object", "x-expected": ["a"]}, {}, (0, 1), id="expected"),
        pytest.param(A, {}, (1, 1), id="missing"),
        pytest.param(A, {"a": 1}, (1, 1), id="type"),
        pytest.param(
            {"properties": {"object": {"type": "string", "enum": ["x"]}}}, {"object": "y"}, (1, 1), id="object"
        ),
        pytest.param({"properties": {"object": {"enum": ["x", "z"]}}}, {"object": "y"}, (0, 1), id="kinds-of-object"),
        pytest.param({"additionalProperties": {"type": "string"}}, {"x": 1}, (1, 1), id="map"),
        pytest.param(
            {"additionalProperties": False, "x-patternProperties": {"^o_": A}},
            {"o_1": {"a": ""}, "o_2": {}, "x": 1},
            (1, 2),
            id="patterns",
        ),
        pytest.param(
            {"oneOf": [{"type": "string"}, {"type": "string", "pattern": "x"}]}, "x", (0, 0), id="two-variants-fit"
        ),
        pytest.param({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {}, (1, 1), id="any-of"),
    ],
)
def test_failures_and_warnings_are_told_apart(schema: dict[str, Any], body: Any, verdict: tuple[int, int]) -> None:
    assert accused(schema, body) == verdict


PARTS = {
    "A": A,
    "B": B,
    "AB": {"allOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]},
}


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(PARTS["AB"], id="references"),
        pytest.param({"$ref": "#/components/schemas/AB"}, id="component"),
        pytest.param({"allOf": [A, B]}, id="inline"),
        pytest.param({"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"b": {}}}, id="own-members"),
        pytest.param(
            {"type": "object", "nullable": True, "allOf": [{"$ref": "#/components/schemas/AB"}]}, id="nullable"
        ),
        pytest.param({"allOf": [{"$ref": "#/components/schemas/AB"}, {"properties": {"c": {}}}]}, id="nested"),
        pytest.param({"allOf": [{"oneOf": [{"$ref": "#/components/schemas/A"}, {"required": ["z"]}]}, B]}, id="union"),
    ],
)
def test_a_closed_part_accepts_the_members_of_its_siblings_and_warns_of_others(schema: dict[str, Any]) -> None:
    assert accused(schema, {"a": "", "b": 1}, PARTS) == (0, 0)
    assert accused(schema, {"a": "", "b": 1, "x": 1}, PARTS) == (0, 1)


def test_a_mistake_in_a_variant_is_told_in_that_variant(contract: Contract) -> None:
    """And not as one union that nothing fits: findings are named after the component and the member."""
    raw = contract.document["components"]["schemas"]
    reading = standalone(open_schema({"$ref": "#/components/schemas/Client.EmailAddress"}, raw), open_components(raw))
    body = {
        "object": "email_address",
        "id": "i",
        "email_address": "a@b.c",
        "reserved": False,
        "linked_to": [],
        "created_at": 1,
        "updated_at": 1,
        "verification": {"object": "verification_otp", "status": "new", "strategy": "pigeon"},
    }

    (violation,) = jsonschema_rs.validator_for(reading).iter_errors(body)

    assert list(violation.instance_path) == ["verification"]
    assert list(violation.schema_path) == ["components", "schemas", "Stubs.Verification.OTP", "required"]


def test_what_is_only_expected_warns(contract: Contract) -> None:
    raw = contract.document["components"]["schemas"]
    schema = {"$ref": "#/components/schemas/UserSettings.PasskeySettings"}

    assert accused(schema, {"allow_autofill": True, "show_sign_in_button": True}, raw) == (0, 1)
    assert accused(schema, {"allow_autofill": True, "satisfies_second_factor": True}, raw) == (1, 1)


def test_custom_oauth_providers_are_welcome(contract: Contract) -> None:
    raw = contract.document["components"]["schemas"]
    provider = dict.fromkeys(
        ("enabled", "required", "authenticatable", "block_email_subaddresses", "not_selectable", "deprecated"), True
    )
    schema = {"$ref": "#/components/schemas/UserSettings.Socials"}

    assert accused(schema, {"oauth_custom_acme": {**provider, "strategy": "oauth_custom_acme"}}, raw) == (0, 0)
    assert accused(schema, {"oauth_custom_acme": provider}, raw) == (1, 1)
    assert accused(schema, {"acme": {}}, raw) == (0, 1)


@pytest.mark.parametrize("operation", load_contract(SCHEMA).operations, ids=lambda operation: operation.id)
def test_every_response_can_be_compiled_and_tells_null_from_an_object(contract: Contract, operation: Any) -> None:
    raw = contract.document["components"]["schemas"]
    for response in operation.responses.values():
        for schema in response.media.values():
            assert min(accused(schema, None, raw)) > 0
            assert min(accused(schema, 5, raw)) > 0
