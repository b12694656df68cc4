"""What holds for every test: how hard hypothesis tries."""

import os

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
