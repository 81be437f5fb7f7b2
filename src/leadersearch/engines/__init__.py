"""The engines behind `leadersearch.engine.Engine`; they do not know each other."""
