"""The input of a reader."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from leadersearch.errors import ReadError
from leadersearch.readers import RawFile


@pytest.mark.parametrize("size", [0, 1, 2_999_999, 3_000_000])
def test_a_file_up_to_the_limit_is_read_whole(size: int) -> None:
    data = bytes(size)
    assert RawFile("a.txt", io.BytesIO(data)).read_bytes(3_000_000) == data


def test_a_larger_one_is_named() -> None:
    with pytest.raises(ReadError, match="larger than 2 MB"):
        RawFile("a.txt", io.BytesIO(bytes(3_000_001))).read_bytes(3_000_000)


@pytest.mark.skipif(sys.platform != "linux", reason="other kernels do not limit memory")
def test_a_short_file_needs_little_memory() -> None:
    code = """
import resource, sys
from leadersearch.readers import RawFile
resource.setrlimit(resource.RLIMIT_DATA, (2**28, 2**28))
with open(sys.argv[1], "rb") as file:
    RawFile("a.txt", file).read_text()
"""
    subprocess.run([sys.executable, "-c", code, __file__], check=True)
