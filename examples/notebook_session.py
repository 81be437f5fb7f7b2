"""A session as one would type it into a notebook, cell by cell.

python examples/notebook_session.py
"""

# %% A few articles, made by hand and kept in a folder
import tempfile

from leadersearch import Article, PartialDate, open_index

folder = tempfile.mkdtemp()
index = open_index(folder, create=True)
index.add(
    [
        Article(
            title="Kindness is a skill",
            authors=("Ada Example",),
            excerpt="Teams whose leaders are kind stay together.",
            date=PartialDate(2023, 5),
            tags=("wellbeing",),
        ),
        Article(
            title="What consultants can teach clinicians",
            authors=("Björn Müller", "Ada Example"),
            body="Consulting and medicine both begin by listening. Kind words cost nothing.",
            date=PartialDate(2024),
        ),
    ]
)

# %% Ask
page = index.search("kind leaders")
for hit in page:
    print(f"{hit.score:5.2f}  {hit.article.title}  ({', '.join(map(str, hit.reasons))})")

# %% Ask again: accents do not matter, fields and dates narrow
assert [hit.article.title for hit in index.search("author:muller")] == [
    "What consultants can teach clinicians"
]
assert index.search("kind date:2023").total == 1

# %% Who writes most? Count a facet over all matches
page = index.search("", facets=["author"])
print([(count.value, count.count) for count in page.facets["author"]])

# %% Correct an article: same id, new content
first = index.search("title:kindness").hits[0].article
index.update(Article(id=first.id, title="Kindness is a skill, they say", excerpt=first.excerpt))
print(index.article(first.id).title)

# %% A typo is no dead end
for reading in index.search("kindnass").readings:
    print(reading.message)

index.close()
