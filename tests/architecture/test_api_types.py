"""The site's API types are made from what the functions say of themselves."""

import json

from local import openapi


def test_the_sites_document_is_what_the_functions_say() -> None:
    committed = json.loads(openapi.TARGET.read_text())

    assert committed == openapi.merged(), "Run `make api-types` and commit what it writes."
