"""The dotted path of the analyser is on-disk format: the pickled schema of an index names it."""

from leadersearch.engines.whoosh.index.whoosh_fields import TermsAnalyzer

__all__ = ["TermsAnalyzer"]
