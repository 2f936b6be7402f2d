"""The page that says what is judged and what is not: ``python -m fapi_conformance.coverage`` writes it."""
