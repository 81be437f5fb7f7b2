"""The formats, one module each, all behind `leadersearch.readers.registry`."""
