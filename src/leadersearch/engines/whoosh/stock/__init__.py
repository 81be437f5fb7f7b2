"""Only for stock Whoosh: our segments behind Whoosh's `Codec` seam.

Reading: `field_reader` and `document_reader` give Whoosh the arrays of a segment, `matcher` walks
them for stock queries. Writing: `field_writer` and `document_writer` take from Whoosh what
`segment.builder` writes; `assembly` brings the two together. `columnar_segment` is the class that
Whoosh pickles into its table of contents. Whoosh's own test-suite proves it: `make conformance`.
"""
