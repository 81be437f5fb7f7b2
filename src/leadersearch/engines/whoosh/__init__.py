"""The embedded engine: a genuine Whoosh index in a folder.

    schema.py      the fields of an article as Whoosh fields
    contents.py    which segments there are: the newest table of contents that holds
    opening.py     files of a folder that is not trusted; pickles.py: pickles read as data
    durable.py     files that are on disk before they count
    folder.py      what lies in an index folder beside Whoosh's files
    writer.py      articles -> segments, all at once or not at all
    segments.py    one segment as numpy arrays, whatever codec wrote it
    snapshot.py    the segments of one generation as one space of articles
    evaluate.py    plan -> matching articles and their scores
    selection.py   matches -> the page: tiers, order, ties, facets
    engine.py      WhooshEngine: all of it behind `leadersearch.engine.Engine`

It is the only package that imports whoosh. Whoosh's lock, table of contents, generations and
segments are used; its merge policy, parser, matchers and scoring are not.
"""

import warnings

# Python warns of how Whoosh 2.7.4 is written when it compiles it: at the first run, where the
# installer did not. A module that is being compiled goes by its path, so nothing else is hushed.
for _category in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_category, module=r"(.*[/\\])?whoosh[/\\]")
