import pytest
from pytest_django import Settings

from interviews import throttling


@pytest.fixture(autouse=True)
def _nobody_tried_too_often() -> None:
    throttling.shared().storage.reset()


@pytest.fixture(autouse=True)
def _passwords_hashed_fast(settings: Settings) -> None:
    """Slow hashing is what makes guessing slow, and is Django's."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
