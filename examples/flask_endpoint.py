"""A search endpoint in Flask.

    pip install flask
    LEADERSEARCH_INDEX=index flask --app examples/flask_endpoint.py run
    then open http://127.0.0.1:5000/search?q=kindness

One index serves all threads. No query can make it fail: problems in a query come back as
diagnostics beside the hits.
"""

from __future__ import annotations

import os
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

import leadersearch


def create_app(index_path: str | None = None) -> Flask:
    """The application, over the index in a folder."""
    app = Flask(__name__)
    index = leadersearch.open_index(index_path or os.environ.get("LEADERSEARCH_INDEX", "index"))

    @app.get("/search")
    def search() -> ResponseReturnValue:
        index.refresh()
        page = index.search(
            request.args.get("q", ""),
            limit=min(request.args.get("limit", 10, int), 100),
            offset=max(request.args.get("offset", 0, int), 0),
        )
        return jsonify(
            total=page.total,
            diagnostics=[diagnostic.message for diagnostic in page.diagnostics],
            hits=[as_row(hit) for hit in page],
        )

    return app


def as_row(hit: leadersearch.Hit) -> dict[str, Any]:
    """A hit for a web page; snippets are escaped HTML with the matches in <mark>."""
    return {
        "id": hit.article.id,
        "title": leadersearch.render_html(hit.title),
        "authors": hit.article.authors,
        "date": str(hit.article.date or ""),
        "url": hit.article.url,
        "snippet": leadersearch.render_html(hit.snippet),
        "reasons": [str(reason) for reason in hit.reasons],
    }
