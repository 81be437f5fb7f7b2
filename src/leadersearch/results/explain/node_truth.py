"""Whether an article matches a node, once it is known which leaves it matches."""

from __future__ import annotations

from collections.abc import Callable

from leadersearch.model.article import Article
from leadersearch.plan import (
    BooleanNode,
    DateNode,
    EverythingNode,
    Leaf,
    Node,
    PhraseNode,
    WordNode,
)


def holds(node: Node, article: Article, holds_leaf: Callable[[Leaf], bool]) -> bool:
    """Whether the article matches the node, `holds_leaf` telling whether it matches a leaf."""
    match node:
        case BooleanNode():
            return (
                all(holds(child, article, holds_leaf) for child in node.required)
                and sum(holds(child, article, holds_leaf) for child in node.optional)
                >= node.minimum
                and not any(holds(child, article, holds_leaf) for child in node.excluded)
            )
        case WordNode() | PhraseNode():
            return holds_leaf(node)
        case DateNode(start, end):
            day = article.date.start if article.date else None
            return day is not None and (not start or start <= day) and (not end or day < end)
    return isinstance(node, EverythingNode)
