"""What every test of a screen begins with."""

from __future__ import annotations

import pytest

from tests.fakes.portal import PortalKit, fake_portal


@pytest.fixture
async def kit() -> PortalKit:
    """A portal over a fake city, its demonstration guardian signed in."""
    kit = fake_portal()
    await kit.sign_in()
    return kit
