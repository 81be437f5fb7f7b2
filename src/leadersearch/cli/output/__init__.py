"""Results as text: for people, for programs, for reference managers.

    PageView --formats.PAGE_FORMATS----> text, JSON, JSON Lines, CSV, citations
    Article  --formats.ARTICLE_FORMATS-> the same

Functions from values to text; nothing here writes, opens or searches. `data` is the one place that
knows the JSON schema.
"""

from __future__ import annotations
