"""One script for each claim of speed or quality; labelled data comes as an argument."""

import os

# Torch's threads wait for each other in a loop, which on a busy machine counts as several times their work.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
