"""What all tests share."""

from hypothesis import settings

# A test that takes long on a busy machine has not failed.
settings.register_profile("papershelf", deadline=None)
settings.load_profile("papershelf")
