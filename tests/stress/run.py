"""`make stress`: every harness of this folder at its full length, with counts in the output.

A harness is a module with `ROUNDS`, its full length, and

    run(rounds: int, seed: int, folder: Path) -> Outcome

which works inside `folder` alone and fails by what it returns. It may name a reason to be left
out: `missing() -> str`, empty where all it needs is there. A short run of each is an everyday test.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent


def harnesses() -> dict[str, Any]:
    """Name -> module of every harness."""
    sys.path.insert(0, str(HERE.parent))
    names = sorted(
        path.stem for path in HERE.glob("*.py") if not path.stem.startswith(("test_", "run"))
    )
    modules = {name: import_module(f"stress.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "ROUNDS")}


def main() -> int:
    """Run the harnesses; returns how many failed."""
    known = harnesses()
    parser = argparse.ArgumentParser(description="Try to break leadersearch, at length.")
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(known)} (default: all)")
    parser.add_argument("--times", type=float, default=1.0, help="multiply the number of rounds")
    parser.add_argument("--seed", type=int, default=0, help="another seed tries other things")
    options = parser.parse_args()
    if unknown := set(options.names) - known.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    failed = 0
    for name in options.names or known:
        module = known[name]
        if reason := module.missing() if hasattr(module, "missing") else "":
            print(f"{name}: left out ({reason})", flush=True)
            continue
        rounds = max(1, round(module.ROUNDS * options.times))
        started = time.perf_counter()
        with TemporaryDirectory(prefix="stress-") as folder:
            outcome = module.run(rounds, options.seed, Path(folder))
        failed += bool(outcome.failures)
        print(f"{name}: {rounds:,} rounds in {time.perf_counter() - started:.0f} s", flush=True)
        print(f"  {outcome}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
