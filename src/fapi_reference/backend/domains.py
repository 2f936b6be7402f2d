"""The domains of the instance: one, its own. What its Frontend API is called is also the issuer of its tokens."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", _body: dict[str, Any], _id: str) -> Any:
    """GET /v1/domains of the Backend API."""
    host = urlsplit(server.issuer).hostname or ""
    own = {
        "object": "domain",
        "id": f"dmn_{server.instance_id.removeprefix('ins_')}",
        "name": host,
        "is_satellite": False,
        "frontend_api_url": server.issuer,
        "accounts_portal_url": None,
        "development_origin": "",
    }
    return {"data": [own], "total_count": 1}
