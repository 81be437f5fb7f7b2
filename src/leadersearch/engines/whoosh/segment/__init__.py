"""One segment: columns of numbers in one mapped file, and the arrays that a search takes from it.

    extension   what is in it                                         module
    .columnar   one segment, all of it                                container, file_writer
      checksums   one for each 16 KiB, looked at as they are read     checksums, section
      stored      stored fields, document by document                 stored_values
      lengths/F   the exact length of each field                      document_columns
      column/F    sortable values                                     builder, stock.columns
      vector*/F   term vectors                                        stock.vectors
      text/F ...  the term dictionary and its statistics              terms
      offsets/F, documents/F ...  the postings                        postings, layouts
    .F.column   the column of the field F that `whoosh.sorting.add_sortable` added to a
                segment, in Whoosh's own form                         stock.document_reader

Writing: `builder` (columns in, file out). Reading: `record` names a segment,
`indexed_field.IndexedFields` and `document_columns.DocumentColumns` give its arrays, `reader`
answers the search by them, as `protocol` asks. Nothing here loads Whoosh.
"""
