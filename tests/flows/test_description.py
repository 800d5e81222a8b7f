"""Other programs read what the interface says of itself before they speak to it."""

from __future__ import annotations

import pytest
from django.test import Client

from dongne.web.jsonapi.api import api

RELIED_ON = {
    "/auth/token": "post",
    "/field/sync": "post",
    "/field/photos/{sha256}": "put",
    "/activities": "get",
    "/reports": "post",
    "/reports/{report_id}/submit": "post",
    "/approvals/{report_id}/approve": "post",
    "/rollups/{month}": "get",
    "/cases/{key}/handover": "post",
    "/persons/{person_id}/open": "post",
    "/services": "get",
    "/plans": "get",
    "/parcels/{parcel_key}/take": "post",
}


@pytest.mark.django_db
def test_it_names_what_others_rely_on_and_is_put_together_once(client: Client) -> None:
    first, again = (client.get("/api/v1/openapi.json") for _ in range(2))
    paths = first.json()["paths"]
    for path, method in RELIED_ON.items():
        assert method in paths[f"/api/v1{path}"]
    assert again.content == first.content
    assert api.get_openapi_schema() is api.get_openapi_schema()
