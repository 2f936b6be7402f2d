"""Whole runs of the suite come first: begun last, one of them would keep the other workers waiting at the end."""

import pytest

WHOLE_RUNS = ("test_clean_reference", "test_liberties", "test_official", "test_configurations")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in WHOLE_RUNS)
