"""The engine for what outgrows one machine: an OpenSearch cluster behind `leadersearch.engine.Engine`.

Our text analysis makes the terms, our planner the plan, our formula the scores; the cluster keeps the
terms, matches, counts and sorts.

    address.py     opensearch://host:9200/articles: hosts, secrets, settings of a new index
    errors.py      what goes wrong out there, as errors of ours
    client.py      requests, and several searches in one
    mapping.py     the fields of an index, and which version of them is read
    documents.py   article -> document
    lifecycle.py   an alias and the index that it stands for
    moment.py      a point in time, opened anew where a node that held it is gone
    match.py       plan -> which articles match
    score.py       plan -> how they score: packed counts of terms
    formula.py     our formula, as a script over them
    spans.py       words near each other, counted as the formula counts them
    vocabulary.py  the words that articles hold
    orders.py      match tiers and orders -> the pages of an answer
    executing.py   all that is asked of a moment at once
    counting.py    facets
    side_files.py  data kept beside the articles
    empty.py       the view of a rebuild
    view.py        View
    bulk.py        many changes: several requests at a time, each change until it is taken or refused
    writer.py      Writer
    engine.py      OpenSearchEngine
"""
