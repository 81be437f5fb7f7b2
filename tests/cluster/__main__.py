"""`make cluster`: a cluster to try things on, until Ctrl-C."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from cluster.nodes import HEAP, Cluster, Runtime, running
from cluster.unavailable import Unavailable


def main() -> int:
    """Start a cluster, print its addresses, wait."""
    parser = argparse.ArgumentParser(prog="make cluster", description=__doc__)
    parser.add_argument("--nodes", type=int, default=3)
    parser.add_argument("--heap", type=int, default=HEAP, metavar="MB", help="heap of each node")
    parser.add_argument("settings", nargs="*", metavar="KEY=VALUE", help="settings of OpenSearch")
    options = parser.parse_args()
    settings = dict(setting.split("=", 1) for setting in options.settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        runtime = Runtime.prepare()
    except Unavailable as problem:
        print(f"no cluster: {problem}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="leadersearch-cluster-") as folder:
        cluster = Cluster(runtime, Path(folder), options.nodes, options.heap, settings=settings)
        try:
            print("starting the nodes ...", flush=True)
            with running(cluster):
                print(f"export LEADERSEARCH_INDEX={cluster.address('articles')}", flush=True)
                print("Ctrl-C ends the cluster and removes its articles", flush=True)
                signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
