"""Text -> tokens -> terms: the one analysis that articles and queries share.

    text --tokenise--> Token(form, position, start, end) --stem--> term

`form` is the folded word (case, accents and apostrophes do not matter); the stem is what plain
words are looked up by, the form is what quotes and `=word` mean. Names are folded, never stemmed.
No word is dropped: stop words only weigh little, and that is decided when a query is planned.
"""

from leadersearch.text.analysis import Analysis, ArticleTerms
from leadersearch.text.folding import fold
from leadersearch.text.stemming import LANGUAGES, Stemmer
from leadersearch.text.stop_words import FILLER_WORDS, STOP_WORDS
from leadersearch.text.tokens import Token, tokenise

__all__ = [
    "FILLER_WORDS",
    "LANGUAGES",
    "STOP_WORDS",
    "Analysis",
    "ArticleTerms",
    "Stemmer",
    "Token",
    "fold",
    "tokenise",
]
