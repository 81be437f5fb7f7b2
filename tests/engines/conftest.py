"""Suites that are inherited tell what differs, as tests do."""

import pytest

pytest.register_assert_rewrite("engines.contract", "engines.capabilities")
