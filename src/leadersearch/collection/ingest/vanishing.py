"""Whether files have been deleted, or the place where they lie is not there.

A drive that is not mounted leaves an empty folder, or none, where hundreds of files were. To take
them for deleted would empty the index without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from leadersearch.collection.ingest.files import KnownPlaces
from leadersearch.collection.ingest.listing import Listing
from leadersearch.collection.ingest.sources import KnownFile
from leadersearch.errors import FilesVanished

FEW = 2
"""So many files are deleted by hand, however few there are beside them."""


def check_vanished(listing: Listing, known: Mapping[str, KnownFile], gone: Collection[str]) -> None:
    """Raise FilesVanished where too much has gone at once to have been deleted.

    That is, in a place that was named: all, and nothing else is there; or more than half, and
    more than a few. In a folder below: more than a few, and the folder is there without anything
    in it, as the place is where a drive was mounted.
    """
    if not gone:
        return
    lost = _counted(listing.places, gone)
    held = _counted(listing.places, known)
    left = _counted(listing.places, [*listing.files, *filter(listing.is_left_out, known)])
    vanished = [
        (place, lost[place], held[place])
        for place in lost
        if not left[place] or (lost[place] > FEW and lost[place] * 2 > held[place])
    ]
    named = {place for place, _, _ in vanished}
    empty = KnownPlaces(listing.empty)
    lost, held = _counted(empty, gone), _counted(empty, known)
    vanished += [
        (folder, lost[folder], held[folder])
        for folder in lost
        if lost[folder] > FEW and named.isdisjoint(listing.places.around(folder))
    ]
    if vanished:
        raise FilesVanished(vanished)


def _counted(places: KnownPlaces, paths: Collection[str]) -> Counter[str]:
    """How many of some paths lie in each of the places."""
    return Counter(place for path in paths for place in places.around(path))
