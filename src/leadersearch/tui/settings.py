"""The user's settings: `config.toml` in the configuration folder, read once at the start.

    theme = "nord"            # any of Textual's; ansi-dark and ansi-light use the terminal's colours
    live_search = true        # search while typing
    acronyms = true           # AHP also finds the words that articles say it stands for
    search_delay = 0          # seconds without a key before a burst of keys is searched for

    [keys]                    # names are shown by the help (?)
    "anywhere.facets" = "f,f2"

A setting that makes no sense is named in `Settings.problems` and left at its default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from leadersearch.tui.files import read_small
from leadersearch.tui.keys import KEY_NAMES, unheard_keys

CONFIG_DIR = "LEADERSEARCH_CONFIG_DIR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The user's settings; an empty theme stands for the remembered one."""

    theme: str = ""
    live_search: bool = True
    acronyms: bool = True
    search_delay: float = 0.0
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def config_folder() -> Path:
    """Where settings are kept; the environment variable LEADERSEARCH_CONFIG_DIR overrides it."""
    told = os.environ.get(CONFIG_DIR)
    if told:
        return Path(told)
    from platformdirs import user_config_path

    return user_config_path("leadersearch")


def state_folder() -> Path:
    """Where the browser remembers things: beside the settings where their place is overridden."""
    told = os.environ.get(CONFIG_DIR)
    if told:
        return Path(told)
    from platformdirs import user_state_path

    return user_state_path("leadersearch")


def read_settings(folder: Path | None = None) -> Settings:
    """The settings in a folder's `config.toml`; the defaults where there is none."""
    path = (folder or config_folder()) / "config.toml"
    try:
        table = tomllib.loads(read_small(path))
    except FileNotFoundError:
        return Settings()
    except RecursionError:
        return Settings(problems=(f"{path} cannot be read: it is nested too deeply",))
    except (OSError, ValueError) as error:  # no UTF-8, no TOML, a number of thousands of digits
        return Settings(problems=(f"{path} cannot be read: {error}",))
    return _settings_of(table)


_KINDS: dict[str, tuple[type, ...]] = {
    "theme": (str,),
    "live_search": (bool,),
    "acronyms": (bool,),
    "search_delay": (int, float),
    "keys": (dict,),
}


def _settings_of(table: Mapping[str, object]) -> Settings:
    known = {row.name for row in fields(Settings)} - {"problems"}
    problems = [f"unknown setting {name!r}" for name in table if name not in known]
    values = {}
    for name, kinds in _KINDS.items():
        value = table.get(name)
        if value is not None and not (isinstance(value, kinds) and type(value) in kinds):
            problems.append(f"the setting {name!r} cannot be {value!r}")
        elif value is not None:
            values[name] = value
    keymap = values.get("keys", {})
    assert isinstance(keymap, dict)
    wrong = [
        name for name, key in keymap.items() if name not in KEY_NAMES or not isinstance(key, str)
    ]
    problems += [f"unknown key name {name!r} (the names are in the help)" for name in wrong]
    kept = {name: key for name, key in keymap.items() if name not in wrong}
    problems += unheard_keys(kept)
    values["keys"] = kept
    return Settings(**values, problems=tuple(problems))  # type: ignore[arg-type]  # checked above
