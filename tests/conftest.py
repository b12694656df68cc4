"""What holds for every test: how hard hypothesis tries, and quiet logs."""

import logging
import os

import pytest
import structlog
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,  # a red build must be red for the change's sake
    suppress_health_check=[HealthCheck.too_slow],  # CI machines are slow; the draw is not to blame
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))  # noqa: TID251 tests choose by CI's environment


@pytest.fixture(autouse=True)
def fresh_logs() -> None:
    """Let no test hear what a command of another one made of the logs."""
    structlog.reset_defaults()
    for name in [each for each in logging.root.manager.loggerDict if "." not in each]:
        logging.getLogger(name).setLevel(logging.NOTSET)
