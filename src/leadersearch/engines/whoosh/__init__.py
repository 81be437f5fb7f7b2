"""The embedded engine: a genuine Whoosh index in a folder.

    index/     the folder: table of contents, settings, locks, what is on disk before it counts
    segment/   one segment: columns of numbers in one mapped file, and their reader
    write/     articles -> segments, all at once or not at all
    search/    plan -> the best articles, over the segments of one generation
    stock/     what only stock Whoosh needs
    engine.py  WhooshEngine: all of it behind `leadersearch.engine.Engine`

It is the only package that imports whoosh. Whoosh's lock, table of contents, generations and
segments are used; its merge policy, parser, matchers and scoring are not.
"""

import warnings

# Python warns of how Whoosh 2.7.4 is written when it compiles it: at the first run, where the
# installer did not. A module that is being compiled goes by its path, so nothing else is hushed.
for _category in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_category, module=r"(.*[/\\])?whoosh[/\\]")
