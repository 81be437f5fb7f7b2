"""YAML, without aliases, and not nested deeper than anybody writes."""

from __future__ import annotations

DEEPEST = 50


class YamlError(Exception):
    """YAML that is ill-formed, or too dangerous to load."""


def load_yaml(text: str) -> object:
    """The value of the first document of a YAML text, None where it has none; raises YamlError."""
    return next(iter(load_documents(text)), None)


def load_documents(text: str) -> list[object]:
    """The values of the documents of a YAML text, which `---` separates; raises YamlError."""
    import yaml  # 30 ms
    from frontmatter.default_handlers import SafeLoader

    try:
        danger = _danger_in(text)
        values: list[object] = [] if danger else list(yaml.load_all(text, SafeLoader))
    except Exception as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        place = f"line {mark.line + 2}: " if mark else ""
        raise YamlError(f"{place}{problem}"[:160]) from error
    if danger:
        raise YamlError(danger)
    return values


def _danger_in(text: str) -> str:
    """The reason why a text is too dangerous to load, or "": seen in its tokens, before any is built."""
    import yaml
    from frontmatter.default_handlers import SafeLoader

    depth = 0
    for token in yaml.scan(text, SafeLoader):
        if isinstance(token, yaml.AliasToken):
            return "YAML aliases are not followed"  # nine lines of them make a billion values
        kind = type(token).__name__
        depth += kind.endswith("StartToken") - kind.endswith("EndToken")
        if depth > DEEPEST:
            return "YAML nested too deeply"  # libyaml would overflow its stack, and end the process
    return ""
