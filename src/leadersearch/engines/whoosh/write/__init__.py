"""Articles -> segments, all at once or not at all, by arrays from the bytes of the text on.

    Article --tokenising--> numbers of words, positions --run, inversion--> sorted postings
    --spool--> set aside, run by run --kway_merge--> a field at a time --field_writing--> the file

`writer` is one change of the index, `segment_writer` one segment: of articles, and of segments that
are to become one, whose arrays are runs like any other. What is written equals what
`Analysis.analyse` says.
"""
