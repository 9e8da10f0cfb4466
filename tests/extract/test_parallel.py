"""The number of jobs changes nothing but the time."""

import os
import signal
import subprocess
import sys
import time

import pytest

from papershelf.extract.parallel import cores, map_batches
from tests.world import ROOT


def double(numbers):
    return [2 * number for number in numbers]


def fail(numbers):
    raise ValueError(f"{len(numbers)} numbers")


@pytest.mark.parametrize(("jobs", "count"), [(1, 7), (2, 0), (2, 1), (9, 7)])
def test_results_in_the_order_of_the_items(jobs, count):
    numbers = [*range(count)]
    assert map_batches(double, numbers, jobs, size=2) == tuple(double(numbers))


def test_an_error_reaches_the_caller():
    with pytest.raises(ValueError, match="2 numbers"):
        map_batches(fail, [1, 2, 3], 2, size=2)


def test_cores():
    assert 1 <= cores() <= (os.cpu_count() or 1)


SCRIPT = """
import sys, time
sys.path[:0] = [{root!r}]
from papershelf.extract.parallel import map_batches
from tests.extract.test_parallel import wait
if __name__ == "__main__":
    print("ready", flush=True)
    map_batches(wait, [*range(40)], 2, size=1)
"""


def wait(numbers):
    time.sleep(0.5)
    return numbers


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_first(tmp_path, end):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(root=str(ROOT)))
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(1)
        process.send_signal(end)
        assert process.wait(timeout=10) != 0
    for _ in range(100):
        if not lives(process.pid):
            return
        time.sleep(0.1)
    pytest.fail("a process is left")


def lives(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
